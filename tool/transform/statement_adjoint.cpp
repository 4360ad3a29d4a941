// Adjoints of single statements: x = f(u, v) gives u_bar += df/du x_bar, v_bar += df/dv x_bar, x_bar = 0
// (Griewank & Walther, Evaluating Derivatives, section 3.2).
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/names.h"
#include "transform/poles.h"
#include "transform/sweeps.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

bool is_simple(const ir::Expr& expr) {
  if (const auto* node = ir::get_if<ir::Unary>(expr)) return is_simple(node->operand);
  return ir::get_if<ir::Literal>(expr) || ir::get_if<ir::VarRef>(expr);
}

// -(c ? a : 0) as c ? -a : 0.
ir::Expr sign_inside(const ir::Expr& expr) {
  const auto* node = ir::get_if<ir::Unary>(expr);
  if (!node || node->op != ir::UnaryOp::kNegate) return expr;
  const auto* choice = ir::get_if<ir::Select>(node->operand);
  if (!choice) return expr;
  const auto negated = [](const ir::Expr& e) { return ir::is_zero(e) ? e : ir::unary(ir::UnaryOp::kNegate, e); };
  return ir::select(choice->condition, negated(choice->if_true), negated(choice->if_false));
}

ir::Expr sum(const ir::Expr& a, const ir::Expr& b) {
  if (ir::same_expr(a, b)) return ir::binary(BinaryOp::kMul, ir::real(2, a->type), a);
  const ir::Expr left = sign_inside(a);
  const ir::Expr right = sign_inside(b);
  const auto* first = ir::get_if<ir::Select>(left);
  const auto* second = ir::get_if<ir::Select>(right);
  if (first && second && ir::same_expr(first->condition, second->condition)) {
    return ir::select(first->condition, sum(first->if_true, second->if_true), sum(first->if_false, second->if_false));
  }
  return ir::binary(BinaryOp::kAdd, a, b);
}

// Whether a place is there whatever values its subscripts and pointers have.
bool always_exists(const ir::Expr& place) {
  if (ir::get_if<ir::VarRef>(place)) return true;
  if (const auto* part = ir::get_if<ir::Member>(place)) return always_exists(part->base);
  if (const auto* element = ir::get_if<ir::Index>(place)) {
    const ir::Type& type = element->base->type;
    const auto* at = ir::get_if<ir::Literal>(element->index);
    const auto* extent = type->kind == ir::TypeKind::kArray && type->extent ? ir::get_if<ir::Literal>(type->extent) : nullptr;
    return at && extent && at->value && extent->value && *at->value < *extent->value && always_exists(element->base);
  }
  if (const auto* target = ir::get_if<ir::Deref>(place)) return target->pointer->type->kind == ir::TypeKind::kReference;
  return false;
}

bool contains(const std::vector<ir::Expr>& places, const ir::Expr& place) {
  return std::any_of(places.begin(), places.end(), [&](const ir::Expr& known) { return ir::same_expr(known, place); });
}

// Places read in any case: not only in one branch of a choice, nor on the right of && and ||.
void collect_read_anyway(const ir::Expr& expr, std::vector<ir::Expr>& places) {
  if (!expr) return;
  if (ir::is_place(expr)) places.push_back(expr);
  const auto* logical = ir::get_if<ir::Binary>(expr);
  const bool is_lazy = ir::get_if<ir::Select>(expr) ||
                       (logical && (logical->op == BinaryOp::kAnd || logical->op == BinaryOp::kOr));
  const std::vector<ir::Expr> operands = ir::children(expr);
  for (std::size_t i = 0; i < (is_lazy ? 1 : operands.size()); ++i) collect_read_anyway(operands[i], places);
}

ir::Expr both(const ir::Expr& guard, const ir::Expr& condition) {
  return guard ? ir::raw_binary(BinaryOp::kAnd, guard, condition, ir::bool_type()) : condition;
}

// Whether every variable in `part` is in `expr`, too.
bool reads_all_of(const ir::Expr& expr, const ir::Expr& part) {
  bool all = true;
  ir::walk(part, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    all = all && (!ref || ir::mentions(expr, ref->var));
  });
  return all;
}

bool same_guard(const ir::Expr& a, const ir::Expr& b) { return a && b ? ir::same_expr(a, b) : !a && !b; }

}  // namespace

void refuse_rule(diagnostics::Sink& sink, const ir::Stmt& stmt, const ir::Expr& value) {
  const auto* call = ir::get_if<ir::Intrinsic>(value);
  const std::string name = call ? call->name : "this operation";
  sink.error(diagnostics::Kind::kNoRule, stmt.span, {name})
      .note(diagnostics::Kind::kGiveRuleOrConstant, stmt.span, {name});
}

