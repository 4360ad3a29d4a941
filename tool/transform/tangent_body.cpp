// Tangent mode: every active statement gets its derivative in front of it, y_dot = sum of df/dx x_dot.
#include "transform/tangent_body.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"
#include "transform/chosen_values.h"
#include "transform/fence.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/poles.h"
#include "transform/sweeps.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;
using ir::ModelOp;

/// The body of one tangent function.
class TangentBody {
 public:
  TangentBody(Derivation& derivation, TangentCallees& callees, const analysis::ActiveCode& code, ir::Function& out,
              Shadows& shadows, const ir::Expr& result_dot)
      : d_(derivation), callees_(callees), code_(code), out_(out), shadows_(shadows), result_dot_(result_dot) {}

  void region(const ir::Region& from, ir::Region& to) {
    for (const ir::Stmt& stmt : from) {
      const std::size_t before = to.size();
      statement(stmt, to);
      // A derivative stands where its statement stands: it may be differentiated, and refused, once more.
      for (std::size_t i = before; i < to.size(); ++i) {
        if (!to[i].span.is_known()) to[i].span = stmt.span;
      }
    }
  }

 private:
  void statement(const ir::Stmt& stmt, ir::Region& out) {
    if (!ir::regions(stmt).empty()) {
      ir::Stmt copy = stmt;
      const std::vector<const ir::Region*> inner = ir::regions(stmt);
      const std::vector<ir::Region*> made = ir::regions(copy);
      for (std::size_t i = 0; i < inner.size(); ++i) {
        made[i]->clear();
        region(*inner[i], *made[i]);
      }
      out.push_back(std::move(copy));
      return;
    }
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) return declare(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Assign>(stmt)) return assign(stmt, s->place, s->value, out);
    if (const auto* s = ir::get_if<ir::Update>(stmt)) return update(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Call>(stmt)) return call(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Model>(stmt)) return model(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Return>(stmt)) return finish(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Opaque>(stmt)) {
      out.push_back(stmt);
      if (s->result && code_.has_shadow(s->result)) clear_result(s->result, s->declares_result, out);
      for (const ir::Expr& place : s->writes) {
        if (ir::has_inner_shape(place->type) && code_.has_shadow(place)) clear_result(place, /*is_new=*/false, out);
      }
      return;
    }
    out.push_back(stmt);
  }

  bool is_active(const ir::Stmt& stmt, const ir::Expr& value) const { return code_.depends_on_varied(stmt, value); }

  /// The tangent of a value: sum of partial times tangent over its active operands; a zero literal if there is none.
  ir::Expr tangent(const ir::Stmt& stmt, const ir::Expr& value, const ir::Expr& result) {
    if (!value || !is_active(stmt, value)) return ir::zero(shadow_type(value->type));
    // A varied value that no dependent needs anywhere has no shadow, and contributes nothing that matters.
    if (ir::is_place(value)) return code_.has_shadow(value) ? shadows_.place(value) : ir::zero(shadow_type(value->type));
    if (ir::get_if<ir::OpaqueExpr>(value)) {
      d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"this expression"});
      return ir::zero(value->type);
    }
    if (const auto* choice = ir::get_if<ir::Select>(value)) {
      return rules::choose(choice->condition, tangent(stmt, choice->if_true, nullptr),
                           tangent(stmt, choice->if_false, nullptr));
    }
    const std::vector<ir::Expr> operands = ir::children(value);
    std::vector<std::size_t> active;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (!is_active(stmt, operands[i])) continue;
      if (!rules::is_differentiable(value, i)) {
        refuse_rule(d_.sink, stmt, value);
        return ir::zero(value->type);
      }
      active.push_back(i);
    }
    const ir::Expr outcome = result ? result : value;
    // One division for all operands.
    const ir::Expr divisor = active.size() > 1 ? rules::common_divisor(value, active, outcome) : nullptr;
    ir::Expr total = ir::zero(value->type);
    for (const std::size_t i : active) {
      const ir::Expr dot = tangent(stmt, operands[i], nullptr);
      const ir::Expr term = divisor ? rules::pushforward_divided(value, i, outcome, dot) : rules::pushforward(value, i, outcome, dot);
      total = ir::binary(BinaryOp::kAdd, total, term);
    }
    const ir::Expr term = divisor ? ir::binary(BinaryOp::kDiv, total, divisor) : total;
    return ir::get_if<ir::Intrinsic>(value) && active.size() == 1 ? away_from_poles(stmt, value, active[0], outcome, term) : term;
  }

  // Where a choice made the operand a constant there is no tangent, though the function may be infinitely steep there: a root
  // of std::max(x, 0.0).
  ir::Expr away_from_poles(const ir::Stmt& stmt, const ir::Expr& value, std::size_t at, const ir::Expr& outcome, const ir::Expr& term) {
    std::vector<ir::Expr> poles;
    collect_poles(term, poles);
    if (poles.empty()) return term;
    const ir::Expr operand = ir::children(value)[at];
    const ir::Expr dot = tangent(stmt, operand, nullptr);
    const auto* choice = ir::get_if<ir::Select>(dot);
    if (choice && (ir::is_zero(choice->if_true) || ir::is_zero(choice->if_false))) {
      return rules::choose(choice->condition, rules::pushforward(value, at, outcome, choice->if_true),
                           rules::pushforward(value, at, outcome, choice->if_false));
    }
    const ir::Expr factor = chosen_values().factor(stmt, operand);
    if (!factor) return term;
    if (ir::same_expr(factor, operand)) return ir::select(seed_or_regular(dot, poles), term, ir::zero(term->type));
    if (!is_root(value, at, outcome)) return term;
    // A product is constant where one factor is zero and constant.
    const ir::Expr moves = seed_or_regular(tangent(stmt, factor, nullptr), {factor});
    return ir::select(moves, term, ir::zero(term->type));
  }

  const ChosenValues& chosen_values() {
    if (!chosen_) chosen_.emplace(code_);
    return *chosen_;
  }

  void declare(const ir::Stmt& stmt, const ir::Declare& s, ir::Region& out) {
    const ir::Type type = out_.var(s.var).type;
    if (!code_.variable_has_shadow(s.var)) {
      out.push_back(stmt);
      return;
    }
    const ir::VarId dot = shadows_.variable(s.var);
    if (ir::is_pointer_like(type)) {
      out.push_back(stmt);
      out.push_back(s.init ? ir::declare(dot, shadows_.pointer(s.init))
                           : ir::make_stmt(ir::Declare{dot, nullptr, s.zeroed, {}, {}}));
      return;
    }
    const ir::Expr place = ir::var_ref(out_, s.var);
    ir::Declare made{dot, nullptr, false, {}, {}};
    if (s.init && ir::is_real(type)) {
      const ir::Expr result = code_.result_place(place, s.init);
      made.init = ir::cast(tangent(stmt, s.init, result), out_.var(dot).type, /*is_implicit=*/true);
      out.push_back(stmt);
      out.push_back(ir::make_stmt(std::move(made)));
      return;
    }
    const bool has_pointers = ir::holds_pointers(type) && s.init && ir::is_place(s.init);
    if (has_pointers && !code_.has_shadow(s.init)) {
      // Its pointers lead to tangents, its own numbers have none.
      out.push_back(stmt);
      out.push_back(ir::declare(dot, shadows_.place(s.init)));
      return clear(ir::var_ref(out_, dot), false, out);
    }
    if (s.init && ir::is_place(s.init) && code_.has_shadow(s.init)) {
      made.init = shadows_.place(s.init);
    } else if (s.init && !ir::is_place(s.init) && is_active(stmt, s.init)) {
      d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"this initialization of a whole object"});
    } else {
      // Nobody needs the tangent of an object that varies and has none.
      made.zeroed = true;
    }
    std::vector<ir::Expr> zeroed_parts;
    for (const ir::Expr& one : s.elements) {
      if (is_inactive_object(stmt, one)) {
        made.elements.push_back(object_of_zeros(stmt, one));
        if (made.elements.back() == one || !is_zero_by_default(one->type)) {
          zeroed_parts.push_back(part_of(ir::var_ref(out_, dot), made.elements.size() - 1));
        }
        continue;
      }
      made.elements.push_back(part_tangent(stmt, one));
    }
    if (!s.arguments.empty()) {
      made.zeroed = false;
      made.arguments.push_back(s.arguments[0]);
      if (s.arguments.size() > 1) {
        const ir::Expr& fill = s.arguments[1];
        const bool has_dot = ir::is_place(fill) && code_.has_shadow(fill);
        if (ir::is_real(fill->type)) made.arguments.push_back(tangent(stmt, fill, nullptr));
        if (!ir::is_real(fill->type)) made.arguments.push_back(has_dot ? shadows_.place(fill) : fill);
        if (!ir::is_real(fill->type) && !has_dot) {
          out.push_back(stmt);
          out.push_back(ir::make_stmt(std::move(made)));
          return clear(ir::var_ref(out_, dot), false, out);
        }
      }
    } else if (type->kind == ir::TypeKind::kVector && !made.init) {
      made.zeroed = false;
      out.push_back(stmt);
      // Of the elements of an object that has no tangent only the number counts.
      const bool has_size = made.elements.empty() && s.init;
      const bool is_made = ir::is_default_constructible(type->element) || are_made_of_zeros(type->element);
      if (has_size && !is_made) made.init = place;
      else if (has_size) made.arguments = sized(ir::size_of(place), type->element);
      const bool is_zero = !has_size || (!made.init && is_zero_by_default(type->element));
      out.push_back(ir::make_stmt(std::move(made)));
      if (!is_zero) clear(ir::var_ref(out_, dot), false, out);
      return;
    }
    declare_dot(stmt, std::move(made), zeroed_parts, out);
  }

  // A shadow in front of its variable. What constructors make of it is set to zero, as are the parts named.
  void declare_dot(const ir::Stmt& stmt, ir::Declare made, const std::vector<ir::Expr>& zeroed_parts, ir::Region& out) {
    const ir::Expr dot = ir::var_ref(out_, made.var);
    const bool makes_defaults = made.zeroed ? made.elements.empty() : made.arguments.size() == 1;
    const bool is_cleared = makes_defaults && !is_zero_by_default(made.zeroed ? dot->type : dot->type->element);
    if (is_cleared && takes_shape(dot->type)) {
      out.push_back(stmt);
      out.push_back(ir::declare(made.var, ir::var_ref(out_, std::get<ir::Declare>(stmt.node).var)));
      return;
    }
    out.push_back(ir::make_stmt(std::move(made)));
    if (is_cleared) clear(dot, false, out);
    for (const ir::Expr& part : zeroed_parts) clear(part, false, out);
    out.push_back(stmt);
  }

  // The structs of several directions have no constructors that would give vectors in them elements: they take the primal's
  // shape, for which a declaration or assignment stands that reads the primal.
  [[nodiscard]] bool takes_shape(const ir::Type& type) const { return d_.directions != 0 && ir::has_inner_shape(type); }

  ir::Expr part_tangent(const ir::Stmt& stmt, const ir::Expr& part) {
    if (ir::is_pointer_like(part->type) && code_.points_to_shadowed(part)) return shadows_.pointer(part);
    // A reference has to refer to something, though nobody follows it.
    const bool is_same = ir::is_integer(part->type) || part->type->kind == ir::TypeKind::kReference;
    return is_same ? part : tangent(stmt, part, nullptr);
  }

  // A part of a list that is an object, and that nothing varies in.
  bool is_inactive_object(const ir::Stmt& stmt, const ir::Expr& part) const {
    const bool is_object = part->type->kind == ir::TypeKind::kRecord || part->type->kind == ir::TypeKind::kArray ||
                           part->type->kind == ir::TypeKind::kVector;
    return is_object && ir::carries_real(part->type) && !ir::holds_pointers(part->type) &&
           !(ir::is_place(part) && code_.has_shadow(part)) && !is_active(stmt, part);
  }

  // What has a shape of its own takes it from the part itself, and is cleared afterwards.
  ir::Expr object_of_zeros(const ir::Stmt& stmt, const ir::Expr& part) const {
    const bool is_wide = d_.directions != 0;
    if (ir::has_inner_shape(part->type)) {
      if (is_wide) d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"a list of objects with vectors, for several directions,"});
      return part;
    }
    return ir::literal(is_wide ? "{}" : ir::without_const(part->type)->spelling + "{}", std::nullopt, part->type);
  }

  static ir::Expr part_of(const ir::Expr& object, std::size_t position) {
    if (object->type->kind != ir::TypeKind::kRecord) return ir::index(object, ir::integer(static_cast<long>(position)));
    const ir::Field& field = object->type->record->fields[position];
    return ir::member(object, field.name, field.type);
  }

  // The shape of what the statement assigns, and zeros; pointers, which come with it, lead to shadows only then.
  void assign_shape(const ir::Stmt& stmt, const ir::Expr& place, ir::Region pointers, ir::Region& out) {
    const ir::Expr dot = shadows_.place(place);
    out.push_back(stmt);
    out.push_back(ir::assign(dot, place));
    clear(dot, false, out);
    ir::append(std::move(pointers), out);
  }

  void assign(const ir::Stmt& stmt, const ir::Expr& place, const ir::Expr& value, ir::Region& out) {
    if (place->type->kind == ir::TypeKind::kPointer) {
      ir::Region moved;
      if (code_.points_to_shadowed(place)) moved.push_back(ir::assign(shadows_.place(place), shadows_.pointer(value)));
      return append_with_shadows(stmt, std::move(moved), out_, out);
    }
    ir::Region moved;
    if (!code_.has_shadow(place) || !ir::carries_real(place->type)) {
      assign_pointers(place, value, moved);
      return append_with_shadows(stmt, std::move(moved), out_, out);
    }
    const ir::Expr dot = shadows_.place(place);
    if (!ir::is_real(place->type)) {
      const bool takes_shadow = ir::is_place(value) && code_.has_shadow(value);
      if (takes_shadow) {
        moved.push_back(ir::assign(dot, shadows_.place(value)));
      } else {
        assign_pointers(place, value, moved);
      }
      const bool is_mixed = ir::has_inner_shape(dot->type) && ir::holds_pointers(dot->type);
      if (!takes_shadow && is_mixed && !is_active(stmt, value)) return assign_shape(stmt, place, std::move(moved), out);
      append_with_shadows(stmt, std::move(moved), out_, out);
      if (takes_shadow) return;
      if (!ir::is_place(value) && is_active(stmt, value)) {
        d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"this assignment of a whole object"});
      } else {
        if (ir::has_inner_shape(dot->type)) out.push_back(ir::assign(dot, place));
        clear(dot, false, out);
      }
      return;
    }
    if (!code_.is_useful(stmt, place)) {
      out.push_back(stmt);
      return;
    }
    // The result of exp, sqrt, … is read from the variable just assigned; everything else from before.
    const ir::Expr result = code_.result_place(place, value);
    const ir::Expr moved_dot = ir::cast(tangent(stmt, value, result), dot->type, /*is_implicit=*/true);
    // `angle = fmod(angle, 360)` leaves the derivative as it is.
    if (ir::same_expr(moved_dot, dot)) {
      out.push_back(stmt);
      return;
    }
    const ir::Stmt derivative = ir::assign(dot, moved_dot);
    if (result) {
      out.push_back(stmt);
      out.push_back(derivative);
    } else {
      out.push_back(derivative);
      out.push_back(stmt);
    }
  }

  /// Where the pointers of an object move, those of its shadow move along.
  void assign_pointers(const ir::Expr& place, const ir::Expr& value, ir::Region& out) {
    if (!ir::is_place(value)) return;
    const std::vector<ir::Expr> targets = pointers_in(place);
    const std::vector<ir::Expr> sources = pointers_in(value);
    for (std::size_t i = 0; i < targets.size() && i < sources.size(); ++i) {
      if (targets[i]->type->kind != ir::TypeKind::kPointer || !code_.points_to_shadowed(targets[i])) continue;
      out.push_back(ir::assign(shadows_.place(targets[i]), shadows_.pointer(sources[i])));
    }
  }

  void update(const ir::Stmt& stmt, const ir::Update& s, ir::Region& out) {
    if (s.place->type->kind == ir::TypeKind::kPointer) {
      ir::Region moved;
      if (code_.points_to_shadowed(s.place)) moved.push_back(ir::update(shadows_.place(s.place), s.op, s.value));
      return append_with_shadows(stmt, std::move(moved), out_, out);
    }
    if (ir::is_real(s.place->type) && code_.has_adjoint(stmt)) {
      out.push_back(ir::update(shadows_.place(s.place), s.op, tangent(stmt, s.value, nullptr)));
    }
    out.push_back(stmt);
  }

  void finish(const ir::Stmt& stmt, const ir::Return& s, ir::Region& out) {
    if (s.value && result_dot_) {
      const bool is_object = !ir::is_real(s.value->type);
      if (is_object && ir::is_place(s.value)) {
        if (code_.has_shadow(s.value)) out.push_back(ir::assign(result_dot_, shadows_.place(s.value)));
        else zero_shape(result_dot_, s.value, nullptr, out, out_);
      } else {
        out.push_back(ir::assign(result_dot_, ir::cast(tangent(stmt, s.value, nullptr), result_dot_->type, true)));
      }
    }
    out.push_back(stmt);
  }

  void clear(const ir::Expr& dot, bool is_new, ir::Region& out) {
    if (is_new) {
      out.push_back(ir::make_stmt(ir::Declare{ir::root_var(dot), nullptr, /*zeroed=*/true, {}, {}}));
      if (!is_zero_by_default(dot->type)) clear(dot, /*is_new=*/false, out);
    } else if (ir::is_real(dot->type)) {
      out.push_back(ir::assign(dot, ir::zero(dot->type)));
    } else if (dot->type->kind == ir::TypeKind::kRecord) {
      for (const ir::Field& field : dot->type->record->fields) {
        if (ir::carries_real(field.type)) clear(ir::member(dot, field.name, shadow_type(field.type), field.is_private), false, out);
      }
    } else if (dot->type->kind == ir::TypeKind::kVector || dot->type->kind == ir::TypeKind::kArray) {
      ir::For loop;
      loop.var = add_temporary(out_, "k", ir::size_type());
      out_.var(loop.var).role = ir::VarRole::kInduction;
      loop.from = ir::integer(0, ir::size_type());
      loop.to = ir::size_of(dot);
      loop.step = ir::integer(1, ir::size_type());
      clear(ir::index(dot, ir::var_ref(out_, loop.var)), false, loop.body);
      out.push_back(ir::make_stmt(std::move(loop)));
    }
  }

  // What has no tangent gives a place its value, and its shape where that has one.
  void clear_result(const ir::Expr& result, bool is_new, ir::Region& out) {
    const ir::Expr dot = shadows_.place(result);
    if (!ir::has_inner_shape(result->type)) return clear(dot, is_new, out);
    if (is_new) out.push_back(ir::declare(ir::root_var(dot)));
    zero_shape(dot, result, nullptr, out, out_);
  }

  ir::Expr pointer_argument(const ir::Stmt& stmt, const ir::Expr& argument, ir::Region& out) {
    if (code_.points_to_shadowed(argument)) return shadows_.pointer(argument);
    const auto clear_it = [this](const ir::Expr& dot, ir::Region& cleared) { clear(dot, /*is_new=*/false, cleared); };
    if (const ir::Expr zeros = pointer_into_zeros(out_, argument, "unused_dot", clear_it, out)) return zeros;
    refuse_memory_without_shadow(stmt, d_.sink);
    return argument;
  }

  // Zero, in the object's shape, where the object does not vary.
  ir::Expr object_argument(const ir::Expr& argument, ir::Region& out) {
    if (ir::is_place(argument) && (code_.has_shadow(argument) || code_.reaches_shadow(argument))) return shadows_.place(argument);
    const ir::VarId unused = add_temporary(out_, "unused_dot", shadow_type(argument->type));
    const bool has_shape = ir::has_inner_shape(argument->type);
    out.push_back(ir::make_stmt(ir::Declare{unused, has_shape ? argument : nullptr, /*zeroed=*/!has_shape, {}, {}}));
    if (has_shape || !is_zero_by_default(argument->type)) clear(ir::var_ref(out_, unused), false, out);
    return ir::var_ref(out_, unused);
  }

  void call(const ir::Stmt& stmt, const ir::Call& s, ir::Region& out) {
    const auto context = code_.activity().calls.find(&stmt);
    const bool is_active_call = context != code_.activity().calls.end() && code_.has_adjoint(stmt);
    const bool has_dot = s.result && code_.has_shadow(s.result) && ir::carries_real(s.result->type);
    if (!is_active_call) {
      out.push_back(stmt);
      if (has_dot) clear_result(s.result, /*is_new=*/false, out);
      return;
    }
    const TangentFunction function = callees_.find(context->second);
    for (std::size_t i = 0; i < s.arguments.size() && i < function.has_shadow.size(); ++i) {
      const bool leads_to_shadow = ir::is_pointer_like(s.arguments[i]->type) && code_.points_to_shadowed(s.arguments[i]);
      // The callee has no shadow to move along.
      if (!function.has_shadow[i] && leads_to_shadow && code_.moves_shadowed_pointers(stmt)) {
        return refuse_moved_pointers(stmt, code_.program().ir().function(s.callee), d_.sink);
      }
    }
    ir::Call made = s;
    made.callee = function.id;
    for (std::size_t i = 0; i < s.arguments.size() && i < function.has_shadow.size(); ++i) {
      if (!function.has_shadow[i]) continue;
      const ir::Expr& argument = s.arguments[i];
      if (code_.lacks_shadow_behind(stmt, argument)) refuse_memory_without_shadow(stmt, d_.sink);
      if (ir::is_pointer_like(argument->type)) {
        made.arguments.push_back(pointer_argument(stmt, argument, out));
      } else if (ir::is_real(argument->type)) {
        made.arguments.push_back(tangent(stmt, argument, nullptr));
      } else {
        made.arguments.push_back(object_argument(argument, out));
      }
    }
    if (function.has_result_dot) {
      ir::Expr dot;
      if (has_dot) {
        dot = shadows_.place(s.result);
      } else {
        const ir::VarId unused = add_temporary(out_, "unused_dot", shadow_type(out_type(s)));
        out.push_back(ir::make_stmt(ir::Declare{unused, nullptr, /*zeroed=*/true, {}, {}}));
        dot = ir::var_ref(out_, unused);
      }
      made.arguments.push_back(ir::address_of(dot));
    }
    out.push_back(ir::make_stmt(std::move(made), stmt.span, stmt.text));
  }

  ir::Type out_type(const ir::Call& s) const { return ir::strip_reference(code_.program().ir().function(s.callee).result); }

  void model(const ir::Stmt& stmt, const ir::Model& s, ir::Region& out) {
    const ir::Expr& first = s.operands[0];
    const bool is_pointer = ir::is_pointer_like(first->type);
    const bool moves_pointers = (s.op == ModelOp::kSwap || s.op == ModelOp::kMoveAssign) && code_.reaches_shadow(first);
    const bool has_shadow = is_pointer ? code_.points_to_shadowed(first) : code_.has_shadow(first) || moves_pointers;
    if (!has_shadow) {
      out.push_back(stmt);
      return;
    }
    ir::Model made = s;
    const bool is_allocation = s.op == ModelOp::kAllocate || s.op == ModelOp::kReallocate;
    made.operands[0] = is_pointer && !ir::is_place(first) ? shadows_.pointer(first) : shadows_.place(first);
    switch (s.op) {
      case ModelOp::kCopy:
      case ModelOp::kAssignRange:
        if (!code_.points_to_shadowed(s.operands[1])) {
          if (!ir::is_real(first->type->element)) return copy_shape(stmt, made, out);
          made.op = s.op == ModelOp::kCopy ? ModelOp::kFill : ModelOp::kAssignFill;
          made.operands = {made.operands[0], s.operands[2], ir::zero(shadow_type(first->type)->element)};
        } else {
          made.operands[1] = shadows_.pointer(s.operands[1]);
        }
        break;
      case ModelOp::kFill:
      case ModelOp::kAssignFill:
      case ModelOp::kResize:
        if (s.operands.size() > 2) made.operands[2] = value_tangent(stmt, s.operands[2], out);
        if (s.operands.size() == 2 && !ir::is_real(first->type->element)) return resize(stmt, made, out);
        break;
      case ModelOp::kPushBack:
        made.operands[1] = value_tangent(stmt, s.operands[1], out);
        if (ir::is_real(s.operands[1]->type)) made.operands[1] = ir::cast(made.operands[1], first->type->element, true);
        break;
      case ModelOp::kSwap:
      case ModelOp::kMoveAssign:
        made.operands[1] = shadows_.place(s.operands[1]);
        break;
      case ModelOp::kReallocate:
        made.operands[1] = shadows_.pointer(s.operands[1]);
        break;
      case ModelOp::kAllocate:
      case ModelOp::kAllocateZeroed:
      case ModelOp::kFree:
      case ModelOp::kPopBack:
      case ModelOp::kClear:
        break;
    }
    if (is_allocation && s.op == ModelOp::kAllocate) made.op = ModelOp::kAllocateZeroed;
    const bool has_defaults = made.op == ModelOp::kAllocateZeroed && !is_zero_by_default(first->type->element);
    const ir::Expr dots = made.operands[0];
    out.push_back(ir::make_stmt(std::move(made), stmt.span));
    const bool takes_primal = has_defaults && takes_shape(first->type->element);
    if (takes_primal) out.push_back(stmt);
    if (has_defaults) clear_elements(dots, first, ir::integer(0, s.operands.back()->type), s.operands.back(), out);
    if (!takes_primal) out.push_back(stmt);
  }

  // Of objects that do not depend on an independent the tangent takes the shape alone.
  void copy_shape(const ir::Stmt& stmt, ir::Model made, ir::Region& out) {
    const ir::Expr dot = made.operands[0];
    const ir::Expr vector = std::get<ir::Model>(stmt.node).operands[0];
    const bool is_whole = made.op == ModelOp::kAssignRange;
    const bool is_wide = d_.directions != 0;
    const ir::Expr count = made.operands[2];
    // Objects of several directions cannot be copied from those of the primal.
    if (is_wide && is_whole) made = {ModelOp::kResize, {dot, count}, ir::HeapFamily::kNone};
    if (!is_wide || is_whole) out.push_back(ir::make_stmt(std::move(made), stmt.span));
    out.push_back(stmt);
    if (is_whole && !is_wide) return clear(dot, false, out);
    clear_elements(dot, vector, ir::integer(0, ir::size_type()), count, out);
  }

  // Elements that a vector of objects gets are zero in the tangent, whatever their class makes of them.
  void resize(const ir::Stmt& stmt, ir::Model made, ir::Region& out) {
    const ir::Expr dot = made.operands[0];
    const ir::VarId kept = add_temporary(out_, "kept", ir::size_type());
    const bool is_zero = is_zero_by_default(dot->type->element);
    if (!is_zero) out.push_back(ir::declare(kept, ir::size_of(dot)));
    out.push_back(ir::make_stmt(std::move(made), stmt.span));
    out.push_back(stmt);
    const ir::Expr vector = std::get<ir::Model>(stmt.node).operands[0];
    if (!is_zero) clear_elements(dot, vector, ir::var_ref(out_, kept), ir::size_of(dot), out);
  }

  // New elements, behind those of the primal, `places`.
  void clear_elements(const ir::Expr& dots, const ir::Expr& places, const ir::Expr& from, const ir::Expr& to, ir::Region& out) {
    ir::For loop;
    loop.var = add_temporary(out_, "k", ir::without_const(to->type));
    out_.var(loop.var).role = ir::VarRole::kInduction;
    loop.from = from;
    loop.to = to;
    loop.step = ir::integer(1, out_.var(loop.var).type);
    const ir::Expr dot = ir::index(dots, ir::var_ref(out_, loop.var));
    if (takes_shape(dot->type)) loop.body.push_back(ir::assign(dot, ir::index(places, ir::var_ref(out_, loop.var))));
    clear(dot, false, loop.body);
    out.push_back(ir::make_stmt(std::move(loop)));
  }

  /// The tangent of a number, or of a whole object: of one that is not active a zero of its shape, declared in front.
  ir::Expr value_tangent(const ir::Stmt& stmt, const ir::Expr& value, ir::Region& out) {
    if (ir::is_real(value->type) || ir::is_integer(value->type)) return tangent(stmt, value, nullptr);
    if (ir::is_place(value) && code_.has_shadow(value)) return shadows_.place(value);
    if (!ir::is_place(value) || is_active(stmt, value)) {
      d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span, {"this value of a whole object"});
      return value;
    }
    const ir::Type type = shadow_type(value->type);
    const ir::VarId zero = add_temporary(out_, "zero_dot", type);
    const bool copies = ir::has_inner_shape(type);
    out.push_back(ir::make_stmt(ir::Declare{zero, copies ? value : nullptr, /*zeroed=*/!copies, {}, {}}));
    if (copies || !is_zero_by_default(type)) clear(ir::var_ref(out_, zero), false, out);
    return ir::var_ref(out_, zero);
  }

  Derivation& d_;
  TangentCallees& callees_;
  const analysis::ActiveCode& code_;
  ir::Function& out_;
  Shadows& shadows_;
  ir::Expr result_dot_;
  std::optional<ChosenValues> chosen_;  ///< What choices make constant, once that was asked for.
};

}  // namespace

void add_tangent_body(Derivation& derivation, TangentCallees& callees, const analysis::ActiveCode& code, Shadows& shadows,
                      const ir::Expr& result_dot, ir::Function& out) {
  TangentBody(derivation, callees, code, out, shadows, result_dot).region(code.zones().function().body, out.body);
}

}  // namespace backsweep::transform
