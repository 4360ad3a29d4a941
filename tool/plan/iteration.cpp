// Slices an iteration backwards from the values its reverse code reads.
#include "plan/iteration.h"

#include "ir/walk.h"
#include "plan/exposed_reads.h"
#include "rules/rules.h"

namespace backsweep::plan {

using analysis::ZoneSet;

bool is_costly(const ir::Expr& expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    found = found || (ir::is_real(e->type) && !ir::is_place(e) && rules::is_expensive(e));
  });
  return found;
}

namespace {

bool is_aggregate(const ir::Type& type) {
  return type->kind != ir::TypeKind::kReal && type->kind != ir::TypeKind::kInteger && type->kind != ir::TypeKind::kBool;
}

// An element can be written once more only while the vector has it.
ZoneSet sizes_of_written(analysis::FunctionZones& zones, const ir::Stmt& stmt) {
  ZoneSet sizes;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
    const auto* address = ir::get_if<ir::AddressOf>(expr);
    if (address) sizes.insert(zones.sizes_around(address->place));
    if (use != ir::Use::kRead) sizes.insert(zones.sizes_around(expr));
  });
  return sizes;
}

bool is_worth_memory(const ir::Expr& expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    found = found || (ir::is_real(e->type) && !ir::is_place(e) && rules::is_worth_memory(e));
  });
  return found;
}

}  // namespace

bool is_expensive_to_repeat(const ir::Stmt& stmt) {
  if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt) || ir::get_if<ir::Call>(stmt)) return true;
  bool found = false;
  ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { found = found || is_worth_memory(expr); });
  return found;
}

Iteration::Iteration(const analysis::ActiveCode& code, const ir::Region& body, bool may_carry)
    : code_(code), may_carry_(may_carry) {
  analysis::FunctionZones& zones = code.zones();
  ir::walk(body, [&](const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) own_.insert(zones.leaves(zones.variable(s->var)));
    if (const auto* s = ir::get_if<ir::For>(stmt)) own_.insert(zones.variable(s->var));
    if (const auto* s = ir::get_if<ir::Opaque>(stmt); s && s->declares_result) own_.insert(zones.leaves_of(s->result));
  });
  find_privates(body);
  own_.insert(privates_);
  collect_needed(body);
  find_decisions(body);
  while (keep(body)) {}
  judge(body);
}

// Scalars and arrays of the function that each iteration overwrites before it reads them: as good as its own.
void Iteration::find_privates(const ir::Region& body) {
  analysis::FunctionZones& zones = code_.zones();
  const ZoneSet kept_outside = zones.with_aliases(exposed_reads(zones, body));
  for (const analysis::ZoneId id : zones.effects(body).writes.items()) {
    const analysis::Zone& root = zones.zone(zones.root(id));
    const bool is_local = root.kind == analysis::ZoneKind::kVariable &&
                          zones.function().var(root.var).role == ir::VarRole::kLocal;
    if (is_local && !kept_outside.contains(id) && !own_.contains(id)) {
      ZoneSet one;
      one.insert(id);
      privates_.insert(one);
    }
  }
}

void Iteration::collect_needed(const ir::Region& region) {
  analysis::FunctionZones& zones = code_.zones();
  for (const ir::Stmt& stmt : region) {
    const analysis::Needed needed = code_.needed(stmt);
    wanted_.insert(needed.before);
    wanted_.insert(needed.after);
    if (ir::get_if<ir::Call>(stmt) && code_.has_adjoint(stmt)) {
      wanted_.insert(zones.effects(stmt).reads);
      // The reverse call names what the call writes, whatever it holds by then.
      wanted_.insert(zones.effects(stmt).writes);
    }
    bool has_inner = false;
    for (const ir::Region* inner : ir::regions(stmt)) {
      collect_needed(*inner);
      has_inner = has_inner || code_.has_adjoint(*inner);
    }
    // Bounds, conditions: what decides how often the inner reverse code runs.
    if (has_inner) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { wanted_.insert(zones.reads(expr)); });
      if (const auto* loop = ir::get_if<ir::While>(stmt)) wanted_.insert(zones.effects(loop->before_condition).reads);
    }
  }
}

// A condition must be asked where it stands, unless it stands at the top and its operands stay what they are.
void Iteration::find_decisions(const ir::Region& body) {
  analysis::FunctionZones& zones = code_.zones();
  ir::walk(body, [&](const ir::Stmt& stmt) {
    const auto* branch = ir::get_if<ir::If>(stmt);
    if (branch && (code_.has_adjoint(branch->then_region) || code_.has_adjoint(branch->else_region))) decisions_.insert(&stmt);
  });
  ZoneSet written;
  for (std::size_t i = body.size(); i-- > 0;) {
    written.insert(zones.with_aliases(zones.effects(body[i]).writes));
    const auto* branch = ir::get_if<ir::If>(body[i]);
    if (branch && !zones.reads(branch->condition).intersects(written)) decisions_.erase(&body[i]);
  }
}

