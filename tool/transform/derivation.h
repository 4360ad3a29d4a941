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
#include "transform/transform.h"
#include "transform/wide_types.h"

namespace backsweep::transform {

struct Derivation {
  plan::Study& study;             ///< Where plans are noted for the report.
  const ir::Program& primal;      ///< Normal form; never changed while derivatives are made.
  analysis::Program& zones;
  analysis::ActivityAnalysis& activity;
  ir::Program& program;           ///< Where functions are added.
  const Options& options;
  diagnostics::Sink& sink;
  Derivatives made;
  std::set<std::string> names;  ///< Taken by functions made, or about to be made.
  int directions = 0;           ///< Of the request being served: directions or seeds at once; 0 for plain numbers.
  WideTypes wide_types;
  /// Of derivative functions: how many parameters stand in front of those for derivatives.
  std::map<ir::FunctionId, std::size_t> first_shadow;

  Derivation(plan::Study& normal, ir::Program& target, const Options& chosen, diagnostics::Sink& findings)
      : study(normal), primal(normal.program), zones(normal.zones), activity(normal.activity), program(target),
        options(chosen), sink(findings), wide_types(target, made.records) {}

  /// Adds a finished function; helpers first.
  ir::FunctionId add(ir::Function function);
  /// A name that no function of the program has yet.
  [[nodiscard]] std::string function_name(const ir::Function& primal_function, const std::string& suffix);
  /// The activity context that a request asks for.
  analysis::Context context_of(const ir::Request& request);
};

/// A function the user wrote by hand, to be called by its qualified name.
ir::Function declared_by_user(const ir::Function& primal, const std::string& qualified_name);
/// Adds what the contract adds to the primal's parameters: a shadow for each marked one, then that of the result.
void add_shadow_parameters(ir::Function& function, const std::vector<bool>& has_shadow, bool is_tangent);
/// A function with the primal's variables, place and parameters, and no body.
ir::Function start_from(const ir::Function& primal, std::string name);
/// A place for a request's term: the parameter, through its reference, and the members below.
ir::Expr place_of_term(const ir::Function& function, const ir::RequestTerm& term);
/// The number of scalars behind a pointer parameter; null if neither the request, nor an annotation, nor the code tells.
ir::Expr extent_of(const ir::Function& primal, const ir::RequestTerm& term);

/// One mode of differentiation: serves requests and shares the helper functions that they have in common.
class Mode {
 public:
  virtual ~Mode() = default;
  virtual void serve(const ir::Request& request) = 0;
};
std::unique_ptr<Mode> make_adjoint_mode(Derivation& derivation);
std::unique_ptr<Mode> make_tangent_mode(Derivation& derivation);

}  // namespace backsweep::transform
