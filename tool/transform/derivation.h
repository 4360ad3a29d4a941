// What the derivations of all modes share: the primal in normal form with its analyses, and the functions made so far.
// Private to transform/.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "diagnostics/sink.h"
#include "transform/simplify.h"
#include "transform/transform.h"
#include "transform/wide_types.h"

namespace backsweep::transform {

/// The names of the functions of a run, each in the namespace of its primal.
class FunctionNames {
 public:
  /// Keeps a name for a request: no helper gets it, whatever is made first.
  void promise(const ir::Function& primal, const std::string& name);
  /// The name for a request, or one near it where that is taken.
  std::string requested(const ir::Function& primal, const std::string& name);
  /// A name that no function of the run has yet in the namespace of `primal`, near `wanted`.
  std::string unused(const ir::Function& primal, const std::string& wanted);

 private:
  using Name = std::pair<std::vector<std::string>, std::string>;

  static Name whole_name(const ir::Function& primal, const std::string& name);

  std::set<Name> taken_;
  std::set<Name> promised_;
};

/// The activity context that a request asks for.
analysis::Context context_of(const ir::Request& request, const analysis::Program& program,
                             analysis::ActivityAnalysis& activity);

struct Derivation {
  plan::Study& study;             ///< Where plans are noted for the report.
  const ir::Program& primal;      ///< Normal form; never changed while derivatives are made.
  analysis::Program& zones;
  analysis::ActivityAnalysis& activity;
  ir::Program& program;           ///< Where functions are added.
  const Options& options;
  diagnostics::Sink& sink;
  FunctionNames& names;
  std::vector<ir::FunctionId> made;  ///< In order, helpers before their users.
  /// Of tangents that are differentiated once more: the value of the function itself, which its products return.
  std::map<ir::FunctionId, ir::Expr> values;
  int directions = 0;  ///< Of the request being served: directions or seeds at once; 0 for plain numbers.
  std::vector<MadeRecord> records;  ///< Structs of several directions.
  WideTypes wide_types;
  /// Of derivative functions: how many parameters stand in front of those for derivatives.
  std::map<ir::FunctionId, std::size_t> first_shadow;

  Derivation(plan::Study& normal, ir::Program& target, const Options& chosen, diagnostics::Sink& findings,
             FunctionNames& function_names)
      : study(normal), primal(normal.program), zones(normal.zones), activity(normal.activity), program(target),
        options(chosen), sink(findings), names(function_names), wide_types(target, records) {}

  /// Adds a finished function; helpers first.
  ir::FunctionId add(ir::Function function);
  /// A name for a function that calls need.
  [[nodiscard]] std::string helper_name(const ir::Function& primal_function, const std::string& suffix);
  /// Which of the primal's functions only compute their result.
  [[nodiscard]] IsPure pure_functions() const;
  analysis::Context context_of(const ir::Request& request) { return transform::context_of(request, zones, activity); }
};

/// The primal's name as a word, with the suffix behind it.
std::string derivative_name(const ir::Function& primal, const std::string& suffix);
/// A function the user wrote by hand, to be called by its qualified name.
ir::Function declared_by_user(const ir::Function& primal, const std::string& qualified_name);
/// Adds what the contract adds to the primal's parameters: a shadow for each marked one, then that of the result.
void add_shadow_parameters(ir::Function& function, const std::vector<bool>& has_shadow, bool is_tangent);
/// A function with the primal's variables, place and parameters, and no body.
ir::Function start_from(const ir::Function& primal, std::string name);
/// A place for a request's term: the parameter, through its reference, and the members below.
ir::Expr place_of_term(const ir::Function& function, const ir::RequestTerm& term);
/// The term of the request that names the whole parameter; one without extents where there is none.
ir::RequestTerm term_of(const ir::Request& request, ir::VarId param);
/// Whether the request names the parameter, or something in it, among its independents.
bool is_independent(const ir::Request& request, ir::VarId param);
/// ... among its independents or dependents.
bool is_listed(const ir::Request& request, ir::VarId param);
/// The number of scalars behind a pointer parameter; null if neither the request, nor an annotation, nor the code tells.
ir::Expr extent_of(const ir::Function& primal, const ir::RequestTerm& term);

/// A pointer among the members of a parameter's object.
struct MemberPointer {
  std::vector<std::string> members;
  ir::Expr pointer;
  ir::Expr extent;  ///< What the request says, or the code; null if neither does.
  bool leads_on = false;  ///< Behind it stand further pointers that lead to derivatives: lists, trees, tables of tables.
};
/// The pointers to numbers among the members of `object` that lead to derivatives in the context of the request.
std::vector<MemberPointer> active_member_pointers(Derivation& derivation, const ir::Request& request, ir::VarId param);

/// One mode of differentiation: serves requests and shares the helper functions that they have in common.
class Mode {
 public:
  virtual ~Mode() = default;
  /// The function that the request asks for; invalid where it is refused.
  virtual ir::FunctionId serve(const ir::Request& request, const std::string& name) = 0;
};
std::unique_ptr<Mode> make_adjoint_mode(Derivation& derivation);
std::unique_ptr<Mode> make_tangent_mode(Derivation& derivation);

}  // namespace backsweep::transform