std::vector<Sweeps::Contribution> Sweeps::contributions_of(const ir::Stmt& stmt, const ir::Expr& value,
                                                           const ir::Expr& seed, const ir::Expr& result,
                                                           ir::Region& out) {
  Contributions found;
  collect_read_anyway(value, found.read_anyway);
  if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) found.read_anyway.push_back(assigned->place);
  if (const auto* updated = ir::get_if<ir::Update>(stmt)) found.read_anyway.push_back(updated->place);
  found.is_under_root = takes_root_of(stmt);
  const std::size_t before = out.size();
  propagate(stmt, value, seed, result, /*guard=*/nullptr, found, out);
  if (branch_values_.count(&stmt) && !ir::get_if<ir::Literal>(seed)) guard_poles(value, seed, found.terms, out, before);
  return found.terms;
}

// On the way that does not use the value its adjoint is zero, and what it is divided by may be, too: no term then.
void Sweeps::guard_poles(const ir::Expr& value, const ir::Expr& seed, std::vector<Contribution>& terms,
                         const ir::Region& declared, std::size_t from) {
  std::vector<ir::Expr> poles;
  collect_poles(value, poles);
  for (const Contribution& one : terms) collect_poles(one.value, poles);
  for (std::size_t i = from; i < declared.size(); ++i) {
    ir::visit_exprs(declared[i], [&](const ir::Expr& expr, ir::Use) { collect_poles(expr, poles); });
  }
  if (poles.empty()) return;
  const ir::Expr guard = seed_or_regular(seed, poles);
  for (Contribution& one : terms) one.guard = one.guard ? both(guard, one.guard) : guard;
}

void Sweeps::propagate_choice(const ir::Stmt& stmt, const ir::Select& choice, const ir::Expr& seed,
                              const ir::Expr& guard, Contributions& contributions, ir::Region& out) {
  const ir::Expr zero = ir::zero(seed->type);
  for (const bool is_taken : {true, false}) {
    const ir::Expr& branch = is_taken ? choice.if_true : choice.if_false;
    if (!code_.depends_on_varied(stmt, branch)) continue;
    bool exists = true;
    ir::walk(branch, [&](const ir::Expr& e) {
      exists = exists && (!ir::is_place(e) || always_exists(e) || contains(contributions.read_anyway, e));
    });
    if (exists) {
      const ir::Expr term = rules::choose(choice.condition, is_taken ? seed : zero, is_taken ? zero : seed);
      propagate(stmt, branch, term, nullptr, guard, contributions, out);
    } else {
      const ir::Expr condition = is_taken ? choice.condition : ir::unary(ir::UnaryOp::kNot, choice.condition);
      propagate(stmt, branch, seed, nullptr, both(guard, condition), contributions, out);
    }
  }
}

void Sweeps::propagate(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& seed, const ir::Expr& result,
                       const ir::Expr& guard, Contributions& contributions, ir::Region& out) {
  if (!value || ir::is_integer(value->type)) return;
  if (ir::is_place(value)) {
    if (!code_.is_varied(stmt, value) || !code_.has_shadow(value)) return;
    const ir::Expr term = ir::cast(seed, value->type);
    for (Contribution& known : contributions.terms) {
      if (ir::same_expr(known.place, value) && same_guard(known.guard, guard)) {
        known.value = sum(known.value, term);
        return;
      }
    }
    contributions.terms.push_back({value, term, guard});
    return;
  }
  if (const auto* text = ir::get_if<ir::OpaqueExpr>(value)) {
    if (code_.depends_on_varied(stmt, value)) unsupported(stmt.span, "'" + text->text.front() + "…'");
    return;
  }
  const auto* choice = ir::get_if<ir::Select>(value);
  const std::vector<ir::Expr> operands = ir::children(value);
  std::vector<std::size_t> active;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool is_condition = choice && i == 0;
    if (!is_condition && code_.depends_on_varied(stmt, operands[i])) active.push_back(i);
  }
  ir::Expr common = ir::cast(seed, value->type);
  if (active.size() > 1 && !is_simple(common) && !ir::is_place(common)) {
    const ir::VarId shared = add_temporary(out_, name_for(primal_, value) + "_bar", common->type);
    out.push_back(ir::declare(shared, common));
    common = ref(shared);
  }
  if (choice) return propagate_choice(stmt, *choice, common, guard, contributions, out);
  for (const std::size_t i : active) {
    if (!rules::is_differentiable(value, i)) return refuse_rule(sink_, stmt, value);
  }
  const ir::Expr outcome = result ? result : value;
  const ir::Expr divisor = active.size() > 1 ? rules::common_divisor(value, active, outcome) : nullptr;
  if (divisor) {
    // One division for all operands.
    const ir::VarId shared = add_temporary(out_, name_for(primal_, value) + "_share", common->type);
    out.push_back(ir::declare(shared, ir::binary(BinaryOp::kDiv, common, code_.with_results(stmt, divisor))));
    common = ref(shared);
  }
  for (const std::size_t i : active) {
    const ir::Expr term = code_.with_results(stmt, divisor ? rules::pullback_divided(value, i, outcome, common)
                                                           : rules::pullback(value, i, outcome, common));
    if (ir::is_zero(term)) continue;
    const bool is_under_root = contributions.is_under_root;
    const ir::Expr kept = is_under_root ? zero_without_factor(stmt, value, i, outcome, term) : term;
    if (ir::get_if<ir::Intrinsic>(value)) contributions.is_under_root = is_root(value, i, outcome);
    propagate(stmt, operands[i], kept, nullptr, guard, contributions, out);
    contributions.is_under_root = is_under_root;
  }
}

