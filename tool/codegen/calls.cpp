// Prints calls of functions, as free functions, members or operators.
#include <algorithm>
#include <iterator>
#include <string_view>

#include "codegen/codegen.h"
#include "codegen/private_members.h"
#include "codegen/stmt_printer.h"
#include "ir/build.h"

namespace backsweep::codegen {
namespace {

using ir::Expr;

bool is_prefix(const std::vector<std::string>& prefix, const std::vector<std::string>& of) {
  return prefix.size() <= of.size() && std::equal(prefix.begin(), prefix.end(), of.begin());
}

std::string qualified(const std::vector<std::string>& namespaces) {
  std::string text;
  for (const std::string& part : namespaces) text += part.empty() ? "" : part + "::";
  return text;
}

/// The place an object argument stands for.
Expr object_of(const Expr& argument) {
  const auto* address = ir::get_if<ir::AddressOf>(argument);
  return address ? address->place : ir::deref(argument);
}

bool is_infix(std::string_view symbol) {
  constexpr std::string_view kSymbols[] = {
      "+", "-", "*", "/", "%", "<", ">", "<=", ">=", "==", "!=", "=", "+=", "-=", "*=", "/=", "%="};
  return std::find(std::begin(kSymbols), std::end(kSymbols), symbol) != std::end(kSymbols);
}

/// Whether a call may find the function in the namespace of one of its arguments' types.
bool takes_object(const ir::Function& function) {
  return std::any_of(function.params.begin(), function.params.end(), [&](ir::VarId param) {
    ir::Type type = function.var(param).type;
    while (type->kind != ir::TypeKind::kRecord && type->element) type = type->element;
    return type->kind == ir::TypeKind::kRecord;
  });
}

}  // namespace

bool StmtPrinter::is_hidden(const ir::Function& callee) const {
  const std::vector<std::string> own = ir::named_namespaces(callee);
  const std::vector<std::string> here = ir::named_namespaces(function_);
  return std::any_of(program_.functions.begin(), program_.functions.end(), [&](const ir::Function& other) {
    const std::vector<std::string> there = ir::named_namespaces(other);
    const bool is_rival = other.name == callee.name && other.class_name.empty() && there != own;
    return is_rival && ((is_prefix(own, there) && is_prefix(there, here)) || takes_object(other));
  });
}

std::string StmtPrinter::callee_name(const ir::Function& callee) const {
  const std::string name = callee.name + callee.template_arguments;
  if (!callee.class_name.empty()) return callee.class_name + "::" + name;
  const std::vector<std::string> namespaces = ir::named_namespaces(callee);
  if (is_prefix(namespaces, ir::named_namespaces(function_)) && !is_hidden(callee)) return name;
  return (namespaces.empty() ? "::" : qualified(namespaces)) + name;
}

std::string StmtPrinter::arguments_text(const ir::Call& call, std::size_t first) const {
  const ir::Function& callee = program_.function(call.callee);
  std::string list;
  for (std::size_t i = first; i < call.arguments.size(); ++i) {
    const ir::Type type = i < callee.params.size() ? callee.var(callee.params[i]).type : nullptr;
    list += (i == first ? "" : ", ") + exprs_.as(call.arguments[i], type);
  }
  return list;
}

std::string StmtPrinter::call_text(const ir::Call& call) const {
  const ir::Function& callee = program_.function(call.callee);
  const bool has_object = !callee.class_name.empty() && !callee.params.empty() && callee.var(callee.params[0]).is_this;
  if (const std::string hidden = private_callee(program_, callee); !hidden.empty()) {
    if (!has_object) return hidden + "(" + arguments_text(call, 0) + ")";
    const std::string object = parenthesized(exprs_.value(object_of(call.arguments[0])), Precedence::kPostfix);
    return "(" + object + ".*" + hidden + ")(" + arguments_text(call, 1) + ")";
  }
  if (!has_object) return callee_name(callee) + "(" + arguments_text(call, 0) + ")";
  const Expr object = object_of(call.arguments[0]);
  const std::string list = arguments_text(call, 1);
  if (callee.name.rfind("operator", 0) == 0) {
    const std::string symbol = callee.name.substr(8);
    const std::string text = parenthesized(exprs_.value(object), Precedence::kPostfix);
    if (symbol == "()") return text + "(" + list + ")";
    if (symbol == "[]") return text + "[" + list + "]";
    if (call.arguments.size() == 2 && is_infix(symbol)) {
      const ir::Type& param = callee.var(callee.params[1]).type;
      const bool binds = param->kind == ir::TypeKind::kReference;
      const Text operand = binds ? exprs_.binding(call.arguments[1]) : exprs_.exact(call.arguments[1]);
      return text + " " + symbol + " " + parenthesized(operand, Precedence::kUnary);
    }
  }
  return exprs_.member_access(object) + callee.name + callee.template_arguments + "(" + list + ")";
}

void StmtPrinter::print(const ir::Call& stmt) {
  const std::string text = call_text(stmt);
  if (!stmt.result) return writer_.line(text + ";");
  const ir::Type& returned = program_.function(stmt.callee).result;
  const bool takes_address = returned && returned->kind == ir::TypeKind::kReference &&
                             stmt.result->type->kind == ir::TypeKind::kPointer &&
                             returned->element->kind != ir::TypeKind::kPointer;
  if (takes_address) return give(stmt.result, "&" + text);
  const ir::Type target = stmt.result->type;
  Text value{text, Precedence::kPostfix, ir::strip_reference(returned), {}};
  if (target->kind != ir::TypeKind::kReference && returned && !converts_silently(value, target)) {
    value = converted(value, target);
  }
  give(stmt.result, value.text);
}

}  // namespace backsweep::codegen
