// Turns `x[n], p.mass -> y` into independents and dependents of a lowered function.
#include "frontend/request_terms.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ir/build.h"

namespace backsweep::frontend {

namespace {

using diagnostics::Kind;

std::string joined_parameters(const ir::Function& function) {
  std::string result;
  for (const ir::VarId id : function.params) {
    result += (result.empty() ? "" : ", ") + (function.var(id).is_this ? std::string("this") : function.var(id).name);
  }
  return result;
}

/// A non-const object stands behind the pointer or reference, so that the function may write it.
bool can_be_written(const ir::Type& type) {
  if (!ir::is_pointer_like(type) && type->kind != ir::TypeKind::kArray) return false;
  ir::Type element = type->element;
  if (!element || element->is_const) return false;
  return ir::carries_real(element);
}

class Resolver {
 public:
  Resolver(ir::Program& program, ir::FunctionId function, const base::SourceSpan& span, const ConstantLookup& constants,
           diagnostics::Sink& sink)
      : function_(program.function(function)), span_(span), constants_(constants), sink_(sink) {}

  /// The terms; what does not fit is reported and left out, and `ok()` is false then.
  std::vector<ir::RequestTerm> independents(const std::vector<TermText>& texts, const std::string& request) {
    std::vector<ir::RequestTerm> result;
    for (const TermText& text : texts) {
      std::optional<ir::RequestTerm> resolved = term(text, request);
      if (resolved) add(result, std::move(*resolved), text, request);
    }
    return result;
  }

  /// The same behind the arrow, where `return` is the returned value.
  std::vector<ir::RequestTerm> dependents(const std::vector<TermText>& texts, const std::string& request) {
    std::vector<ir::RequestTerm> result;
    for (const TermText& text : texts) {
      const bool is_result = text.root == "return";
      std::optional<ir::RequestTerm> resolved = is_result ? returned(text, request) : term(text, request);
      if (resolved && is_out_of_reach(*resolved)) {
        refuse(request, "the function cannot write '" + text.text + "': it has a copy of it, or may only read it");
      } else if (resolved) {
        add(result, std::move(*resolved), text, request);
      }
    }
    return result;
  }

  std::vector<ir::RequestTerm> default_independents() {
    std::vector<ir::RequestTerm> result;
    for (const ir::VarId id : function_.params) {
      const ir::Variable& variable = function_.var(id);
      if (!variable.is_this && !variable.is_constant && ir::carries_real(variable.type)) {
        result.push_back({id, {}, {}, variable.span});
      }
    }
    return result;
  }

  std::vector<ir::RequestTerm> default_dependents() {
    if (ir::carries_real(function_.result)) return {{ir::VarId{}, {}, {}, function_.span}};
    std::vector<ir::RequestTerm> result;
    for (const ir::VarId id : function_.params) {
      const ir::Variable& variable = function_.var(id);
      if (!variable.is_constant && can_be_written(variable.type)) result.push_back({id, {}, {}, variable.span});
    }
    return result;
  }

  /// Of memory that is independent and may be overwritten one adjoint tells both: what goes in is the seed of what comes out.
  void add_overwritten(ir::Request& request) const {
    for (const ir::RequestTerm& term : request.independents) {
      const bool may_be_overwritten = term.param.is_valid() && can_be_written(function_.var(term.param).type);
      if (may_be_overwritten && !is_listed(request.dependents, term)) request.dependents.push_back(term);
    }
  }

  /// A gradient has one scalar dependent: the result.
  bool check_gradient(const std::vector<ir::RequestTerm>& dependents, const std::string& request) {
    const bool is_result = dependents.size() == 1 && !dependents.front().param.is_valid();
    if (is_result && ir::is_real(ir::strip_reference(function_.result))) return true;
    sink_.error(Kind::kNoResult, function_.span, {qualified_name(function_)})
        .note(Kind::kWayOut, function_.span, {"ask for the adjoint instead: --adjoint '" + request + "'"});
    return false;
  }

  [[nodiscard]] bool ok() const { return ok_; }