bool Sweeps::takes_root_of(const ir::Stmt& stmt) const {
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  const auto* assigned = ir::get_if<ir::Assign>(stmt);
  const auto* ref = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
  return declared ? chosen_values_.is_under_root(declared->var) : ref && chosen_values_.is_under_root(ref->var);
}

// A root of v * t is constant in t where v is zero, however steep it is there: its derivative by t is no zero times infinity.
ir::Expr Sweeps::zero_without_factor(const ir::Stmt& stmt, const ir::Expr& value, std::size_t operand, const ir::Expr& outcome,
                                     const ir::Expr& term) const {
  const auto* product = ir::get_if<ir::Binary>(value);
  const bool is_divisor = product && product->op == BinaryOp::kDiv && operand == 1;
  if (!product || !(product->op == BinaryOp::kMul || is_divisor)) return term;
  const ir::Expr factor = chosen_values_.factor(stmt, operand == 0 ? product->right : product->left);
  // What the term does not read need not be there any more.
  const ir::Expr tested = factor && !is_divisor ? code_.with_results(stmt, factor) : outcome;
  if (!factor || !reads_all_of(term, tested)) return term;
  return rules::choose(is_not_zero(tested), term, ir::zero(term->type));
}

void Sweeps::add(const std::vector<Contribution>& contributions, ir::Region& out) {
  for (const Contribution& one : contributions) {
    if (ir::is_zero(one.value)) continue;
    const auto* node = ir::get_if<ir::Unary>(one.value);
    const bool is_negated = node && node->op == ir::UnaryOp::kNegate;
    const ir::Expr bar = shadows_.place(one.place);
    ir::Stmt sum = is_negated ? ir::update(bar, BinaryOp::kSub, node->operand) : ir::update(bar, BinaryOp::kAdd, one.value);
    if (!one.guard) {
      out.push_back(std::move(sum));
      continue;
    }
    auto* open = out.empty() ? nullptr : ir::get_if<ir::If>(out.back());
    const ir::Expr otherwise = open ? ir::unary(ir::UnaryOp::kNot, open->condition) : nullptr;
    if (open && ir::same_expr(open->condition, one.guard)) {
      open->then_region.push_back(std::move(sum));
    } else if (open && ir::same_expr(otherwise, one.guard)) {
      open->else_region.push_back(std::move(sum));
    } else {
      out.push_back(ir::make_stmt(ir::If{one.guard, {std::move(sum)}, {}}));
    }
  }
}

// Of vectors the shadow takes its old shape back: the primal has been put back in front.
void Sweeps::adjoint_of_object(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, bool is_fresh,
                               ir::Region& out) {
  const ir::Expr bar = shadows_.place(place);
  const bool reshapes = !is_fresh && ir::has_inner_shape(place->type);
  const bool is_object = value && ir::is_place(value);
  const bool moves = is_object && code_.has_shadow(value) && code_.is_varied(stmt, value);
  if (!moves) {
    // An object without a shadow is of no use to any dependent, whatever it depends on.
    if (value && !is_object && code_.depends_on_varied(stmt, value)) return unsupported(stmt.span, "this assignment of a whole object");
    if (reshapes) {
      zero_like(bar, place, out);
    } else if (!is_fresh) {
      clear(bar, out);
    }
    return;
  }
  const analysis::ZoneSet written = zones_.with_aliases(zones_.leaves_of(place));
  const bool may_be_same = zones_.leaves_of(value).intersects(written);
  move_aggregate(shadows_.place(value), bar, !is_fresh && (may_be_same || !reshapes), out);
  if (!reshapes) return;
  if (may_be_same) {
    fit_shape(bar, place, out);
  } else {
    zero_like(bar, place, out);
  }
}

