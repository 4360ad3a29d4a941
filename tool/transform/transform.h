// takes: a program and its requests.  gives: the derivative functions, added to the program.
// promises: what cannot be differentiated exactly is an error with place and reason, and then nothing is added.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "ir/program.h"
#include "plan/plan.h"
#include "plan/study.h"

namespace backsweep::transform {

struct Options {
  plan::Storage storage = plan::Storage::kAuto;
  bool check_promises = false;  ///< The emitted code verifies BACKSWEEP_INDEPENDENT while it runs.
  plan::CallRules calls;  ///< Joint or split.
  std::string schedule = "schedule";  ///< The parameter that checkpointed loops get their schedule from.
};

/// A struct type that derivatives need and the sources do not have.
struct MadeRecord {
  const ir::Record* record;
  std::string of;                       ///< The user's type, whose directions it holds.
  std::vector<std::string> namespaces;  ///< Where it is declared.
};

struct Derivatives {
  std::vector<ir::FunctionId> functions;  ///< Everything to define, helpers before their users.
  std::vector<ir::FunctionId> requested;  ///< What users call, one per request.
  std::vector<MadeRecord> records;        ///< To declare in front of the functions, each before those that hold it.
  /// Why they are as they are: of first derivatives, then of those of tangents. Never empty.
  std::vector<std::shared_ptr<plan::Study>> studies;
};

/// Serves all requests of program.requests.
Derivatives derive(ir::Program& program, const Options& options, diagnostics::Sink& sink);

}  // namespace backsweep::transform