  template <class... Arguments>
  void report_nothing(Kind kind, Arguments... arguments) {
    ok_ = false;
    sink_.error(kind, function_.span, {arguments...});
  }

 private:
  void refuse(const std::string& request, const std::string& reason) {
    ok_ = false;
    sink_.error(Kind::kBadRequest, span_, {request, reason});
  }

  static bool is_listed(const std::vector<ir::RequestTerm>& terms, const ir::RequestTerm& term) {
    return std::any_of(terms.begin(), terms.end(), [&](const ir::RequestTerm& other) {
      return other.param == term.param && other.members == term.members;
    });
  }

  void add(std::vector<ir::RequestTerm>& terms, ir::RequestTerm term, const TermText& text, const std::string& request) {
    if (is_listed(terms, term)) return refuse(request, "'" + text.text + "' is listed twice");
    terms.push_back(std::move(term));
  }

  /// A parameter passed by value, or to what is constant, gives nothing back.
  [[nodiscard]] bool is_out_of_reach(const ir::RequestTerm& term) const {
    return term.param.is_valid() && term.members.empty() && !can_be_written(function_.var(term.param).type);
  }

  std::optional<ir::RequestTerm> returned(const TermText& text, const std::string& request) {
    if (!text.members.empty() || !text.extents.empty()) {
      refuse(request, "'return' is the whole result; nothing may stand behind it");
      return std::nullopt;
    }
    if (!ir::carries_real(function_.result)) return fail_type(text, function_.result);
    return ir::RequestTerm{ir::VarId{}, {}, {}, span_};
  }

  std::optional<ir::RequestTerm> term(const TermText& text, const std::string& request) {
    ir::RequestTerm result;
    result.span = span_;
    result.members = text.members;
    result.param = find_parameter(function_, text.root);
    if (!result.param.is_valid() && find_member_of_object(text.root)) {
      result.param = find_parameter(function_, "this");
      result.members.insert(result.members.begin(), text.root);
    }
    if (!result.param.is_valid()) return fail_unknown(text.root);
    std::string unknown;
    const ir::Expr place = place_of_members(function_, result.param, result.members, unknown);
    if (!place) return fail_member(text, unknown);
    if (!ir::carries_real(place->type)) return fail_type(text, place->type);
    if (!text.extents.empty() && (ir::is_real(place->type) || place->type->kind == ir::TypeKind::kRecord)) {
      refuse(request, "'" + text.root + "' is no array or pointer that could have an extent");
      return std::nullopt;
    }
    for (const std::string& extent : text.extents) {
      std::string reason;
      ir::Expr parsed = parse_extent(extent, function_, constants_, reason);
      if (!parsed) {
        refuse(request, "extent of '" + text.root + "': " + reason);
        return std::nullopt;
      }
      const auto* number = ir::get_if<ir::Literal>(parsed);
      if (ir::get_if<ir::Unary>(parsed) || (number && number->value && *number->value < 1)) {
        refuse(request, "the extent of '" + text.root + "' must be positive");
        return std::nullopt;
      }
      result.extents.push_back(std::move(parsed));
    }
    if (!fits(result.extents, ir::strip_reference(place->type))) {
      refuse(request, "'" + text.text + "' asks for a part of an array, or for more than it has: it is taken as a whole");
      return std::nullopt;
    }
    note_extent(result);
    return result;
  }

  /// Whether the extents are those of the array, if it is one.
  static bool fits(const std::vector<ir::Expr>& extents, ir::Type type) {
    for (const ir::Expr& extent : extents) {
      if (type->kind != ir::TypeKind::kArray) return true;
      const auto* own = ir::get_if<ir::Literal>(type->extent);
      const auto* asked = ir::get_if<ir::Literal>(extent);
      if (own && !(asked && asked->value == own->value)) return false;
      type = type->element;
    }
    return true;
  }

  /// The extent of a raw pointer parameter belongs to the variable, where every phase looks for it.
  void note_extent(const ir::RequestTerm& term) {
    ir::Variable& variable = function_.var(term.param);
    if (term.extents.empty() || !term.members.empty() || variable.extent) return;
    if (variable.type->kind != ir::TypeKind::kPointer) return;
    ir::Expr product = term.extents.front();
    for (std::size_t i = 1; i < term.extents.size(); ++i)
      product = ir::binary(ir::BinaryOp::kMul, product, term.extents[i]);
    variable.extent = product;
  }

