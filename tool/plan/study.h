// What is known of a run's functions: the primal in normal form, its analyses, and the plans made for it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/activity.h"
#include "ir/program.h"
#include "plan/plan.h"

namespace backsweep::plan {

/// A copy of an output that the derivative takes between its sweeps.
struct OutputCopy {
  ir::VarId var;
  ir::Type type;   ///< Of one element where `count` is given.
  ir::Expr count;  ///< Elements behind a pointer; null for an object.
};

/// One derivative: the function, what was asked of it, and how it is done.
struct Record {
  analysis::Context context;
  std::string derivative;     ///< Name of the emitted function; of a split one, of its forward part.
  bool is_requested = false;  ///< Not made for a call.
  bool is_split = false;
  analysis::ZoneSet required_in;  ///< What a split one preserves for its caller.
  std::optional<Plan> plan;       ///< Of adjoints.
  std::vector<OutputCopy> outputs;
  bool is_for_overlap = false;  ///< Called by another one where pointers overlap.
  bool is_emitted = true;  ///< Not only made to be differentiated once more.
};

/// A call that was replaced by the body of its callee.
struct Inlined {
  ir::FunctionId caller;
  ir::FunctionId callee;
  base::SourceSpan span;
};

/// The plans and the analyses refer to statements of `program`: all of them live and die together.
struct Study {
  explicit Study(ir::Program normal) : program(std::move(normal)), zones(program), activity(zones) {}

  const ir::Program program;
  analysis::Program zones;
  analysis::ActivityAnalysis activity;
  std::vector<Inlined> inlined;
  std::vector<Record> records;  ///< Requested functions in order, each followed by what its calls need.
};

}  // namespace backsweep::plan
