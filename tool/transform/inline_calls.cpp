// Replaces calls of small functions by their bodies: loops that meet in a helper can then be planned together.
#include "transform/inline_calls.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "analysis/zones.h"
#include "ir/build.h"
#include "ir/subscript.h"
#include "ir/walk.h"
#include "transform/decide_tests.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

// About as much as a matrix-vector product with its loops and a reduction; more is better kept as a function of its own.
constexpr int kLargestBody = 24;
// The only call of a function takes no more text inlined than apart, and its values need no way between two functions.
constexpr int kLargestOnlyCall = 80;

using VarSet = std::set<ir::VarId>;

int count_statements(const ir::Region& region) {
  int count = 0;
  ir::walk(region, [&](const ir::Stmt&) { ++count; });
  return count;
}

// Pointers that move in a function that also writes the caller's memory: such a function is taken apart into a forward
// and a reverse part, and where the pointers and their shadows lead would not be known in both.
bool moves_pointers(const ir::Function& function) {
  const auto is_own = [&](const ir::Expr& place) {
    const ir::VarId root = ir::root_var(place);
    return root.is_valid() && function.var(root).role == ir::VarRole::kLocal;
  };
  const auto is_pointed_to = [](const ir::Expr& place) {
    bool found = false;
    ir::walk(place, [&](const ir::Expr& e) {
      const auto* element = ir::get_if<ir::Index>(e);
      found = found || ir::get_if<ir::Deref>(e) || (element && element->base->type->kind == ir::TypeKind::kPointer);
    });
    return found;
  };
  bool moves = false;
  bool writes_outside = false;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& place, ir::Use use) {
      if (use == ir::Use::kRead) return;
      const bool is_declaration = ir::get_if<ir::Declare>(stmt) != nullptr;
      moves = moves || (!is_declaration && is_own(place) && place->type->kind == ir::TypeKind::kPointer);
      writes_outside = writes_outside || (!is_declaration && (!is_own(place) || is_pointed_to(place)));
    });
  });
  return moves && writes_outside;
}

// What has no way between two functions: a pointer given back, and one that the primal takes as something else.
bool needs_caller(const ir::Function& function) {
  return moves_pointers(function) || function.result->kind == ir::TypeKind::kPointer ||
         std::any_of(function.params.begin(), function.params.end(), [&](ir::VarId param) {
           const ir::Variable& variable = function.var(param);
           const bool is_untyped = variable.type->kind == ir::TypeKind::kPointer && variable.type->element->kind == ir::TypeKind::kVoid;
           return variable.is_iterator || is_untyped;
         });
}

int largest_inlined(int calls, const plan::CallRules& rules) {
  if (rules.inline_limit) return static_cast<int>(*rules.inline_limit);
  return calls == 1 ? kLargestOnlyCall : kLargestBody;
}

bool is_inlinable(const ir::Function& function, int largest) {
  if (!function.is_defined || function.is_constant) return false;
  if (!function.adjoint_by_user.empty() || !function.tangent_by_user.empty()) return false;
  if (count_statements(function.body) > largest && !needs_caller(function)) return false;
  bool is_plain = true;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const bool is_final = &stmt == &function.body.back();
    if (ir::get_if<ir::Return>(stmt) && !is_final) is_plain = false;
    if (const auto* text = ir::get_if<ir::Opaque>(stmt); text && text->leaves) is_plain = false;
  });
  for (const ir::Variable& variable : function.vars) {
    if (variable.role == ir::VarRole::kStatic) is_plain = false;
  }
  return is_plain;
}

/// Whether nobody looks at a reference that the call gives back.
bool leaves_no_reference(const ir::Call& call, const ir::Function& callee) {
  return !call.result || ir::strip_reference(callee.result) == callee.result;
}

/// The variable that the statement declares without a value; invalid for anything else.
ir::VarId declared_bare(const ir::Stmt& stmt) {
  const auto* declared = ir::get_if<ir::Declare>(stmt);
  if (!declared || declared->init || declared->zeroed || !declared->elements.empty() || !declared->arguments.empty()) return {};
  return declared->var;
}

bool declares(const ir::Region& region, ir::VarId var) {
  return std::any_of(region.begin(), region.end(), [&](const ir::Stmt& stmt) {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    return declared && declared->var == var;
  });
}

/// The variable whose own storage the place lies in: not what it points to.
ir::VarId stored_in(const ir::Expr& place) {
  if (const auto* ref = ir::get_if<ir::VarRef>(place)) return ref->var;
  if (const auto* part = ir::get_if<ir::Member>(place)) return stored_in(part->base);
  const auto* element = ir::get_if<ir::Index>(place);
  return element && !ir::is_pointer_like(element->base->type) ? stored_in(element->base) : ir::VarId{};
}

