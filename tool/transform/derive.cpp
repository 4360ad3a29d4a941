// Serves requests: normal form, analyses, then one derivation per request.
#include "transform/transform.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analysis/extents.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/check_promises.h"
#include "transform/derivation.h"
#include "transform/hoist_pointed.h"
#include "transform/inline_calls.h"
#include "transform/memory.h"
#include "transform/normalize.h"
#include "transform/prepare_checkpoints.h"
#include "transform/shadow.h"
#include "transform/share_neighbours.h"

namespace backsweep::transform {

ir::FunctionId Derivation::add(ir::Function function) {
  program.functions.push_back(std::move(function));
  const ir::FunctionId id{static_cast<std::int32_t>(program.functions.size() - 1)};
  made.functions.push_back(id);
  return id;
}

std::string Derivation::function_name(const ir::Function& primal_function, const std::string& suffix) {
  // Operators and constructors get a word for a name.
  std::string stem;
  for (const char c : primal_function.name) {
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_') stem += c;
  }
  if (primal_function.name.rfind("operator", 0) == 0 && stem == "operator") {
    stem = primal_function.name == "operator()" ? "call_operator" : "operator_value";
  }
  const std::string wanted = stem + suffix;
  if (names.insert(wanted).second) return wanted;
  for (int i = 2;; ++i) {
    std::string name = wanted + "_" + std::to_string(i);
    if (names.insert(name).second) return name;
  }
}

ir::Function start_from(const ir::Function& primal, std::string name) {
  ir::Function function = primal;
  function.name = std::move(name);
  function.class_name.clear();
  function.template_arguments.clear();
  function.body.clear();
  function.comments.clear();
  function.is_noexcept = false;
  function.adjoint_by_user.clear();
  function.tangent_by_user.clear();
  for (ir::Variable& variable : function.vars) variable.is_this = false;
  return function;
}

ir::Function declared_by_user(const ir::Function& primal, const std::string& qualified_name) {
  ir::Function function = start_from(primal, qualified_name);
  function.is_defined = false;
  function.namespaces.clear();
  for (std::size_t colon = function.name.find("::"); colon != std::string::npos; colon = function.name.find("::")) {
    if (colon > 0) function.namespaces.push_back(function.name.substr(0, colon));
    function.name.erase(0, colon + 2);
  }
  return function;
}

void add_shadow_parameters(ir::Function& function, const std::vector<bool>& has_shadow, bool is_tangent) {
  const std::vector<ir::VarId> primal = function.params;
  const auto add = [&](const ir::Type& type) {
    ir::Variable variable;
    variable.name = "shadow_" + std::to_string(function.params.size());
    variable.type = type;
    variable.role = ir::VarRole::kParam;
    function.params.push_back(function.add_var(std::move(variable)));
  };
  for (std::size_t i = 0; i < primal.size(); ++i) {
    if (!has_shadow[i]) continue;
    const ir::Type type = shadow_type(function.var(primal[i]).type);
    add(ir::is_pointer_like(type) || is_tangent ? type : ir::reference_to(type));
  }
  if (!ir::carries_real(function.result)) return;
  const ir::Type result = shadow_type(ir::strip_reference(function.result));
  add(is_tangent ? ir::reference_to(result) : result);
}

ir::Expr place_of_term(const ir::Function& function, const ir::RequestTerm& term) {
  ir::Expr place = ir::place_of(function, term.param);
  for (const std::string& name : term.members) {
    const ir::Type type = place->type->kind == ir::TypeKind::kPointer ? place->type->element : place->type;
    if (place->type->kind == ir::TypeKind::kPointer) place = ir::deref(place);
    if (type->kind != ir::TypeKind::kRecord || !type->record) break;
    for (const ir::Field& field : type->record->fields) {
      if (field.name != name) continue;
      place = ir::member(place, field.name, field.type, field.is_private);
      break;
    }
  }
  return place;
}

ir::Expr extent_of(const ir::Function& primal, const ir::RequestTerm& term) {
  ir::Expr count;
  if (!term.extents.empty()) {
    count = term.extents.front();
  } else if (primal.var(term.param).extent) {
    count = primal.var(term.param).extent;
  } else if (term.members.empty()) {
    count = analysis::infer_extent(primal, term.param);
  }
  if (!count) return nullptr;
  for (std::size_t i = 1; i < term.extents.size(); ++i) count = ir::binary(ir::BinaryOp::kMul, count, term.extents[i]);
  // `x[n]` of a `double (*x)[4]` counts rows; `x[n][4]` says the same.
  std::size_t known = term.extents.empty() ? 1 : term.extents.size();
  ir::Type element = primal.var(term.param).type->element;
  for (; element && is_copied_by_elements(element); element = element->element) {
    if (known > 1) --known;
    else count = ir::binary(ir::BinaryOp::kMul, count, element->extent);
  }
  return count;
}

namespace {

// The scalar zones a term stands for: behind pointers, not the pointers.
analysis::ZoneSet zones_of_term(analysis::FunctionZones& zones, const ir::RequestTerm& term) {
  const ir::Expr place = place_of_term(zones.function(), term);
  analysis::ZoneSet all = zones.leaves_of(place);
  analysis::ZoneSet result;
  // Through every level of pointers (double** too).
  for (int level = 0; level < 4; ++level) {
    analysis::ZoneSet next;
    for (const analysis::ZoneId id : all.items()) {
      const ir::Type type = zones.zone(id).type;
      if (ir::is_real(type)) result.insert(id);
      if (ir::is_pointer_like(type)) next.insert(zones.leaves(zones.pointee(id)));
    }
    all = next;
  }
  return result;
}

}  // namespace

namespace {

// Memory behind parameters that the request does not name: constant, or apart from what it names, by the user's word.
analysis::ZoneSet unlisted(analysis::FunctionZones& zones, const ir::Request& request) {
  analysis::ZoneSet result;
  analysis::ZoneSet listed;
  for (const auto* terms : {&request.independents, &request.dependents}) {
    for (const ir::RequestTerm& term : *terms) {
      if (term.param.is_valid()) listed.insert(zones_of_term(zones, term));
    }
  }
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const analysis::ZoneId id{static_cast<std::int32_t>(i)};
    if (!zones.is_visible(id)) continue;
    if (!listed.contains(id)) result.insert(id);
  }
  return result;
}

}  // namespace

