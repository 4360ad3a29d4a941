// Adjoints of single statements: x = f(u, v) gives u_bar += df/du x_bar, v_bar += df/dv x_bar, x_bar = 0
// (Griewank & Walther, Evaluating Derivatives, section 3.2).
#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/names.h"
#include "transform/sweeps.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

bool is_simple(const ir::Expr& expr) {
  if (const auto* node = ir::get_if<ir::Unary>(expr)) return is_simple(node->operand);
  return ir::get_if<ir::Literal>(expr) || ir::get_if<ir::VarRef>(expr);
}

ir::Expr sum(const ir::Expr& a, const ir::Expr& b) {
  if (ir::same_expr(a, b)) return ir::binary(BinaryOp::kMul, ir::real(2, a->type), a);
  return ir::binary(BinaryOp::kAdd, a, b);
}

}  // namespace

void refuse_rule(diagnostics::Sink& sink, const ir::Stmt& stmt, const ir::Expr& value) {
  const auto* call = ir::get_if<ir::Intrinsic>(value);
  const std::string name = call ? call->name : "this operation";
  sink.error(diagnostics::Kind::kNoRule, stmt.span, {name})
      .note(diagnostics::Kind::kGiveRuleOrConstant, stmt.span, {name});
}

void Sweeps::propagate(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& seed, const ir::Expr& result,
                       std::vector<Contribution>& contributions, ir::Region& out) {
  if (!value || ir::is_integer(value->type)) return;
  if (ir::is_place(value)) {
    if (!code_.is_varied(stmt, value) || !code_.has_shadow(value)) return;
    const ir::Expr term = ir::cast(seed, value->type);
    for (Contribution& known : contributions) {
      if (ir::same_expr(known.place, value)) {
        known.value = sum(known.value, term);
        return;
      }
    }
    contributions.push_back({value, term});
    return;
  }
  if (const auto* text = ir::get_if<ir::OpaqueExpr>(value)) {
    if (code_.depends_on_varied(stmt, value)) unsupported(stmt.span, "'" + text->text.front() + "…'");
    return;
  }
  const std::vector<ir::Expr> operands = ir::children(value);
  std::vector<std::size_t> active;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool is_condition = ir::get_if<ir::Select>(value) && i == 0;
    if (!is_condition && code_.depends_on_varied(stmt, operands[i])) active.push_back(i);
  }
  ir::Expr common = ir::cast(seed, value->type);
  if (active.size() > 1 && !is_simple(common) && !ir::is_place(common)) {
    const ir::VarId shared = add_temporary(out_, name_for(primal_, value) + "_bar", common->type);
    out.push_back(ir::declare(shared, common));
    common = ref(shared);
  }
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
    if (!ir::is_zero(term)) propagate(stmt, operands[i], term, nullptr, contributions, out);
  }
}

void Sweeps::add(const Contribution& contribution, ir::Region& out) {
  const ir::Expr bar = shadows_.place(contribution.place);
  if (ir::is_zero(contribution.value)) return;
  if (const auto* node = ir::get_if<ir::Unary>(contribution.value); node && node->op == ir::UnaryOp::kNegate) {
    out.push_back(ir::update(bar, BinaryOp::kSub, node->operand));
  } else {
    out.push_back(ir::update(bar, BinaryOp::kAdd, contribution.value));
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

void Sweeps::adjoint_of_assign(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, bool is_fresh,
                               ir::Region& out) {
  if (!ir::is_real(place->type)) {
    if (!ir::carries_real(place->type) || ir::is_pointer_like(place->type)) return;
    return adjoint_of_object(stmt, place, value, is_fresh, out);
  }
  ir::Expr bar = shadows_.place(place);
  std::vector<Contribution> contributions;
  ir::Region prepared;
  propagate(stmt, value, bar, value ? code_.result_place(place, value) : nullptr, contributions,
            prepared);
  const analysis::ZoneSet written = zones_.with_aliases(zones_.leaves_of(place));
  const bool overlaps = std::any_of(contributions.begin(), contributions.end(), [&](const Contribution& one) {
    return !ir::same_expr(one.place, place) && zones_.leaves_of(one.place).intersects(written);
  });
  const bool in_memory = !ir::get_if<ir::VarRef>(bar) && contributions.size() + prepared.size() > 1;
  if (overlaps || in_memory) {
    // The adjoint is taken out before anything is added: the places may be the same memory.
    const ir::VarId taken = add_temporary(out_, name_for(out_, bar) + "_in", bar->type);
    out.push_back(ir::declare(taken, bar));
    contributions.clear();
    propagate(stmt, value, ref(taken), code_.result_place(place, value), contributions, out);
    ir::Expr own = ir::zero(bar->type);
    for (const Contribution& one : contributions) {
      if (ir::same_expr(one.place, place)) own = one.value;
    }
    out.push_back(ir::assign(bar, own));
    for (const Contribution& one : contributions) {
      if (!ir::same_expr(one.place, place)) add(one, out);
    }
    return;
  }
  std::move(prepared.begin(), prepared.end(), std::back_inserter(out));
  ir::Expr own;
  for (const Contribution& one : contributions) {
    if (ir::same_expr(one.place, place)) {
      own = one.value;
    } else {
      add(one, out);
    }
  }
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
    std::vector<Contribution> contributions;
    propagate(stmt, value, bar, nullptr, contributions, out);
    for (const Contribution& one : contributions) add(one, out);
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
  std::vector<Contribution> contributions;
  propagate(stmt, update.value, ir::cast(seed, ir::wider_real(update.place->type, update.value->type)), nullptr,
            contributions, out);
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
  for (const Contribution& one : contributions) add(one, out);
}

void Sweeps::adjoint_of_return(const ir::Stmt& stmt, const ir::Expr& value, ir::Region& out) {
  if (!value || !seed_) return;
  if (ir::is_real(value->type)) {
    std::vector<Contribution> contributions;
    propagate(stmt, value, seed_, nullptr, contributions, out);
    for (const Contribution& one : contributions) add(one, out);
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