/// Variables that are assigned or updated in whole or in part, or have an address taken in them.
VarSet changed_variables(const ir::Region& region) {
  VarSet vars;
  const auto add = [&](const ir::Expr& place) {
    if (const ir::VarId var = stored_in(place); var.is_valid()) vars.insert(var);
  };
  ir::walk(region, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      if (use != ir::Use::kRead) add(expr);
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* address = ir::get_if<ir::AddressOf>(e)) add(address->place);
      });
    });
  });
  return vars;
}

/// Whether every vector keeps its size: only numbers and pointers are written, and nothing is called.
bool keeps_sizes(const ir::Region& region) {
  bool result = true;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    if (ir::get_if<ir::Call>(stmt) || ir::get_if<ir::Opaque>(stmt) || ir::get_if<ir::Model>(stmt)) result = false;
    ir::visit_exprs(stmt, [&](const ir::Expr& place, ir::Use use) {
      const bool is_written = use != ir::Use::kRead && !ir::get_if<ir::Declare>(stmt);
      if (is_written && !ir::is_number(place->type) && !ir::is_pointer_like(place->type)) result = false;
    });
  });
  return result;
}

/// Whether a vector that the variable leads to is given another size.
bool is_resized(const ir::Region& region, ir::VarId var) {
  bool result = false;
  ir::walk(region, [&](const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    result = result || (model && model->op >= ir::ModelOp::kResize && ir::root_var(model->operands[0]) == var);
  });
  return result;
}

/// The vector whose size the value is; null for any other value.
ir::Expr sized(const ir::Expr& value) {
  const auto* text = ir::get_if<ir::OpaqueExpr>(value);
  if (!text || text->operands.size() != 1 || text->operands[0]->type->kind != ir::TypeKind::kVector) return nullptr;
  return ir::same_expr(value, ir::size_of(text->operands[0])) ? text->operands[0] : nullptr;
}

/// The type with what stands in its variable extents replaced.
ir::Type with_extents(const ir::Type& type, const std::function<ir::Expr(const ir::Expr&)>& replace) {
  const bool is_built = type && (type->kind == ir::TypeKind::kPointer || type->kind == ir::TypeKind::kReference || type->kind == ir::TypeKind::kArray);
  if (!is_built) return type;
  const ir::Type element = with_extents(type->element, replace);
  const bool is_variable = type->extent && !ir::get_if<ir::Literal>(type->extent);
  if (element == type->element && !is_variable) return type;
  auto made = std::make_shared<ir::TypeNode>(*type);
  made->element = element;
  if (is_variable) made->extent = ir::rewrite(type->extent, replace);
  return made;
}

class Inliner {
 public:
  Inliner(ir::Program& program, ir::FunctionId caller, const plan::CallRules& rules, std::vector<plan::Inlined>& inlined)
      : program_(program), caller_id_(caller), caller_(program.function(caller)), rules_(rules), inlined_(inlined) {}

  void run(const std::set<ir::FunctionId>& inlinable) {
    inlinable_ = &inlinable;
    expand(caller_.body);
  }