// The term that an assignment adds to what it overwrites, taken out of the others; null where there is none.
ir::Expr Sweeps::take_own(std::vector<Contribution>& contributions, const ir::Expr& place) {
  const auto own = std::find_if(contributions.begin(), contributions.end(),
                                [&](const Contribution& one) { return ir::same_expr(one.place, place); });
  if (own == contributions.end()) return nullptr;
  const ir::Expr value = own->value;
  contributions.erase(own);
  return value;
}

void Sweeps::adjoint_of_assign(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, bool is_fresh,
                               ir::Region& out) {
  if (!ir::is_real(place->type)) {
    if (!ir::carries_real(place->type) || ir::is_pointer_like(place->type)) return;
    return adjoint_of_object(stmt, place, value, is_fresh, out);
  }
  ir::Expr bar = shadows_.place(place);
  ir::Region prepared;
  std::vector<Contribution> contributions =
      contributions_of(stmt, value, bar, value ? code_.result_place(place, value) : nullptr, prepared);
  const analysis::ZoneSet written = zones_.with_aliases(zones_.leaves_of(place));
  const bool overlaps = std::any_of(contributions.begin(), contributions.end(), [&](const Contribution& one) {
    return !ir::same_expr(one.place, place) && zones_.leaves_of(one.place).intersects(written);
  });
  const bool in_memory = !ir::get_if<ir::VarRef>(bar) && contributions.size() + prepared.size() > 1;
  if (overlaps || in_memory) {
    // The adjoint is taken out before anything is added: the places may be the same memory.
    const ir::VarId taken = add_temporary(out_, name_for(out_, bar) + "_in", bar->type);
    out.push_back(ir::declare(taken, bar));
    contributions = contributions_of(stmt, value, ref(taken), code_.result_place(place, value), out);
    const ir::Expr own = take_own(contributions, place);
    out.push_back(ir::assign(bar, own ? own : ir::zero(bar->type)));
    return add(contributions, out);
  }
  std::move(prepared.begin(), prepared.end(), std::back_inserter(out));
  const ir::Expr own = take_own(contributions, place);
  add(contributions, out);
  if (own ? !ir::same_expr(own, bar) : !is_fresh) {
    out.push_back(ir::assign(bar, own ? own : ir::zero(bar->type)));
  }
}

void Sweeps::adjoint_of_declare(const ir::Stmt& stmt, const ir::Declare& declared, ir::Region& out) {
  const ir::Expr place = ref(declared.var);
  if (declared.init) return adjoint_of_assign(stmt, place, declared.init, /*is_fresh=*/true, out);
  for (std::size_t i = 0; i < declared.elements.size(); ++i) {
    ir::Expr element;
    if (place->type->kind == ir::TypeKind::kRecord) {
      const ir::Field& field = place->type->record->fields[i];
      element = ir::member(place, field.name, field.type, field.is_private);
    } else if (place->type->kind == ir::TypeKind::kArray || place->type->kind == ir::TypeKind::kVector) {
      element = ir::index(place, ir::integer(static_cast<long>(i)));
    } else {
      element = place;
    }
    if (code_.depends_on_varied(stmt, declared.elements[i])) {
      adjoint_of_assign(stmt, element, declared.elements[i], /*is_fresh=*/true, out);
    }
  }
  if (declared.arguments.size() > 1 && code_.depends_on_varied(stmt, declared.arguments[1])) {
    give_from_elements(stmt, declared.arguments[1], shadows_.place(place), ir::integer(0, ir::size_type()), out);
  }
}

void Sweeps::give(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& bar, ir::Region& out) {
  if (ir::is_real(bar->type)) {
    add(contributions_of(stmt, value, bar, nullptr, out), out);
  } else if (ir::is_place(value) && code_.has_shadow(value)) {
    move_aggregate(shadows_.place(value), bar, /*clears=*/false, out);
  } else if (code_.depends_on_varied(stmt, value)) {
    unsupported(stmt.span, "this value of a whole object");
  }
}

void Sweeps::give_from_elements(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& bars, const ir::Expr& from,
                                ir::Region& out) {
  ir::For loop;
  loop.var = add_temporary(out_, "k", ir::size_type());
  out_.var(loop.var).role = ir::VarRole::kInduction;
  loop.from = from;
  loop.to = ir::size_of(bars);
  loop.step = ir::integer(1, ir::size_type());
  give(stmt, value, ir::index(bars, ref(loop.var)), loop.body);
  if (!loop.body.empty()) out.push_back(ir::make_stmt(std::move(loop)));
}

