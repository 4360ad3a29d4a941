// Assembles tangent functions: the ones that were asked for, and the ones that calls need.
#include <algorithm>
#include <map>
#include <utility>

#include "analysis/needed.h"
#include "base/words.h"
#include "ir/build.h"
#include "transform/derivation.h"
#include "transform/fence.h"
#include "transform/global_shadows.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/shadow.h"
#include "transform/share_reciprocals.h"
#include "transform/simplify.h"
#include "transform/tangent_body.h"
#include "transform/widen.h"

namespace backsweep::transform {
namespace {

class TangentMaker : public Mode, public TangentCallees {
 public:
  explicit TangentMaker(Derivation& derivation) : d_(derivation) {}

  ir::FunctionId serve(const ir::Request& request, const std::string& name) override;
  TangentFunction find(const analysis::Context& context) override;

 private:
  /// `own`: parameters whose tangents are memory of the function, as nobody asked for them, and how many numbers lie behind
  /// those that are pointers.
  ir::Function make(const analysis::Context& context, const std::string& name, const std::vector<bool>& has_shadow,
                    bool has_result_dot, bool is_root, const std::map<ir::VarId, ir::Expr>& own = {});

  Derivation& d_;
  std::map<std::pair<analysis::Context, int>, TangentFunction> known_;  ///< By context and number of directions.
};

std::vector<bool> shadowed_params(const analysis::ActiveCode& code) {
  std::vector<bool> result;
  const ir::Function& primal = code.zones().function();
  for (const ir::VarId param : primal.params) {
    result.push_back(ir::carries_real(primal.var(param).type) && code.variable_has_shadow(param));
  }
  return result;
}

/// `std::vector<double> w_dot_values(n); double* w_dot = w_dot_values.data();`
void declare_behind(ir::Function& out, ir::VarId dot, const ir::Expr& extent, ir::Region& start) {
  const ir::Type element = out.var(dot).type->element;
  const ir::VarId values = add_temporary(out, out.var(dot).name + "_values", ir::vector_of(element));
  start.push_back(ir::make_stmt(ir::Declare{values, nullptr, false, {}, {ir::cast(extent, ir::size_type(), /*is_implicit=*/true)}}));
  start.push_back(ir::declare(dot, ir::address_of(ir::index(ir::var_ref(out, values), ir::integer(0)))));
}

ir::Function TangentMaker::make(const analysis::Context& context, const std::string& name,
                                const std::vector<bool>& has_shadow, bool has_result_dot, bool is_root,
                                const std::map<ir::VarId, ir::Expr>& own) {
  const analysis::ActiveCode code(d_.activity, d_.activity.find(context));
  const ir::Function& primal = d_.primal.function(context.function);
  refuse_unknown(d_.activity, code, d_.sink);
  d_.study.records.push_back({context, name, is_root, /*is_split=*/false, {}, std::nullopt, {}});
  ir::Function out = start_from(primal, name);
  Shadows shadows(out, "_dot", null_pointers(code.zones()));
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    if (!has_shadow[i]) continue;
    const ir::VarId dot = shadows.variable(primal.params[i]);
    if (own.count(primal.params[i])) continue;
    out.var(dot).role = ir::VarRole::kParam;
    const ir::Type& type = primal.var(primal.params[i]).type;
    const bool is_number = type->kind == ir::TypeKind::kReference && type->element->is_const && ir::is_real(type->element);
    if (is_root && is_number) out.var(dot).type = shadow_type(type->element);
    out.var(dot).extent = primal.var(primal.params[i]).extent;
    out.params.push_back(dot);
  }
  ir::Expr result_dot;
  if (has_result_dot) {
    ir::Variable variable;
    const bool is_word = std::all_of(primal.name.begin(), primal.name.end(), base::is_word);
    variable.name = unique_name(out, (is_word ? primal.name : "result") + "_dot");
    variable.type = ir::reference_to(shadow_type(ir::strip_reference(primal.result)));
    variable.role = ir::VarRole::kParam;
    const ir::VarId id = out.add_var(std::move(variable));
    out.params.push_back(id);
    result_dot = ir::place_of(out, id);
  }
  add_tangent_body(d_, *this, code, shadows, result_dot, out);
  ir::Region start;
  for (const auto& [param, extent] : own) {
    const ir::VarId dot = shadows.variable(param);
    if (extent) {
      declare_behind(out, dot, extent, start);
      continue;
    }
    hold_value(out, dot, {&out.body});
    start.push_back(declared_like(out, dot, ir::place_of(primal, param)));
    zero_shape(ir::var_ref(out, dot), ir::place_of(primal, param), nullptr, start, out);
  }
  ir::prepend(std::move(start), out.body);
  for (std::size_t i = 0; i < primal.vars.size(); ++i) {
    const ir::VarId var{static_cast<std::int32_t>(i)};
    const ir::VarRole role = primal.vars[i].role;
    if ((role != ir::VarRole::kGlobal && role != ir::VarRole::kStatic) || !shadows.has(var)) continue;
    if (!check_global_shadow(primal, var, /*is_called=*/!is_root, d_.sink)) continue;
    ir::Declare declared{shadows.variable(var), nullptr, /*zeroed=*/true, {}, {}};
    if (primal.vars[i].type->kind == ir::TypeKind::kVector) {
      declared.zeroed = false;
      declared.arguments = {ir::size_of(ir::var_ref(out, var))};
    }
    ir::Region made = {ir::make_stmt(std::move(declared))};
    zero_global_shadow(ir::var_ref(out, shadows.variable(var)), ir::var_ref(out, var), made, out);
    ir::prepend(std::move(made), out.body);
  }
  std::vector<ir::VarId> dots = shadows.all();
  if (result_dot) dots.push_back(out.params.back());
  simplify(out, dots, d_.pure_functions());
  share_reciprocals(d_, out, dots);
  widen(d_, out, dots);
  return out;
}

TangentFunction TangentMaker::find(const analysis::Context& asked) {
  const analysis::Activity& activity = d_.activity.find(asked);
  const analysis::Context& context = activity.context;
  const std::pair key(context, d_.directions);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const analysis::ActiveCode code(d_.activity, activity);
  const ir::Function& primal = d_.primal.function(context.function);
  TangentFunction function;
  function.has_shadow = shadowed_params(code);
  function.has_result_dot = context.result_useful && ir::carries_real(primal.result);
  if (!primal.tangent_by_user.empty()) {
    function.has_shadow.clear();
    for (const ir::VarId param : primal.params) function.has_shadow.push_back(ir::carries_real(primal.var(param).type));
    function.has_result_dot = ir::carries_real(primal.result);
    ir::Function by_user = declared_by_user(primal, primal.tangent_by_user);
    add_shadow_parameters(by_user, function.has_shadow, /*is_tangent=*/true);
    d_.program.functions.push_back(std::move(by_user));
    function.id = ir::FunctionId{static_cast<std::int32_t>(d_.program.functions.size() - 1)};
    d_.first_shadow[function.id] = primal.params.size();
    return known_[key] = function;
  }
  ir::Function empty = start_from(primal, d_.helper_name(primal, "_tangent"));
  const std::string name = empty.name;
  function.id = d_.add(std::move(empty));
  d_.first_shadow[function.id] = primal.params.size();
  known_[key] = function;
  ir::Function made = make(context, name, function.has_shadow, function.has_result_dot, /*is_root=*/false);
  d_.program.function(function.id) = std::move(made);
  return function;
}

ir::FunctionId TangentMaker::serve(const ir::Request& request, const std::string& name) {
  const std::size_t errors_before = d_.sink.count();
  d_.directions = request.directions;
  const ir::Function& primal = d_.primal.function(request.function);
  const analysis::Context context = d_.context_of(request);
  std::vector<bool> has_shadow;
  for (const ir::VarId param : primal.params) {
    has_shadow.push_back(is_listed(request, param) && ir::carries_real(primal.var(param).type));
  }
  const analysis::ActiveCode code(d_.activity, d_.activity.find(context));
  const std::vector<bool> needed = shadowed_params(code);
  std::map<ir::VarId, ir::Expr> own;
  for (std::size_t i = 0; i < primal.params.size(); ++i) {
    if (!needed[i] || has_shadow[i]) continue;
    const ir::Variable& param = primal.var(primal.params[i]);
    const bool is_pointer = param.type->kind == ir::TypeKind::kPointer;
    const ir::Expr extent = is_pointer ? extent_of(primal, term_of(request, primal.params[i])) : nullptr;
    if (d_.directions > 0 || (is_pointer && !(extent && ir::is_real(param.type->element)))) refuse_unlisted(param, d_.sink);
    has_shadow[i] = true;
    own[primal.params[i]] = extent;
  }
  if (d_.sink.count() > errors_before) return {};
  return d_.add(make(context, name, has_shadow, context.result_useful && ir::carries_real(primal.result),
                     /*is_root=*/true, own));
}

}  // namespace

std::unique_ptr<Mode> make_tangent_mode(Derivation& derivation) { return std::make_unique<TangentMaker>(derivation); }

}  // namespace backsweep::transform
