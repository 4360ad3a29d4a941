// Serves requests: normal form, analyses, then one derivation per request.
#include "transform/transform.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analysis/extents.h"
#include "base/words.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/alternatives.h"
#include "transform/apart_arguments.h"
#include "transform/check_promises.h"
#include "transform/chosen_places.h"
#include "transform/derivation.h"
#include "transform/enclose_pointers.h"
#include "transform/hoist_pointed.h"
#include "transform/inline_calls.h"
#include "transform/join_declarations.h"
#include "transform/local_scratch.h"
#include "transform/matrix.h"
#include "transform/memory.h"
#include "transform/moved_parameters.h"
#include "transform/normalize.h"
#include "transform/overlap.h"
#include "transform/prepare_checkpoints.h"
#include "transform/product.h"
#include "transform/shadow.h"
#include "transform/share_neighbours.h"
#include "transform/split_products.h"
#include "transform/steady_arguments.h"
#include "transform/unseen_calls.h"
#include "transform/walking_pointers.h"

namespace backsweep::transform {

FunctionNames::Name FunctionNames::whole_name(const ir::Function& primal, const std::string& name) {
  return {ir::named_namespaces(primal), name};
}

void FunctionNames::promise(const ir::Function& primal, const std::string& name) {
  const Name whole = whole_name(primal, name);
  if (taken_.insert(whole).second) promised_.insert(whole);
}

std::string FunctionNames::requested(const ir::Function& primal, const std::string& name) {
  return promised_.erase(whole_name(primal, name)) > 0 ? name : unused(primal, name);
}

std::string FunctionNames::unused(const ir::Function& primal, const std::string& wanted) {
  if (taken_.insert(whole_name(primal, wanted)).second) return wanted;
  for (int i = 2;; ++i) {
    std::string name = wanted + "_" + std::to_string(i);
    if (taken_.insert(whole_name(primal, name)).second) return name;
  }
}

ir::FunctionId Derivation::add(ir::Function function) {
  program.functions.push_back(std::move(function));
  const ir::FunctionId id{static_cast<std::int32_t>(program.functions.size() - 1)};
  made.push_back(id);
  return id;
}

std::string derivative_name(const ir::Function& primal, const std::string& suffix) {
  // Operators and constructors get a word for a name.
  std::string stem;
  for (const char c : primal.name) {
    if (base::is_word(c)) stem += c;
  }
  if (primal.name.rfind("operator", 0) == 0 && stem == "operator") {
    stem = primal.name == "operator()" ? "call_operator" : "operator_value";
  }
  return stem + suffix;
}

std::string Derivation::helper_name(const ir::Function& primal_function, const std::string& suffix) {
  return names.unused(primal_function, derivative_name(primal_function, suffix));
}

IsPure Derivation::pure_functions() const {
  return [this](ir::FunctionId id) {
    const bool is_primal = static_cast<std::size_t>(id.index) < primal.functions.size();
    if (!is_primal || primal.function(id).body.empty()) return false;
    const analysis::Effects& summary = zones.zones(id).summary();
    return summary.writes.is_empty() && summary.frees.is_empty() && !summary.has_side_effects;
  };
}

ir::Function start_from(const ir::Function& primal, std::string name) {
  ir::Function function = primal;
  function.name = std::move(name);
  function.class_name.clear();
  function.template_arguments.clear();
  function.body.clear();
  function.comments.clear();
  function.is_noexcept = false;
  // Whether it is inline is a matter of the file it goes to: a header that only declares it cannot say so.
  function.linkage.is_inline = false;
  function.adjoint_by_user.clear();
  function.tangent_by_user.clear();
  for (ir::Variable& variable : function.vars) variable.is_this = false;
  return function;
}

ir::Function declared_by_user(const ir::Function& primal, const std::string& qualified_name) {
  ir::Function function = start_from(primal, qualified_name);
  function.is_defined = false;
  // A file of its own reaches it through the linker.
  function.linkage.is_static = false;
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

ir::RequestTerm term_of(const ir::Request& request, ir::VarId param) {
  for (const auto* list : {&request.independents, &request.dependents}) {
    for (const ir::RequestTerm& term : *list) {
      if (term.param == param && term.members.empty()) return term;
    }
  }
  ir::RequestTerm term;
  term.param = param;
  return term;
}

namespace {
bool names_param(const std::vector<ir::RequestTerm>& terms, ir::VarId param) {
  return std::any_of(terms.begin(), terms.end(), [&](const ir::RequestTerm& term) { return term.param == param; });
}
}  // namespace

bool is_independent(const ir::Request& request, ir::VarId param) { return names_param(request.independents, param); }

bool is_listed(const ir::Request& request, ir::VarId param) {
  return is_independent(request, param) || names_param(request.dependents, param);
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

analysis::Context context_of(const ir::Request& request, const analysis::Program& program,
                             analysis::ActivityAnalysis& activity) {
  analysis::FunctionZones& function_zones = program.zones(request.function);
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

void collect_pointers(const ir::Expr& object, std::vector<std::string>& members, std::vector<MemberPointer>& found) {
  if (object->type->kind != ir::TypeKind::kRecord || !object->type->record) return;
  for (const ir::Field& field : object->type->record->fields) {
    const ir::Expr place = ir::member(object, field.name, field.type, field.is_private);
    members.push_back(field.name);
    if (field.type->kind == ir::TypeKind::kPointer && ir::carries_real(field.type)) found.push_back({members, place, nullptr});
    collect_pointers(place, members, found);
    members.pop_back();
  }
}

/// Finds pointers that lead to derivatives. Types that hold pointers to their own kind are followed once.
class ActivePointers {
 public:
  ActivePointers(analysis::FunctionZones& zones, const analysis::ZoneSet& active) : zones_(zones), active_(active) {}

  std::vector<MemberPointer> in(const ir::Expr& object) {
    std::vector<MemberPointer> found;
    std::vector<std::string> members;
    collect_pointers(object, members, found);
    for (MemberPointer& one : found) one.leads_on = leads_on(one.pointer);
    std::erase_if(found, [&](const MemberPointer& one) { return !one.leads_on && !leads_to_active(one.pointer); });
    return found;
  }

 private:
  bool leads_to_active(const ir::Expr& pointer) { return zones_.leaves(zones_.targets(pointer)).intersects(active_); }

  bool leads_on(const ir::Expr& pointer) {
    const ir::Type& behind = pointer->type->element;
    if (behind->kind != ir::TypeKind::kRecord || !followed_.insert(behind->record).second) return false;
    const bool is_any = !in(ir::deref(pointer)).empty();
    followed_.erase(behind->record);
    return is_any;
  }

  analysis::FunctionZones& zones_;
  const analysis::ZoneSet& active_;
  std::set<const ir::Record*> followed_;
};

}  // namespace

std::vector<MemberPointer> active_member_pointers(Derivation& derivation, const ir::Request& request, ir::VarId param) {
  const ir::Function& primal = derivation.primal.function(request.function);
  ir::Expr object = ir::place_of(primal, param);
  if (object->type->kind == ir::TypeKind::kPointer) object = ir::deref(object);
  const analysis::ZoneSet& active = derivation.activity.find(derivation.context_of(request)).active;
  std::vector<MemberPointer> found = ActivePointers(derivation.zones.zones(request.function), active).in(object);
  for (MemberPointer& one : found) {
    for (const ir::RequestTerm& term : request.independents) {
      if (term.param == param && term.members == one.members) one.extent = extent_of(primal, term);
    }
    if (!one.extent) one.extent = analysis::infer_extent(primal, one.pointer);
  }
  return found;
}

namespace {

// Everything that can be reached from the functions.
std::set<ir::FunctionId> reachable(const ir::Program& program, std::vector<ir::FunctionId> open) {
  std::set<ir::FunctionId> result;
  while (!open.empty()) {
    const ir::FunctionId id = open.back();
    open.pop_back();
    if (!result.insert(id).second) continue;
    for (const ir::FunctionId callee : analysis::callees(program.function(id))) open.push_back(callee);
  }
  return result;
}

// Of functions that others call. What a requested function leaves in its static variables stays there, and what an inner
// call of a recursion leaves there is read by the outer ones.
void localize_scratch(ir::Program& program, const std::set<ir::FunctionId>& functions,
                      const std::vector<ir::FunctionId>& requested) {
  std::map<ir::FunctionId, std::vector<ir::VarId>> found;
  {
    const analysis::Program zones(program);
    for (const ir::FunctionId id : functions) {
      const bool is_requested = std::find(requested.begin(), requested.end(), id) != requested.end();
      const bool calls_itself = reachable(program, analysis::callees(program.function(id))).count(id) != 0;
      if (!is_requested && !calls_itself) found[id] = find_scratch(program.function(id), zones.zones(id));
    }
  }
  for (const auto& [id, scratch] : found) {
    for (const ir::VarId var : scratch) make_local(program.function(id), var);
  }
}

// The zones know statements by their addresses: they are for one step alone.
template <class Step>
void with_zones(ir::Program& program, const std::set<ir::FunctionId>& functions, Step step) {
  const analysis::Program zones(program);
  for (const ir::FunctionId id : functions) step(program.function(id), zones.zones(id));
}

std::shared_ptr<plan::Study> study_normal_form(ir::Program normal, const std::vector<ir::FunctionId>& wanted,
                                               const plan::CallRules& rules,
                                               const std::set<ir::FunctionId>& copies = {}) {
  const std::set<ir::FunctionId> functions = reachable(normal, wanted);
  confine_unseen_calls(normal);
  localize_scratch(normal, functions, wanted);
  for (const ir::FunctionId id : functions) rename_moved_parameters(normal.function(id));
  std::vector<plan::Inlined> inlined = inline_calls(normal, functions, copies, rules);
  bind_chosen_places(normal, functions);
  for (const ir::FunctionId id : functions) index_walking_pointers(normal.function(id));
  for (const ir::FunctionId id : functions) join_declarations(normal.function(id));
  for (const ir::FunctionId id : functions) split_products(normal.function(id));
  for (const ir::FunctionId id : functions) prepare_checkpoints(normal.function(id));
  for (const ir::FunctionId id : functions) normalize(normal.function(id));
  for (const ir::FunctionId id : functions) share_neighbours(normal.function(id));
  with_zones(normal, functions, enclose_pointers);
  with_zones(normal, functions, hoist_pointed_locals);
  steady_arguments(normal, functions);
  mark_apart_arguments(normal, functions, wanted);
  auto study = std::make_shared<plan::Study>(std::move(normal));
  study->inlined = std::move(inlined);
  return study;
}

bool same_terms(const std::vector<ir::RequestTerm>& a, const std::vector<ir::RequestTerm>& b) {
  const auto is_same = [](const ir::RequestTerm& one, const ir::RequestTerm& other) {
    return one.param == other.param && one.members == other.members &&
           std::equal(one.extents.begin(), one.extents.end(), other.extents.begin(), other.extents.end(), ir::same_expr);
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), is_same);
}

/// A program in normal form with the modes that differentiate it.
struct Order {
  std::shared_ptr<plan::Study> study;
  Derivation derivation;
  std::unique_ptr<Mode> adjoint;
  std::unique_ptr<Mode> tangent;

  Order(std::shared_ptr<plan::Study> normal, ir::Program& program, const Options& options, diagnostics::Sink& sink,
        FunctionNames& names)
      : study(std::move(normal)), derivation(*study, program, options, sink, names),
        adjoint(make_adjoint_mode(derivation)), tangent(make_tangent_mode(derivation)) {}
};

/// Serves the requests of a run. First derivatives come from the primal; Hessians from the tangents of the primal,
/// which are differentiated like any other function.
class Server {
 public:
  Server(ir::Program& program, const Options& options, diagnostics::Sink& sink)
      : program_(program), options_(options), sink_(sink) {}

  Derivatives run() {
    const std::size_t functions_before = program_.functions.size();
    std::vector<ir::FunctionId> wanted;
    for (const ir::Request& request : program_.requests) {
      wanted.push_back(request.function);
      const ir::Function& primal = program_.function(request.function);
      names_.promise(primal, derivative_name(primal, suffix_of(request.kind)));
    }
    const std::set<ir::FunctionId> apart = take_pointers_apart(wanted);
    Order first(study_normal_form(program_, wanted, options_.calls, apart), program_, options_, sink_, names_);
    requested_.resize(program_.requests.size());
    for (const bool is_first_order : {true, false}) {
      for (std::size_t i = 0; i < program_.requests.size(); ++i) {
        const ir::RequestKind kind = program_.requests[i].kind;
        const bool is_single = kind == ir::RequestKind::kGradient || kind == ir::RequestKind::kAdjoint ||
                               kind == ir::RequestKind::kTangent;
        if (is_single == is_first_order) serve(first, i);
      }
    }
    std::unique_ptr<Order> second;
    if (!products_.empty() && !sink_.has_errors()) second = serve_products(first);
    Derivatives result;
    result.studies.push_back(first.study);
    if (second) result.studies.push_back(second->study);
    if (sink_.has_errors()) {
      program_.functions.resize(functions_before);
      return result;
    }
    result.requested = requested_;
    result.records = first.derivation.records;
    keep_used(first, result);
    if (second) keep_used(*second, result);
    if (options_.check_promises) {
      for (const ir::FunctionId id : result.functions) check_promises(program_.function(id));
    }
    std::stable_sort(result.functions.begin(), result.functions.end());
    return result;
  }

 private:
  /// A request that is served by products of a Hessian: its number, and the tangent to differentiate.
  struct Product {
    std::size_t number;
    ir::FunctionId tangent;
    ir::Expr value;
  };

  /// A function whose pointers are taken to be apart.
  struct Apart {
    ir::FunctionId function;
    std::vector<ir::VarId> params;
  };

  static std::string suffix_of(ir::RequestKind kind) {
    switch (kind) {
      case ir::RequestKind::kGradient: return "_gradient";
      case ir::RequestKind::kAdjoint: return "_adjoint";
      case ir::RequestKind::kTangent: return "_tangent";
      case ir::RequestKind::kJacobian: return "_jacobian";
      case ir::RequestKind::kHessian: return "_hessian";
      case ir::RequestKind::kHvp: return "_hvp";
    }
    return "";
  }

  std::string name_of(const ir::Request& request) {
    const ir::Function& primal = program_.function(request.function);
    return names_.requested(primal, derivative_name(primal, suffix_of(request.kind)));
  }

  void serve(Order& order, std::size_t number) {
    const ir::Request& request = program_.requests[number];
    switch (request.kind) {
      case ir::RequestKind::kGradient:
      case ir::RequestKind::kAdjoint:
        requested_[number] = make_adjoint(order, number);
        break;
      case ir::RequestKind::kTangent:
        requested_[number] = order.tangent->serve(request, name_of(request));
        break;
      case ir::RequestKind::kJacobian:
        requested_[number] = make_jacobian(order, request);
        break;
      case ir::RequestKind::kHessian:
      case ir::RequestKind::kHvp: {
        const ir::Function& primal = order.derivation.primal.function(request.function);
        const ir::FunctionId tangent = make_helper(order, request, ir::RequestKind::kTangent, /*is_emitted=*/false);
        if (tangent.is_valid()) {
          products_.push_back({number, tangent, return_tangent(program_.function(tangent), primal, request)});
        }
        break;
      }
    }
  }

  /// For adjoints of functions whose pointers may overlap: the same functions once more, with the pointers apart.
  std::set<ir::FunctionId> take_pointers_apart(std::vector<ir::FunctionId>& wanted) {
    std::set<ir::FunctionId> apart;
    for (std::size_t i = 0; i < program_.requests.size(); ++i) {
      const ir::Request& request = program_.requests[i];
      if (request.kind != ir::RequestKind::kGradient && request.kind != ir::RequestKind::kAdjoint) continue;
      const ir::Function& primal = program_.function(request.function);
      std::vector<ir::VarId> params = may_overlap(primal, request);
      if (params.empty()) continue;
      program_.functions.push_back(taken_apart(primal, params));
      apart_[i] = {ir::FunctionId{static_cast<std::int32_t>(program_.functions.size() - 1)}, std::move(params)};
      wanted.push_back(apart_[i].function);
      apart.insert(apart_[i].function);
    }
    return apart;
  }

  /// The adjoint; where it keeps less if pointers do not overlap, one for that case, which calls the other if they do.
  ir::FunctionId make_adjoint(Order& order, std::size_t number) {
    const ir::Request& request = program_.requests[number];
    const std::string name = name_of(request);
    const auto apart = apart_.find(number);
    analysis::FunctionZones& zones = order.derivation.zones.zones(request.function);
    if (apart == apart_.end() || !is_checkable(zones, request, apart->second.params)) return order.adjoint->serve(request, name);
    std::vector<plan::Record>& records = order.study->records;
    const std::size_t at = records.size();
    const ir::FunctionId general = order.adjoint->serve(request, name);
    if (!general.is_valid() || sink_.has_errors()) return general;
    const std::size_t apart_at = records.size();
    const diagnostics::Sink before = sink_;
    ir::Request narrowed = request;
    narrowed.function = apart->second.function;
    const ir::FunctionId fast = order.adjoint->serve(narrowed, name);
    const bool is_better = fast.is_valid() && !sink_.has_errors() && is_cheaper(records[apart_at], records[at]);
    // What stands against the narrower one is no error. Its traces must not serve anybody.
    if (sink_.has_errors()) order.adjoint = make_adjoint_mode(order.derivation);
    sink_ = before;
    plan::Record& unused = records[is_better ? at : apart_at];
    if (!is_better) {
      unused.derivative.clear();
      return general;
    }
    unused.derivative = program_.function(general).name = names_.unused(program_.function(request.function), name + "_overlapping");
    unused.is_for_overlap = true;
    add_overlap_check(program_.function(fast), general, zones, request, apart->second.params);
    return fast;
  }

  ir::FunctionId make_helper(Order& order, ir::Request request, ir::RequestKind kind, bool is_emitted) {
    request.kind = kind;
    const ir::Function& primal = program_.function(request.function);
    const std::string wanted = derivative_name(primal, suffix_of(kind));
    const std::string name = is_emitted ? names_.unused(primal, wanted) : wanted;
    Mode& mode = kind == ir::RequestKind::kTangent ? *order.tangent : *order.adjoint;
    return mode.serve(request, name);
  }

  /// The function that serves the same with another kind of request; invalid if none was asked for.
  ir::FunctionId served(const ir::Request& request, ir::RequestKind kind) const {
    for (std::size_t i = 0; i < requested_.size(); ++i) {
      const ir::Request& other = program_.requests[i];
      const bool is_same = other.kind == kind && other.function == request.function &&
                           other.directions == request.directions &&
                           same_terms(other.independents, request.independents) &&
                           same_terms(other.dependents, request.dependents);
      if (is_same && requested_[i].is_valid()) return requested_[i];
    }
    return {};
  }

  /// A tangent or adjoint that carries several columns or rows of a Jacobian; one of no directions where that cannot be.
  Sweep make_wide_sweep(Order& order, const ir::Request& request, ir::RequestKind kind) {
    ir::Request several = request;
    several.directions = seeds_at_once(order.derivation, request, kind);
    if (several.directions == 0) return {};
    const diagnostics::Sink before = sink_;
    const FunctionNames names_before = names_;
    ir::FunctionId function = served(several, kind);
    if (!function.is_valid()) function = make_helper(order, several, kind, /*is_emitted=*/true);
    if (function.is_valid() && !sink_.has_errors()) return {function, kind, several.directions};
    // What stands against several directions is no error: there is the way of one.
    sink_ = before;
    names_ = names_before;
    if (kind == ir::RequestKind::kTangent) order.tangent = make_tangent_mode(order.derivation);
    else order.adjoint = make_adjoint_mode(order.derivation);
    return {};
  }

  ir::FunctionId make_jacobian(Order& order, const ir::Request& request) {
    std::vector<Sweep> sweeps;
    for (const ir::RequestKind kind : request.is_sparse ? std::vector{ir::RequestKind::kTangent} : cheapest_sweeps(order.derivation, request)) {
      const diagnostics::Sink before = sink_;
      if (kind != ir::RequestKind::kGradient) {
        if (const Sweep wide = make_wide_sweep(order, request, kind); wide.directions > 0) {
          sweeps.push_back(wide);
          continue;
        }
      }
      ir::FunctionId function = served(request, kind);
      if (!function.is_valid()) function = make_helper(order, request, kind, /*is_emitted=*/true);
      if (function.is_valid() && !sink_.has_errors()) {
        sweeps.push_back({function, kind});
        continue;
      }
      if (sweeps.empty()) return {};
      // There is a sweep already: what stands against another one is no error. Its traces must not serve anybody.
      sink_ = before;
      order.adjoint = make_adjoint_mode(order.derivation);
    }
    return add_matrix(order, request, sweeps);
  }

  ir::FunctionId add_matrix(Order& order, const ir::Request& request, const std::vector<Sweep>& sweeps) {
    std::optional<ir::Function> matrix = make_matrix(order.derivation, request, name_of(request), sweeps);
    return matrix ? order.derivation.add(std::move(*matrix)) : ir::FunctionId{};
  }

  std::unique_ptr<Order> serve_products(Order& first) {
    std::vector<ir::FunctionId> tangents;
    for (const Product& product : products_) tangents.push_back(product.tangent);
    auto second = std::make_unique<Order>(study_normal_form(program_, tangents, options_.calls), program_, options_, sink_, names_);
    for (const Product& product : products_) second->derivation.values.emplace(product.tangent, product.value);
    for (const bool is_hessian : {false, true}) {
      for (const Product& product : products_) {
        const ir::Request& request = program_.requests[product.number];
        if ((request.kind == ir::RequestKind::kHessian) != is_hessian) continue;
        ir::FunctionId hvp = served(request, ir::RequestKind::kHvp);
        if (!is_hessian || !hvp.is_valid()) hvp = make_product(*second, product, is_hessian);
        if (!hvp.is_valid()) continue;
        requested_[product.number] = is_hessian ? add_matrix(first, request, {{hvp, ir::RequestKind::kHvp}}) : hvp;
      }
    }
    return second;
  }

  ir::FunctionId make_product(Order& second, const Product& product, bool is_helper) {
    ir::Request request = program_.requests[product.number];
    const ir::Function& primal = program_.function(request.function);
    const std::string wanted = derivative_name(primal, "_hvp");
    const std::string name = is_helper ? names_.unused(primal, wanted) : names_.requested(primal, wanted);
    request.kind = ir::RequestKind::kHvp;
    request.function = product.tangent;
    return second.adjoint->serve(request, name);
  }

  /// Tangents that were made to be differentiated once more are not emitted, nor what only they call.
  void keep_used(Order& order, Derivatives& result) const {
    const std::set<ir::FunctionId> used = reachable(program_, requested_);
    std::set<std::string> names;
    for (const ir::FunctionId id : order.derivation.made) {
      if (!used.count(id)) continue;
      result.functions.push_back(id);
      names.insert(program_.function(id).name);
    }
    for (plan::Record& record : order.study->records) record.is_emitted = names.count(record.derivative) != 0;
  }

  ir::Program& program_;
  const Options& options_;
  diagnostics::Sink& sink_;
  FunctionNames names_;
  std::vector<ir::FunctionId> requested_;
  std::vector<Product> products_;
  std::map<std::size_t, Apart> apart_;  ///< By the number of the request.
};

}  // namespace

Derivatives derive(ir::Program& program, const Options& options, diagnostics::Sink& sink) {
  settle_alternatives(program);
  return Server(program, options, sink).run();
}

}  // namespace backsweep::transform