 private:
  void expand(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      for (ir::Region* inner : ir::regions(region[i])) expand(*inner);
      const auto* call = ir::get_if<ir::Call>(region[i]);
      if (!call || !inlinable_->count(call->callee) || has_marks(*call) || is_profiled(region[i])) continue;
      if (!leaves_no_reference(*call, program_.function(call->callee))) continue;
      if (has_type_of_same_name(program_.function(call->callee))) continue;
      inlined_.push_back({caller_id_, call->callee, region[i].span});
      ir::Region body = expanded(*call, region[i], i > 0 ? &region[i - 1] : nullptr);
      if (!body.empty() && body.front().comments.empty()) body.front().comments = region[i].comments;
      if (i > 0 && takes_declaration(region[i - 1], body)) region.erase(region.begin() + static_cast<std::ptrdiff_t>(--i));
      const std::size_t count = body.size();
      const auto at = region.erase(region.begin() + static_cast<std::ptrdiff_t>(i));
      region.insert(at, std::make_move_iterator(body.begin()), std::make_move_iterator(body.end()));
      i += count - 1;
    }
  }

  // Whether the body declares what stands declared in front of it. A pointer that a call gives back is declared with its
  // value: one that is assigned may point elsewhere in every sweep.
  static bool takes_declaration(const ir::Stmt& before, ir::Region& body) {
    const ir::VarId var = declared_bare(before);
    if (!var.is_valid() || body.empty()) return false;
    if (declares(body, var)) return true;
    const auto* assigned = ir::get_if<ir::Assign>(body.back());
    const auto* target = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
    if (!target || target->var != var || assigned->place->type->kind != ir::TypeKind::kPointer) return false;
    body.back().node = ir::Declare{var, assigned->value, false, {}, {}};
    return true;
  }

  // The object of the callee that becomes the caller's own, as compilers have it: a local or a parameter that the callee
  // gives back, where the caller declares what receives it. Else invalid.
  ir::VarId returned_object(const ir::Function& callee, const ir::Call& call, const ir::Stmt* before) const {
    const auto* returned = callee.body.empty() ? nullptr : ir::get_if<ir::Return>(callee.body.back());
    const auto* object = returned && returned->value ? ir::get_if<ir::VarRef>(returned->value) : nullptr;
    const auto* target = call.result ? ir::get_if<ir::VarRef>(call.result) : nullptr;
    if (!object || !target || !before || declared_bare(*before) != target->var) return {};
    const ir::Variable& own = caller_.var(target->var);
    const ir::Variable& given = callee.var(object->var);
    const bool is_object = own.type->kind == ir::TypeKind::kRecord || own.type->kind == ir::TypeKind::kVector || own.type->kind == ir::TypeKind::kArray;
    const bool is_same = ir::same_type(own.type, given.type) && own.is_constant == given.is_constant;
    const bool is_own = given.role == ir::VarRole::kParam || declares(callee.body, object->var);
    return is_object && is_same && is_own ? object->var : ir::VarId{};
  }

  // Whether the callee has a local type of its own that is called like one of the caller's.
  [[nodiscard]] bool has_type_of_same_name(const ir::Function& callee) const {
    const auto is_same = [&](std::size_t a, std::size_t b) {
      return a != b && !program_.local_types[a].name.empty() && program_.local_types[a].name == program_.local_types[b].name;
    };
    return std::any_of(callee.local_types.begin(), callee.local_types.end(), [&](std::size_t own) {
      return std::any_of(caller_.local_types.begin(), caller_.local_types.end(), [&](std::size_t other) { return is_same(own, other); });
    });
  }

  static bool has_marks(const ir::Call& call) { return call.marks.store || call.marks.recompute || call.marks.checkpoint; }

  // Where loops run it may pay to run them again; a call without any is cheap and small.
  [[nodiscard]] bool is_profiled(const ir::Stmt& stmt) const {
    if (rules_.profile.count(plan::site_of(program_, stmt))) return true;
    if (rules_.rule != plan::CallRules::Rule::kMeasure) return false;
    bool has_loop = false;
    ir::walk(program_.function(std::get<ir::Call>(stmt.node).callee).body, [&](const ir::Stmt& inner) {
      has_loop = has_loop || ir::get_if<ir::For>(inner) || ir::get_if<ir::While>(inner) || ir::get_if<ir::Call>(inner);
    });
    return has_loop;
  }

  ir::Region expanded(const ir::Call& call, const ir::Stmt& stmt, const ir::Stmt* before) {
    const ir::Function callee = program_.function(call.callee);
    caller_.local_types.insert(callee.local_types.begin(), callee.local_types.end());
    std::map<ir::VarId, ir::Expr> values;
    std::map<ir::VarId, ir::VarId> locals;
    ir::VarId object = returned_object(callee, call, before);
    if (object.is_valid()) locals[object] = std::get<ir::VarRef>(call.result->node).var;
    ir::Region result;
    const VarSet changed = changed_variables(callee.body);
    const std::function<ir::Expr(const ir::Expr&)> replace = [&](const ir::Expr& e) -> ir::Expr {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (!ref) return ir::direct_access(ir::make_expr(e->node, with_extents(e->type, replace), e->span));
      if (const auto known = values.find(ref->var); known != values.end()) return known->second;
      const bool is_new = locals.count(ref->var) == 0;
      const ir::VarId var = local(callee, ref->var, locals);
      if (is_new) caller_.var(var).type = with_extents(ir::Type(caller_.var(var).type), replace);
      return ir::var_ref(caller_, var);
    };
    for (std::size_t i = 0; i < callee.params.size() && i < call.arguments.size(); ++i) {
      bind(callee, callee.params[i], call, call.arguments[i], changed, values, locals, replace, result, stmt);
    }
    if (values.count(object)) object = {};
    ir::Region body = callee.body;
    ir::walk(body, [&](ir::Stmt& one) {
      if (auto* s = ir::get_if<ir::Declare>(one)) s->var = std::get<ir::VarRef>(replace(ir::var_ref(callee, s->var))->node).var;
      if (auto* s = ir::get_if<ir::For>(one)) s->var = local(callee, s->var, locals);
      ir::map_exprs(one, [&](const ir::Expr& e) { return ir::rewrite(e, replace); });
    });
    decide_tests(body);
    if (!body.empty() && ir::get_if<ir::Return>(body.back())) {
      const ir::Expr value = std::get<ir::Return>(body.back().node).value;
      if (call.result && value && !object.is_valid()) {
        ir::Stmt assigned = ir::make_stmt(ir::Assign{call.result, ir::cast(value, call.result->type, true)}, stmt.span, stmt.text);
        body.back() = std::move(assigned);
      } else {
        body.pop_back();
      }
    }
    std::move(body.begin(), body.end(), std::back_inserter(result));
    return result;
  }

  // What a parameter stands for: the argument itself where that is the same at every use, else a local.
  void bind(const ir::Function& callee, ir::VarId param, const ir::Call& call, const ir::Expr& argument,
            const VarSet& changed, std::map<ir::VarId, ir::Expr>& values, std::map<ir::VarId, ir::VarId>& locals,
            const std::function<ir::Expr(const ir::Expr&)>& replace, ir::Region& out, const ir::Stmt& stmt) {
    const bool is_reference = callee.var(param).type->kind == ir::TypeKind::kReference;
    const bool is_changed = changed.count(param) != 0 && !is_for_this_call(argument);
    const bool is_own_copy = !is_reference && (is_changed || is_changed_elsewhere(argument, call));
    if (!is_own_copy && is_stable(argument, call) && (is_reference || !ir::may_leave_row(argument))) {
      values[param] = argument;
      return;
    }
    const ir::VarId var = local(callee, param, locals);
    caller_.var(var).type = with_extents(ir::Type(caller_.var(var).type), replace);
    caller_.var(var).role = ir::VarRole::kLocal;
    caller_.var(var).is_this = false;
    out.push_back(ir::make_stmt(ir::Declare{var, argument, false, {}, {}}, stmt.span, stmt.text));
  }

  // An object that was made for this argument alone may change like the parameter.
  bool is_for_this_call(const ir::Expr& argument) const {
    const auto* ref = ir::get_if<ir::VarRef>(argument);
    if (!ref || argument->type->kind != ir::TypeKind::kRecord || !caller_.var(ref->var).is_temporary) return false;
    int reads = 0;
    ir::walk(caller_.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) { reads += use != ir::Use::kWrite && ir::mentions(expr, ref->var); });
    });
    return reads == 1;
  }

  // A real argument by value must be the value at the call, even if the callee changes its place.
  bool is_changed_elsewhere(const ir::Expr& argument, const ir::Call& call) const {
    if (ir::get_if<ir::Literal>(argument)) return false;
    if (const auto* ref = ir::get_if<ir::VarRef>(argument)) return is_result_root(ref->var, call) || is_addressed(ref->var);
    return !ir::is_pointer_like(argument->type);
  }

  static bool is_result_root(ir::VarId var, const ir::Call& call) {
    return call.result && ir::root_var(call.result) == var;
  }

  bool is_addressed(ir::VarId var) const { return addressed_taken().count(var) != 0; }

  const VarSet& addressed_taken() const {
    if (!taken_known_) {
      ir::walk(caller_.body, [&](const ir::Stmt& stmt) {
        ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
          ir::walk(expr, [&](const ir::Expr& e) {
            const auto* address = ir::get_if<ir::AddressOf>(e);
            const auto* taken = address ? ir::get_if<ir::VarRef>(address->place) : nullptr;
            if (taken) taken_.insert(taken->var);
          });
        });
      });
      taken_known_ = true;
    }
    return taken_;
  }

  // Subscripts and pointers in the argument that nothing can change during the call.
  bool is_stable(const ir::Expr& argument, const ir::Call& call) const {
    bool stable = true;
    if (const auto* address = ir::get_if<ir::AddressOf>(argument)) {
      check_subscripts(address->place, call, stable);
    } else if (!ir::get_if<ir::Literal>(argument)) {
      check_value(argument, call, stable);
    }
    return stable;
  }

  void check_subscripts(const ir::Expr& place, const ir::Call& call, bool& stable) const {
    if (ir::get_if<ir::VarRef>(place)) return;
    if (const auto* node = ir::get_if<ir::Member>(place)) return check_subscripts(node->base, call, stable);
    if (const auto* node = ir::get_if<ir::Index>(place)) {
      check_value(node->index, call, stable);
      if (node->base->type->kind == ir::TypeKind::kPointer) return check_value(node->base, call, stable);
      return check_subscripts(node->base, call, stable);
    }
    if (const auto* node = ir::get_if<ir::Deref>(place)) return check_value(node->pointer, call, stable);
    stable = false;
  }

  void check_value(const ir::Expr& value, const ir::Call& call, bool& stable) const {
    if (const auto* ref = ir::get_if<ir::VarRef>(value)) {
      if (is_addressed(ref->var) || is_result_root(ref->var, call)) stable = false;
      return;
    }
    if (const auto* address = ir::get_if<ir::AddressOf>(value)) return check_subscripts(address->place, call, stable);
    // `cells.back().set(1)` in between of `cells.push_back(…)`: a reference to the cell would be left behind.
    const ir::Expr vector = sized(value);
    if (vector && is_resized(caller_.body, ir::root_var(vector)) && keeps_sizes(program_.function(call.callee).body)) {
      return check_subscripts(vector, call, stable);
    }
    const bool is_arithmetic = ir::get_if<ir::Binary>(value) || ir::get_if<ir::Literal>(value) || ir::get_if<ir::Cast>(value);
    if (!is_arithmetic) stable = false;
    for (const ir::Expr& child : ir::children(value)) check_value(child, call, stable);
  }

  // The caller's variable for one of the callee's.
  ir::VarId local(const ir::Function& callee, ir::VarId var, std::map<ir::VarId, ir::VarId>& locals) {
    if (const auto known = locals.find(var); known != locals.end()) return known->second;
    ir::Variable copy = callee.var(var);
    if (copy.role == ir::VarRole::kGlobal) {
      for (std::size_t i = 0; i < caller_.vars.size(); ++i) {
        const ir::Variable& own = caller_.vars[i];
        if (own.role == ir::VarRole::kGlobal && own.qualified_name == copy.qualified_name) {
          return locals[var] = ir::VarId{static_cast<std::int32_t>(i)};
        }
      }
    }
    // The body joins the caller's scope.
    copy.name = unique_name(caller_, copy.name);
    const std::vector<ir::VarId> targets = std::move(copy.initial_targets);
    const ir::VarId made = locals[var] = caller_.add_var(std::move(copy));
    for (const ir::VarId target : targets) {
      const ir::VarId own = local(callee, target, locals);
      caller_.var(made).initial_targets.push_back(own);
    }
    return made;
  }

  ir::Program& program_;
  ir::FunctionId caller_id_;
  ir::Function& caller_;
  const plan::CallRules& rules_;
  std::vector<plan::Inlined>& inlined_;
  const std::set<ir::FunctionId>* inlinable_ = nullptr;
  mutable VarSet taken_;
  mutable bool taken_known_ = false;
};

