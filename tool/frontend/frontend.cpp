// Parses the sources, finds what is asked for, has it lowered, and resolves the requests.
#include "frontend/frontend.h"

#include <llvm/Support/FileSystem.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <utility>

#include "frontend/annotated.h"
#include "frontend/checkpoint_marks.h"
#include "frontend/constants.h"
#include "frontend/function_lookup.h"
#include "frontend/lowering.h"
#include "frontend/request_terms.h"
#include "frontend/source_entities.h"
#include "frontend/source_spans.h"
#include "frontend/taken_names.h"
#include "frontend/twice_defined.h"

namespace backsweep::frontend {

namespace {

using diagnostics::Kind;

/// A request whose function is known.
struct Wanted {
  RequestText text;
  ir::RequestKind kind = ir::RequestKind::kGradient;
  FoundFunction function;
  base::SourceSpan span;
};

base::SourceSpan name_span(const clang::FunctionDecl& function) {
  return span_of(function.getASTContext(), function.getNameInfo().getSourceRange());
}

std::vector<RequestText> parse_requests(const Options& options, diagnostics::Sink& sink) {
  std::vector<RequestText> result;
  for (const RequestOption& option : options.requests) {
    std::string reason;
    std::optional<RequestText> text = parse_request(option.text, reason);
    if (!text) sink.error(Kind::kBadRequest, {}, {option.text, reason});
    result.push_back(std::move(text).value_or(RequestText{option.text, "", {}, {}}));
  }
  return result;
}

std::vector<Unit> parse_sources(const Options& options, const std::vector<RequestText>& requests, Result& result) {
  std::string appended;
  for (std::size_t i = 0; i < requests.size(); ++i) appended += instantiation_text(requests[i], i);
  std::vector<Unit> units;
  for (const std::string& source : options.sources) {
    std::string error;
    const CompilerCommand command = compiler_command(options, source, error);
    if (!error.empty() || !llvm::sys::fs::exists(source)) {
      llvm::errs() << "backsweep: error: " << (error.empty() ? "no such file: '" + source + "'" : error) << "\n";
      result.user_errors = true;
      continue;
    }
    Unit unit = parse(options, command, appended);
    unit.info.file = source;
    result.user_errors |= unit.has_errors;
    if (!unit.has_errors && !options.list_only) {
      unit.info.entities = find_entities(unit);
      unit.info.macros = macro_names(unit);
      unit.info.functions = defined_functions(unit);
    }
    result.dependencies.insert(result.dependencies.end(), unit.dependencies.begin(), unit.dependencies.end());
    result.sources.push_back(unit.info);
    units.push_back(std::move(unit));
  }
  return units;
}

void refuse_unknown(const std::vector<Unit>& units, const RequestText& request, diagnostics::Sink& sink) {
  const std::vector<FoundFunction> candidates = near_misses(units, request);
  const std::string name = parameter_as_type(candidates, request);
  diagnostics::Diagnostic& error =
      name.empty() ? sink.error(Kind::kUnknownFunction, {}, {request.name})
                   : sink.error(Kind::kBadRequest, {}, {request.text, "no ',' behind '" + name + "'"});
  for (const FoundFunction& candidate : candidates) {
    error.note(Kind::kCandidate, name_span(*candidate.decl), {display_signature(*candidate.decl)});
  }
}

void refuse_ambiguous(const std::vector<FoundFunction>& found, const RequestText& request, diagnostics::Sink& sink) {
  diagnostics::Diagnostic& error = sink.error(Kind::kAmbiguousFunction, name_span(*found.front().decl), {request.name});
  for (const FoundFunction& candidate : found) {
    error.note(Kind::kCandidate, name_span(*candidate.decl), {display_signature(*candidate.decl)});
  }
  const std::string signature = display_signature(*found.front().decl);
  const bool is_twice = std::all_of(found.begin(), found.end(), [&](const FoundFunction& one) {
    return display_signature(*one.decl) == signature;
  });
  const std::string terms = request.terms ? "(" + *request.terms + ")" : "";
  error.note(Kind::kWayOut, name_span(*found.front().decl),
             {is_twice ? "more than one SOURCE defines it: name only one of them"
                       : "say which one by its parameter types, for example '" + signature + terms + "'"});
}

std::vector<Wanted> find_requested(const Options& options, const std::vector<Unit>& units,
                                   const std::vector<RequestText>& texts, diagnostics::Sink& sink) {
  std::vector<Wanted> result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].name.empty()) continue;
    const std::vector<FoundFunction> found = find_functions(units, texts[i], i);
    if (found.empty()) {
      refuse_unknown(units, texts[i], sink);
    } else if (found.size() > 1) {
      refuse_ambiguous(found, texts[i], sink);
    } else {
      result.push_back({texts[i], options.requests[i].kind, found.front(), name_span(*found.front().decl)});
    }
  }
  return result;
}