analysis::Context Derivation::context_of(const ir::Request& request) {
  analysis::FunctionZones& function_zones = zones.zones(request.function);
  analysis::Context context;
  context.function = request.function;
  for (const ir::RequestTerm& term : request.independents) {
    if (term.param.is_valid() && !function_zones.function().var(term.param).is_constant) {
      context.varied_in.insert(zones_of_term(function_zones, term));
    }
  }
  for (const ir::RequestTerm& term : request.dependents) {
    if (!term.param.is_valid()) {
      context.result_useful = true;
    } else {
      context.useful_out.insert(zones_of_term(function_zones, term));
    }
  }
  context.passive = unlisted(function_zones, request);
  // What carries active values all the same is not passive, and may overlap anything.
  const analysis::ZoneSet active = activity.find(context).active;
  context.passive.erase(active);
  return context;
}

namespace {

// Everything a request can reach.
std::set<ir::FunctionId> reachable(const ir::Program& program) {
  std::set<ir::FunctionId> result;
  std::vector<ir::FunctionId> open;
  for (const ir::Request& request : program.requests) open.push_back(request.function);
  while (!open.empty()) {
    const ir::FunctionId id = open.back();
    open.pop_back();
    if (!result.insert(id).second) continue;
    for (const ir::FunctionId callee : analysis::callees(program.function(id))) open.push_back(callee);
  }
  return result;
}

}  // namespace

namespace {

void hoist_pointed_locals(ir::Program& program, const std::set<ir::FunctionId>& functions) {
  // The zones know statements by their addresses: they are for this step alone.
  const analysis::Program zones(program);
  for (const ir::FunctionId id : functions) transform::hoist_pointed_locals(program.function(id), zones.zones(id));
}

}  // namespace

Derivatives derive(ir::Program& program, const Options& options, diagnostics::Sink& sink) {
  ir::Program normal = program;
  const std::set<ir::FunctionId> wanted = reachable(program);
  std::vector<plan::Inlined> inlined = inline_calls(normal, wanted);
  for (const ir::FunctionId id : wanted) prepare_checkpoints(normal.function(id));
  for (const ir::FunctionId id : wanted) normalize(normal.function(id));
  for (const ir::FunctionId id : wanted) share_neighbours(normal.function(id));
  hoist_pointed_locals(normal, wanted);
  const std::size_t functions_before = program.functions.size();
  const auto study = std::make_shared<plan::Study>(std::move(normal));
  study->inlined = std::move(inlined);
  Derivation derivation(*study, program, options, sink);
  const std::unique_ptr<Mode> adjoint = make_adjoint_mode(derivation);
  const std::unique_ptr<Mode> tangent = make_tangent_mode(derivation);
  for (const ir::Request& request : program.requests) {
    switch (request.kind) {
      case ir::RequestKind::kGradient:
      case ir::RequestKind::kAdjoint:
        adjoint->serve(request);
        break;
      case ir::RequestKind::kTangent:
        tangent->serve(request);
        break;
      case ir::RequestKind::kJacobian:
      case ir::RequestKind::kHessian:
      case ir::RequestKind::kHvp:
        sink.error(diagnostics::Kind::kUnsupported, study->program.function(request.function).span,
                   {"a Jacobian, Hessian or Hessian-vector product"});
        break;
    }
  }
  if (sink.has_errors()) {
    program.functions.resize(functions_before);
    return {{}, {}, study};
  }
  if (options.check_promises) {
    for (const ir::FunctionId id : derivation.made.functions) check_promises(program.function(id));
  }
  derivation.made.study = study;
  return std::move(derivation.made);
}

}  // namespace backsweep::transform
