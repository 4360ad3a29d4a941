// Moves declarations of pointed-to locals out of inner scopes.
#include "transform/hoist_pointed.h"

#include <iterator>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/shadow.h"

namespace backsweep::transform {
namespace {

using VarSet = std::set<ir::VarId>;

/// Whether the reverse sweep can make a pointer again from what it was declared with: nothing in it changes but counters,
/// which the reverse of a loop has as well.
bool is_made_again(const ir::Function& function, analysis::FunctionZones& zones, const ir::Expr& init) {
  bool is_certain = true;
  ir::walk(init, [&](const ir::Expr& e) {
    const bool is_value = ir::is_place(e) && (ir::is_number(e->type) || ir::is_pointer_like(e->type));
    if (ir::get_if<ir::OpaqueExpr>(e)) is_certain = false;
    if (!is_value) return;
    const auto* ref = ir::get_if<ir::VarRef>(e);
    const bool is_counter = ref && function.var(ref->var).role == ir::VarRole::kInduction;
    if (!is_counter && (!ref || !zones.stable().is_unchanging(ref->var))) is_certain = false;
  });
  return is_certain;
}

/// Locals that some pointer may reach which does not keep the value it was declared with, or cannot be declared again.
VarSet pointed_locals(const ir::Function& function, analysis::FunctionZones& zones) {
  VarSet result;
  const auto add_targets = [&](const ir::Expr& pointer) {
    if (pointer->type->kind != ir::TypeKind::kPointer) return;
    for (const analysis::ZoneId id : zones.targets(pointer).items()) {
      const analysis::Zone& root = zones.zone(zones.root(id));
      const bool is_local = root.kind == analysis::ZoneKind::kVariable && function.var(root.var).role == ir::VarRole::kLocal;
      if (is_local) result.insert(root.var);
    }
  };
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Assign>(stmt)) add_targets(s->place);
    if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->init && s->init->type->kind == ir::TypeKind::kPointer) {
      if (!is_made_again(function, zones, s->init)) add_targets(ir::var_ref(function, s->var));
    }
    if (const auto* s = ir::get_if<ir::Update>(stmt)) add_targets(s->place);
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!model || model->op != ir::ModelOp::kSwap) return;
    for (const ir::Expr& place : model->operands) add_targets(place);
  });
  return result;
}

/// Numbers, and arrays of them whose extent is a constant.
bool is_movable(const ir::Type& type, const ir::Declare& declared) {
  if (ir::is_number(type)) return true;
  if (type->kind != ir::TypeKind::kArray || !type->extent || !ir::get_if<ir::Literal>(type->extent)) return false;
  if (ir::is_number(type->element)) return true;
  return declared.elements.empty() && is_movable(type->element, declared);
}

/// What the initializer did, as statements.
ir::Region initialization(const ir::Function& function, const ir::Stmt& stmt) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Expr place = ir::var_ref(function, declared.var);
  ir::Region made;
  const auto add = [&](ir::Stmt one) {
    one.span = stmt.span;
    one.text = stmt.text;
    made.push_back(std::move(one));
  };
  if (declared.init) {
    add(ir::assign(place, declared.init));
    return made;
  }
  if (!declared.zeroed && declared.elements.empty()) return made;
  if (ir::is_number(place->type)) {
    add(ir::assign(place, declared.elements.empty() ? ir::zero(place->type) : declared.elements[0]));
    return made;
  }
  Scalars scalars = scalars_of(place->type->is_std ? ir::index(place, ir::integer(0)) : place);
  if (place->type->is_std) scalars.count = place->type->extent;
  const auto* extent = ir::get_if<ir::Literal>(place->type->extent);
  if (!extent || extent->value != static_cast<double>(declared.elements.size())) {
    add(zero_scalars(scalars.first, scalars.count));
  }
  for (std::size_t i = 0; i < declared.elements.size(); ++i) {
    const ir::Expr element = ir::index(place, ir::integer(static_cast<long>(i)));
    add(ir::assign(element, ir::cast(declared.elements[i], element->type, /*is_implicit=*/true)));
  }
  return made;
}

class Hoister {
 public:
  Hoister(ir::Function& function, VarSet pointed) : function_(function), pointed_(std::move(pointed)) {}

  bool run() {
    for (ir::Stmt& stmt : function_.body) {
      for (ir::Region* inner : ir::regions(stmt)) lift(*inner);
    }
    function_.body.insert(function_.body.begin(), std::make_move_iterator(lifted_.begin()),
                          std::make_move_iterator(lifted_.end()));
    if (!made_variable_.empty()) forget_const();
    return !lifted_.empty();
  }

 private:
  // What was constant behind its declaration is assigned now.
  void forget_const() {
    ir::rewrite(function_.body, [&](const ir::Expr& e) {
      const ir::VarId root = ir::is_place(e) ? ir::root_var(e) : ir::VarId();
      if (!root.is_valid() || made_variable_.count(root) == 0) return e;
      if (ir::get_if<ir::VarRef>(e)) return ir::var_ref(function_, root);
      const auto* index = ir::get_if<ir::Index>(e);
      return index && index->base->type->kind == ir::TypeKind::kArray ? ir::index(index->base, index->index) : e;
    });
  }

  void lift(ir::Region& region) {
    ir::Region result;
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) lift(*inner);
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      const bool moves = declared && pointed_.count(declared->var) && is_movable(function_.var(declared->var).type, *declared);
      if (!moves) {
        result.push_back(std::move(stmt));
        continue;
      }
      ir::Variable& variable = function_.var(declared->var);
      const ir::Type before = variable.type;
      variable.type = shadow_type(before);
      if (!ir::same_type(variable.type, before)) made_variable_.insert(declared->var);
      lifted_.push_back(ir::make_stmt(ir::Declare{declared->var, nullptr, /*zeroed=*/true, {}, {}}, stmt.span, stmt.text));
      ir::Region made = initialization(function_, stmt);
      if (!made.empty()) made.front().comments = stmt.comments;
      std::move(made.begin(), made.end(), std::back_inserter(result));
    }
    region = std::move(result);
  }

  ir::Function& function_;
  VarSet pointed_;
  VarSet made_variable_;  ///< Those that were constant.
  ir::Region lifted_;
};

}  // namespace

bool hoist_pointed_locals(ir::Function& function, analysis::FunctionZones& zones) {
  return Hoister(function, pointed_locals(function, zones)).run();
}

}  // namespace backsweep::transform