void visit(const ir::Program& program, ir::FunctionId id, std::set<ir::FunctionId>& seen, std::vector<ir::FunctionId>& order) {
  if (!seen.insert(id).second) return;
  for (const ir::FunctionId callee : analysis::callees(program.function(id))) visit(program, callee, seen, order);
  order.push_back(id);
}

bool is_recursive(const ir::Program& program, ir::FunctionId id) {
  std::set<ir::FunctionId> seen;
  std::vector<ir::FunctionId> open = analysis::callees(program.function(id));
  while (!open.empty()) {
    const ir::FunctionId next = open.back();
    open.pop_back();
    if (next == id) return true;
    if (!seen.insert(next).second) continue;
    for (const ir::FunctionId callee : analysis::callees(program.function(next))) open.push_back(callee);
  }
  return false;
}

}  // namespace

std::vector<plan::Inlined> inline_calls(ir::Program& program, const std::set<ir::FunctionId>& functions,
                                        const std::set<ir::FunctionId>& copies, const plan::CallRules& rules) {
  std::vector<plan::Inlined> inlined;
  std::set<ir::FunctionId> seen;
  std::vector<ir::FunctionId> order;
  for (const ir::FunctionId id : functions) visit(program, id, seen, order);
  std::map<ir::FunctionId, int> calls;
  for (const ir::FunctionId id : order) {
    if (copies.count(id)) continue;
    ir::walk(program.function(id).body, [&](const ir::Stmt& stmt) {
      if (const auto* call = ir::get_if<ir::Call>(stmt)) ++calls[call->callee];
    });
  }
  std::set<ir::FunctionId> inlinable;
  for (const ir::FunctionId id : order) {
    Inliner(program, id, rules, inlined).run(inlinable);
    if (!is_recursive(program, id) && is_inlinable(program.function(id), largest_inlined(calls[id], rules))) inlinable.insert(id);
  }
  return inlined;
}

}  // namespace backsweep::transform
