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
  std::string schedule = "schedule";  ///< The parameter that checkpointed loops get their schedule from.
};

struct Derivatives {
  std::vector<ir::FunctionId> functions;  ///< Everything to define, helpers before their users.
  std::vector<ir::FunctionId> requested;  ///< The functions of interface.md, one per request.
  std::shared_ptr<plan::Study> study;     ///< Why they are as they are. Never null.
};

/// Serves all requests of program.requests.
Derivatives derive(ir::Program& program, const Options& options, diagnostics::Sink& sink);

}  // namespace backsweep::transform