std::vector<Wanted> wanted_by_annotation(const std::vector<AnnotatedFunction>& annotated) {
  std::vector<Wanted> result;
  for (const AnnotatedFunction& entry : annotated) {
    RequestText text;
    text.name = display_name(*entry.function.decl);
    text.text = text.name + "(" + entry.terms + ")";
    if (!entry.terms.empty()) text.terms = entry.terms;
    result.push_back({text, entry.kind, entry.function, entry.span});
  }
  return result;
}

void list(const std::vector<AnnotatedFunction>& annotated, Result& result) {
  for (const AnnotatedFunction& entry : annotated) {
    result.listed.push_back({entry.span, entry.kind, display_name(*entry.function.decl) + "(" + entry.terms + ")"});
  }
}

/// What runs under a schedule is made of snapshots and replays: nothing to differentiate once more.
bool refuse_checkpointed(const Wanted& wanted, diagnostics::Sink& sink) {
  const auto parameters = wanted.function.decl->parameters();
  const bool is_checkpointed = std::any_of(parameters.begin(), parameters.end(), [](const clang::ParmVarDecl* parameter) {
    const auto* record = parameter->getType().getNonReferenceType()->getAsRecordDecl();
    return record != nullptr && record->getQualifiedNameAsString() == "backsweep::Schedule";
  });
  if (!is_checkpointed) return false;
  sink.error(Kind::kUnsupported, wanted.span, {"a derivative of a checkpointed loop, to be differentiated once more,"})
      .note(Kind::kWayOut, wanted.span,
            {"ask for --hvp or --hessian of the function itself, or for this derivative without its checkpoint"});
  return true;
}

void resolve(const Options& options, const Wanted& wanted, ir::FunctionId function, ir::Program& program,
             diagnostics::Sink& sink) {
  const ir::Function& primal = program.function(function);
  if (!wanted.function.decl->hasBody()) {
    sink.error(Kind::kNoBody, primal.span, {primal.name}).note(Kind::kAddSource, primal.span, {primal.name});
    return;
  }
  const ConstantLookup constants = [&](const std::string& name) { return find_constant(*wanted.function.unit, name); };
  std::optional<ir::Request> request =
      resolve_request(program, function, wanted.kind, wanted.text, wanted.span, constants, sink);
  if (!request) return;
  const bool has_directions = wanted.kind == ir::RequestKind::kTangent || wanted.kind == ir::RequestKind::kAdjoint;
  request->directions = has_directions ? options.directions : 0;
  const bool is_matrix = wanted.kind == ir::RequestKind::kJacobian || wanted.kind == ir::RequestKind::kHessian;
  request->is_sparse = is_matrix && options.is_sparse;
  program.requests.push_back(std::move(*request));
}

}  // namespace

Result read(const Options& options, diagnostics::Sink& sink) {
  Result result;
  const std::vector<RequestText> texts = parse_requests(options, sink);
  const std::vector<Unit> units = parse_sources(options, texts, result);
  if (result.user_errors) return result;
  const bool asks_annotations = options.list_only || options.requests.empty();
  const std::vector<AnnotatedFunction> annotated =
      asks_annotations ? find_annotated(units) : std::vector<AnnotatedFunction>();
  list(annotated, result);
  if (options.list_only) return result;

  const std::vector<Wanted> wanted =
      options.requests.empty() ? wanted_by_annotation(annotated) : find_requested(options, units, texts, sink);
  if (wanted.empty()) {
    if (!sink.has_errors()) sink.error(Kind::kNoRequest, {}, {options.sources.front()});
    return result;
  }
  if (!options.is_standalone) refuse_twice_defined(units, sink);
  Lowering lowering(result.program, options.find_intrinsic, sink);
  for (const Unit& unit : units) lowering.add_unit(unit.context());
  for (const Wanted& entry : wanted) {
    if (refuse_checkpointed(entry, sink)) continue;
    resolve(options, entry, lowering.lower(*entry.function.decl), result.program, sink);
  }
  mark_checkpoints(options.checkpoints, units, result.program, sink);
  return result;
}

std::string word_for(ir::RequestKind kind) {
  switch (kind) {
    case ir::RequestKind::kGradient:
      return "gradient";
    case ir::RequestKind::kAdjoint:
      return "adjoint";
    case ir::RequestKind::kTangent:
      return "tangent";
    case ir::RequestKind::kJacobian:
      return "jacobian";
    case ir::RequestKind::kHessian:
      return "hessian";
    case ir::RequestKind::kHvp:
      return "hvp";
  }
  return "gradient";
}

bool is_header_name(const std::string& file) {
  const std::size_t dot = file.rfind('.');
  const std::string ending = dot == std::string::npos ? "" : file.substr(dot + 1);
  return !ending.empty() && (ending[0] == 'h' || ending[0] == 'H') && ending.find('/') == std::string::npos;
}

}  // namespace backsweep::frontend