bool Iteration::keep(const ir::Region& region) {
  bool changed = false;
  for (const ir::Stmt& stmt : region) changed = keep(stmt) || changed;
  return changed;
}

bool Iteration::keep(const ir::Stmt& stmt) {
  analysis::FunctionZones& zones = code_.zones();
  bool changed = false;
  bool inner_kept = decisions_.count(&stmt) != 0;
  for (const ir::Region* inner : ir::regions(stmt)) {
    changed = keep(*inner) || changed;
    for (const ir::Stmt& one : *inner) inner_kept = inner_kept || kept_.count(&one) != 0;
  }
  const bool is_plain = ir::regions(stmt).empty();
  const bool is_wanted = is_plain && zones.with_aliases(zones.effects(stmt).writes).intersects(wanted_);
  if (!is_wanted && !inner_kept) return changed;
  changed = kept_.insert(&stmt).second || changed;
  if (is_plain) {
    changed = wanted_.insert(zones.effects(stmt).reads) || changed;
    changed = wanted_.insert(sizes_of_written(zones, stmt)) || changed;
  } else {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      changed = wanted_.insert(zones.reads(expr)) || changed;
    });
    if (const auto* loop = ir::get_if<ir::While>(stmt)) {
      changed = wanted_.insert(zones.effects(loop->before_condition).reads) || changed;
    }
  }
  return changed;
}

void Iteration::judge(const ir::Region& body) {
  analysis::FunctionZones& zones = code_.zones();
  inputs_ = wanted_;
  inputs_.erase(own_);
  const ZoneSet written = zones.with_aliases(zones.effects(body).writes);
  if (may_carry_) find_carried(written);
  if (inputs_.intersects(written)) prevent_carried(body);
  ir::walk(body, [&](const ir::Stmt& stmt) {
    if (kept_.count(&stmt) && is_expensive_to_repeat(stmt)) expensive_ = expensive_ ? expensive_ : &stmt;
    if (!kept_.count(&stmt) || !ir::regions(stmt).empty()) return;
    ZoneSet outside = zones.effects(stmt).writes;
    outside.erase(own_);
    outside.erase(carried_);
    if (!outside.is_empty()) prevent(Why::kNotPrivate, &stmt);
    if (zones.effects(stmt).has_side_effects) prevent(Why::kSideEffect, &stmt);
  });
}

void Iteration::find_carried(const ZoneSet& written) {
  analysis::FunctionZones& zones = code_.zones();
  for (const analysis::ZoneId id : inputs_.items()) {
    const analysis::Zone& zone = zones.zone(id);
    const bool is_scalar = zone.kind == analysis::ZoneKind::kVariable && !is_aggregate(zone.type) &&
                           zones.function().var(zone.var).role == ir::VarRole::kLocal;
    if (!written.contains(id) || !is_scalar || code_.activity().active.contains(id)) continue;
    ZoneSet one;
    one.insert(id);
    if (zones.with_aliases(one) == one) carried_.insert(one);
  }
  inputs_.erase(carried_);
}

void Iteration::prevent(Why why, const ir::Stmt* stmt) {
  is_repeatable_ = false;
  if (!prevented_by_) prevented_by_ = Reason{why, stmt, stmt ? written_variable(code_.zones(), *stmt) : ir::VarId{}};
}

// The statement that writes what the iterations read, in words of its own.
void Iteration::prevent_carried(const ir::Region& body) {
  analysis::FunctionZones& zones = code_.zones();
  const ir::Stmt* writer = nullptr;
  ir::walk(body, [&](const ir::Stmt& stmt) {
    if (writer || !ir::regions(stmt).empty()) return;
    if (zones.with_aliases(zones.effects(stmt).writes).intersects(inputs_)) writer = &stmt;
  });
  if (!writer) return prevent(Why::kCarried, nullptr);
  const ir::VarId var = written_variable(zones, *writer);
  if (!zones.effects(*writer).writes.intersects(inputs_)) return prevent(Why::kMayOverlap, writer);
  const bool is_local = var.is_valid() && zones.function().var(var).role == ir::VarRole::kLocal;
  prevent(is_local && is_aggregate(zones.function().var(var).type) ? Why::kNotPrivate : Why::kCarried, writer);
}

}  // namespace backsweep::plan