void Sweeps::adjoint_of_update(const ir::Stmt& stmt, const ir::Update& update, ir::Region& out) {
  const ir::Expr bar = shadows_.place(update.place);
  const ir::Expr seed = update.op == BinaryOp::kSub ? ir::unary(ir::UnaryOp::kNegate, bar) : bar;
  std::vector<Contribution> contributions = contributions_of(
      stmt, update.value, ir::cast(seed, ir::wider_real(update.place->type, update.value->type)), nullptr, out);
  // All terms read the adjoint as it is on entry, even where one of them adds to the same memory.
  const analysis::ZoneSet written = zones_.with_aliases(zones_.leaves_of(update.place));
  const bool overlaps = std::any_of(contributions.begin(), contributions.end(), [&](const Contribution& one) {
    return zones_.leaves_of(one.place).intersects(written);
  });
  if (overlaps && contributions.size() > 1) {
    for (Contribution& one : contributions) {
      const ir::VarId term = add_temporary(out_, name_for(primal_, one.place) + "_term", one.value->type);
      out.push_back(ir::declare(term, one.value));
      one.value = ref(term);
    }
  }
  add(contributions, out);
}

void Sweeps::adjoint_of_return(const ir::Stmt& stmt, const ir::Expr& value, ir::Region& out) {
  if (!value || !seed_) return;
  if (ir::is_real(value->type)) {
    add(contributions_of(stmt, value, seed_, nullptr, out), out);
  } else if (ir::is_place(value)) {
    move_aggregate(shadows_.place(value), seed_, /*clears=*/false, out);
  }
}

void Sweeps::adjoint_of_opaque(const ir::Stmt& stmt, const ir::Opaque& text, ir::Region& out) {
  (void)stmt;
  if (text.result && ir::carries_real(text.result->type) && !text.declares_result) clear(shadows_.place(text.result), out);
}

void Sweeps::for_each_real(const ir::Expr& place, ir::Region& out,
                           const std::function<void(const ir::Expr&, ir::Region&)>& visit) {
  const ir::Type& type = place->type;
  if (type->kind == ir::TypeKind::kReal) {
    visit(place, out);
  } else if (type->kind == ir::TypeKind::kRecord) {
    for (const ir::Field& field : type->record->fields) {
      if (!ir::carries_real(field.type) || ir::is_pointer_like(field.type)) continue;
      for_each_real(ir::member(place, field.name, shadow_type(field.type), field.is_private), out, visit);
    }
  } else if ((type->kind == ir::TypeKind::kArray || type->kind == ir::TypeKind::kVector) && ir::carries_real(type)) {
    ir::For loop;
    const ir::Expr count = ir::size_of(place);
    loop.var = add_temporary(out_, "k", type->kind == ir::TypeKind::kVector || type->is_std ? ir::size_type() : count->type);
    out_.var(loop.var).role = ir::VarRole::kInduction;
    loop.from = ir::integer(0, out_.var(loop.var).type);
    loop.to = count;
    loop.step = ir::integer(1, out_.var(loop.var).type);
    for_each_real(ir::index(place, ref(loop.var)), loop.body, visit);
    out.push_back(ir::make_stmt(std::move(loop)));
  }
}

void Sweeps::clear(const ir::Expr& bar, ir::Region& out) {
  for_each_real(bar, out, [](const ir::Expr& leaf, ir::Region& inner) {
    inner.push_back(ir::assign(leaf, ir::zero(leaf->type)));
  });
}

void Sweeps::move_aggregate(const ir::Expr& to_bar, const ir::Expr& from_bar, bool clears, ir::Region& out) {
  for_each_real(from_bar, out, [&](const ir::Expr& from, ir::Region& inner) {
    // The same path below the other root.
    const ir::Expr to = ir::rewrite(from, [&](const ir::Expr& e) { return ir::same_expr(e, from_bar) ? to_bar : e; });
    if (!clears) {
      inner.push_back(ir::update(to, BinaryOp::kAdd, from));
      return;
    }
    const ir::VarId taken = add_temporary(out_, "moved_bar", from->type);
    inner.push_back(ir::declare(taken, from));
    inner.push_back(ir::assign(from, ir::zero(from->type)));
    inner.push_back(ir::update(to, BinaryOp::kAdd, ref(taken)));
  });
}

}  // namespace backsweep::transform
