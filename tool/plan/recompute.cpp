// Decides which locals of a scope are stored, and which are made again.
#include "plan/recompute.h"

#include "ir/walk.h"
#include "plan/iteration.h"
#include "plan/storage_cut.h"
#include "rules/rules.h"

namespace backsweep::plan {

using analysis::ZoneSet;

namespace {

bool overwrites(analysis::FunctionZones& zones, const ZoneSet& writes, const ZoneSet& required) {
  return zones.with_aliases(writes).intersects(required);
}

std::int64_t operations(const ir::Expr& init) {
  std::int64_t sum = 0;
  ir::walk(init, [&](const ir::Expr& e) { sum += ir::is_real(e->type) ? rules::operations(e) : 0; });
  return sum;
}

// Costly by its divisions only, and the same in each iteration: compilers take those out of the loop.
bool is_hoistable(analysis::FunctionZones& zones, const ir::Expr& init) {
  bool is_fit = is_stable(zones, init);
  ir::walk(init, [&](const ir::Expr& e) {
    const auto* node = ir::get_if<ir::Binary>(e);
    const bool divides = node && node->op == ir::BinaryOp::kDiv;
    is_fit = is_fit && (divides || ir::is_place(e) || !ir::is_real(e->type) || !rules::is_expensive(e));
  });
  return is_fit;
}

// An array of unknown length, or an object, weighs more than any arithmetic.
std::int64_t bytes_of(const ir::Type& type) {
  constexpr std::int64_t kMany = 1024;
  return type->bytes != 0 ? type->bytes : kMany;
}

// Reading and writing a byte is taken to cost an addition.
CutValue costs_of(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& stmt, Storage storage) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Type& type = zones.function().var(declared.var).type;
  CutValue costs;
  costs.store = bytes_of(type);
  if (!can_recompute(zones, region, stmt)) return costs;
  if (ir::is_pointer_like(type) || ir::holds_pointers(type)) return {CutValue::kImpossible, 0, {}, false};
  if (stmt.storage == ir::StorageMark::kStore) return costs;
  const bool is_marked = stmt.storage == ir::StorageMark::kRecompute;
  if (is_marked || storage == Storage::kRecompute) return {CutValue::kImpossible, 0, {}, false};
  if (storage == Storage::kStore) return costs;
  costs.recompute = is_hoistable(zones, declared.init) ? 0 : operations(declared.init);
  return costs;
}

}  // namespace

ZoneSet reads_of(analysis::FunctionZones& zones, const ir::Declare& declared) {
  ZoneSet reads;
  if (declared.init) reads.insert(zones.reads(declared.init));
  for (const ir::Expr& element : declared.elements) reads.insert(zones.reads(element));
  for (const ir::Expr& argument : declared.arguments) reads.insert(zones.reads(argument));
  return reads;
}

bool is_stable(analysis::FunctionZones& zones, const ir::Expr& init) {
  bool is_fit = true;
  ir::walk(init, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref) is_fit = is_fit && zones.stable().is_unchanging(ref->var);
    else is_fit = is_fit && !ir::is_place(e) && !ir::get_if<ir::OpaqueExpr>(e) && !ir::get_if<ir::AddressOf>(e);
  });
  return is_fit;
}

bool can_recompute(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& stmt) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Type& type = zones.function().var(declared.var).type;
  // Arrays and objects that hold pointers are made again as pointers are: where these point to locals of the scope, they
  // would point nowhere if they were kept.
  const bool holds_pointers = !declared.elements.empty() && ir::holds_pointers(type);
  if (!declared.init && !holds_pointers) return false;
  const bool is_plain = type->kind != ir::TypeKind::kVector && type->kind != ir::TypeKind::kRecord && type->kind != ir::TypeKind::kOpaque;
  if (!is_plain && !holds_pointers) return false;
  const ZoneSet own = zones.leaves(zones.variable(declared.var));
  ZoneSet written;
  for (const ir::Stmt& other : region) {
    if (&other == &stmt) continue;
    const bool declares_other = ir::get_if<ir::Declare>(other) != nullptr;
    const ZoneSet writes = zones.effects(other).writes;
    if (writes.intersects(own)) return false;
    // A sibling declared once is available again by itself; any other write changes what is read.
    if (!declares_other) written.insert(writes);
  }
  return !overwrites(zones, written, reads_of(zones, declared));
}

std::set<ir::VarId> worth_storing(analysis::FunctionZones& zones, const ir::Region& region, const ZoneSet& required,
                                  Storage storage) {
  std::vector<const ir::Stmt*> declarations;
  std::vector<ZoneSet> leaves;
  for (const ir::Stmt& stmt : region) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    if (!declared) continue;
    declarations.push_back(&stmt);
    leaves.push_back(zones.leaves(zones.variable(declared->var)));
  }
  std::vector<CutValue> values(declarations.size());
  ZoneSet wanted = required;
  for (std::size_t i = values.size(); i-- > 0;) {
    if (!leaves[i].intersects(wanted)) continue;
    values[i] = costs_of(zones, region, *declarations[i], storage);
    values[i].is_needed = leaves[i].intersects(required);
    if (values[i].recompute >= CutValue::kImpossible) continue;
    const ZoneSet reads = reads_of(zones, std::get<ir::Declare>(declarations[i]->node));
    wanted.insert(reads);
    for (std::size_t operand = 0; operand < i; ++operand) {
      if (reads.intersects(leaves[operand])) values[i].operands.push_back(operand);
    }
  }
  const std::vector<bool> stored = cheapest_to_store(values);
  std::set<ir::VarId> result;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    if (stored[i]) result.insert(std::get<ir::Declare>(declarations[i]->node).var);
  }
  return result;
}

bool is_needed_for_shape(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& stmt,
                         const ZoneSet& required) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Type& type = zones.function().var(declared.var).type;
  if (type->kind != ir::TypeKind::kVector || !ir::is_real(type->element)) return false;
  if (declared.init || declared.arguments.size() != 1 || is_costly(declared.arguments[0])) return false;
  ZoneSet size;
  size.insert(zones.variable(declared.var));
  ZoneSet elements = zones.leaves(zones.variable(declared.var));
  elements.erase(size);
  if (elements.intersects(required)) return false;
  ZoneSet written;
  for (const ir::Stmt& other : region) {
    if (&other == &stmt) continue;
    const ZoneSet& writes = zones.effects(other).writes;
    if (writes.intersects(size)) return false;
    if (!ir::get_if<ir::Declare>(other)) written.insert(writes);
  }
  return !overwrites(zones, written, zones.reads(declared.arguments[0]));
}

}  // namespace backsweep::plan