  [[nodiscard]] bool find_member_of_object(const std::string& name) const {
    const ir::VarId object = find_parameter(function_, "this");
    std::string unknown;
    return object.is_valid() && place_of_members(function_, object, {name}, unknown) != nullptr;
  }

  std::optional<ir::RequestTerm> fail_unknown(const std::string& name) {
    ok_ = false;
    sink_.error(Kind::kUnknownParameter, function_.span, {qualified_name(function_), name})
        .note(Kind::kWayOut, function_.span, {"its parameters are: " + joined_parameters(function_)});
    return std::nullopt;
  }

  std::optional<ir::RequestTerm> fail_member(const TermText& text, const std::string& member) {
    ok_ = false;
    sink_.error(Kind::kUnknownMember, function_.span, {text.text, member});
    return std::nullopt;
  }

  std::optional<ir::RequestTerm> fail_type(const TermText& text, const ir::Type& type) {
    ok_ = false;
    ir::Type shown = ir::strip_reference(type);
    while (shown->element && shown->spelling.empty()) shown = shown->element;
    sink_.error(Kind::kNotDifferentiable, function_.span, {text.text, shown->spelling});
    return std::nullopt;
  }

  ir::Function& function_;
  base::SourceSpan span_;
  const ConstantLookup& constants_;
  diagnostics::Sink& sink_;
  bool ok_ = true;
};

}  // namespace

std::string qualified_name(const ir::Function& function) {
  std::string result;
  for (const std::string& space : function.namespaces) {
    if (!space.empty()) result += space + "::";
  }
  if (!function.class_name.empty()) result = function.class_name + "::";
  return result + function.name + function.template_arguments;
}

std::optional<ir::Request> resolve_request(ir::Program& program, ir::FunctionId function, ir::RequestKind kind,
                                           const RequestText& text, const base::SourceSpan& span,
                                           const ConstantLookup& constants, diagnostics::Sink& sink) {
  ir::Request request;
  request.kind = kind;
  request.function = function;
  request.text = text.text;
  std::string reason;
  const ir::Function& primal = program.function(function);
  const auto is_member = [&](const std::string& object, const std::string& name) {
    if (!find_parameter(primal, name).is_valid()) return true;
    const ir::VarId root = find_parameter(primal, object);
    std::string unknown;
    return root.is_valid() && place_of_members(primal, root, {name}, unknown) != nullptr;
  };
  const auto lists = parse_terms(text.terms.value_or(""), is_member, reason);
  if (!lists) {
    sink.error(Kind::kBadRequest, span, {text.text, reason});
    return std::nullopt;
  }
  Resolver resolver(program, function, span, constants, sink);
  request.independents = resolver.independents(lists->independents, text.text);
  request.dependents = resolver.dependents(lists->dependents, text.text);
  if (!resolver.ok()) return std::nullopt;
  if (!lists->has_dependents) request.dependents = resolver.default_dependents();
  const bool has_independents = !lists->independents.empty();
  if (!has_independents) request.independents = resolver.default_independents();
  const bool has_seeds = kind == ir::RequestKind::kAdjoint || kind == ir::RequestKind::kTangent;
  if (!lists->has_dependents && has_seeds) resolver.add_overwritten(request);
  const bool is_scalar_kind =
      kind == ir::RequestKind::kGradient || kind == ir::RequestKind::kHessian || kind == ir::RequestKind::kHvp;
  if (is_scalar_kind && !resolver.check_gradient(request.dependents, text.text)) return std::nullopt;
  if (request.independents.empty()) resolver.report_nothing(Kind::kNoIndependent, qualified_name(primal));
  if (request.dependents.empty()) resolver.report_nothing(Kind::kNoDependent, qualified_name(primal));
  if (!resolver.ok()) return std::nullopt;
  return request;
}

}  // namespace backsweep::frontend
