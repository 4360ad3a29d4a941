// Prints declarations, assignments, branches and jumps; loops, calls and library operations have files of their own.
#include "codegen/stmt_printer.h"

#include <utility>

#include "codegen/codegen.h"
#include "codegen/conversions.h"
#include "codegen/flat_arrays.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Type;
using ir::TypeKind;

std::string update_operator(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return "+=";
    case BinaryOp::kSub:
      return "-=";
    case BinaryOp::kMul:
      return "*=";
    case BinaryOp::kDiv:
      return "/=";
    case BinaryOp::kRem:
      return "%=";
    case BinaryOp::kBitAnd:
      return "&=";
    case BinaryOp::kBitOr:
      return "|=";
    case BinaryOp::kBitXor:
      return "^=";
    case BinaryOp::kShiftLeft:
      return "<<=";
    case BinaryOp::kShiftRight:
      return ">>=";
    default:
      return "=";
  }
}

bool is_shift(BinaryOp op) { return op == BinaryOp::kShiftLeft || op == BinaryOp::kShiftRight; }

/// Whether `place op= value` computes what `place = (place type)(place op value)` does in the operation's own type.
bool is_compound(const Type& place, BinaryOp op, const Text& value, const Type& value_type) {
  if (place->kind == TypeKind::kPointer || is_shift(op)) return true;
  if (place->kind == TypeKind::kBool) {
    return op >= BinaryOp::kBitAnd && op <= BinaryOp::kBitXor && value.type->kind == TypeKind::kBool;
  }
  if (!ir::is_real(place) && !ir::is_integer(place)) return true;
  const bool is_promoted = !same_arithmetic(promoted(place), place);
  if (!is_promoted && same_arithmetic(common_type(place, value_type), place)) return true;
  if ((is_promoted && !value.constant) || !converts_silently(value, place)) return false;
  // Computed wider and cut off: the same for modular operations, and for floats computed in double.
  const bool is_modular =
      op != BinaryOp::kDiv && op != BinaryOp::kRem && ir::is_integer(place) && ir::is_integer(value_type);
  return is_modular || (ir::is_real(place) && place->bytes == 4 && value_type->bytes <= 8);
}

/// The place that receives a value from this statement, or null.
Expr receiver(const ir::Stmt& stmt) {
  if (const auto* call = ir::get_if<ir::Call>(stmt)) return call->result;
  if (const auto* pop = ir::get_if<ir::Pop>(stmt)) {
    const bool is_array = pop->place && pop->place->type->kind == ir::TypeKind::kArray && !pop->place->type->is_std;
    return is_array ? nullptr : pop->place;
  }
  if (const auto* opaque = ir::get_if<ir::Opaque>(stmt)) return opaque->declares_result ? nullptr : opaque->result;
  const auto* model = ir::get_if<ir::Model>(stmt);
  const bool allocates = model && (model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed ||
                                   model->op == ir::ModelOp::kReallocate);
  return allocates ? model->operands[0] : nullptr;
}

/// An array of elements that can be assigned: `const double a[2]` whose elements get their values one by one.
Type assignable(const Type& type) {
  if (type->kind != TypeKind::kArray || !type->element) return ir::without_const(type);
  ir::TypeNode node = *ir::without_const(type);
  node.element = assignable(type->element);
  return std::make_shared<const ir::TypeNode>(std::move(node));
}

bool holds_jumps_out(const ir::Region& region) {
  bool found = false;
  for (const ir::Stmt& stmt : region) {
    found = found || ir::get_if<ir::Break>(stmt) || ir::get_if<ir::Continue>(stmt);
    if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt)) continue;
    for (const ir::Region* inner : ir::regions(stmt)) found = found || holds_jumps_out(*inner);
  }
  return found;
}

}  // namespace

void StmtPrinter::print(const ir::Region& region) {
  for (std::size_t i = 0; i < region.size(); ++i) {
    const auto* declare = ir::get_if<ir::Declare>(region[i]);
    const bool may_join = declare && i + 1 < region.size() && region[i].trailing_comment.empty();
    if (may_join && joins(*declare, region[i + 1])) {
      for (const std::string& comment : region[i].comments) writer_.comment(comment);
      waiting_ = declare->var;
      continue;
    }
    print(region[i]);
  }
}

void StmtPrinter::print(const ir::Stmt& stmt) {
  for (const std::string& comment : stmt.comments) writer_.comment(comment);
  const bool has_regions = !ir::regions(stmt).empty();
  if (has_regions && !stmt.trailing_comment.empty()) writer_.comment(stmt.trailing_comment);
  std::visit([&](const auto& node) { print(node); }, stmt.node);
  if (!has_regions) writer_.trail(stmt.trailing_comment);
}

bool StmtPrinter::joins(const ir::Declare& declare, const ir::Stmt& next) const {
  if (declare.init || declare.zeroed || !declare.elements.empty() || !declare.arguments.empty()) return false;
  Expr place = receiver(next);
  if (const auto* deref = ir::get_if<ir::Deref>(place); deref && deref->pointer->type->kind == TypeKind::kReference) {
    place = deref->pointer;
  }
  const auto* ref = ir::get_if<ir::VarRef>(place);
  if (!ref || ref->var != declare.var) return false;
  int mentions = 0;
  ir::visit_exprs(next, [&](const Expr& expr, ir::Use) { mentions += ir::mentions(expr, declare.var) ? 1 : 0; });
  return mentions == 1;
}

std::string StmtPrinter::declared(ir::VarId var, bool has_value) const {
  const ir::Variable& variable = function_.var(var);
  const VarUsage& use = usage_.of(var);
  const int writes_behind = use.writes - (waiting_ == var ? 1 : 0);
  const bool is_fixed = has_value && writes_behind == 0 && !use.address_escapes;
  const TypeKind kind = variable.type->kind;
  const bool keeps_qualifiers = kind == TypeKind::kReference || kind == TypeKind::kPointer || kind == TypeKind::kOpaque;
  Type type = variable.type;
  if (kind == TypeKind::kArray && is_flat(type)) {
    const Type element = ir::without_const(flat_element(type));
    type = ir::vector_of(element, "std::vector<" + print_type(element) + ">");
  }
  if (!keeps_qualifiers) {
    type = is_fixed ? ir::with_const(type) : assignable(type);
  } else if (!is_fixed) {
    type = ir::without_const(type);
  }
  const std::string prefix = use.reads == 0 && kind != TypeKind::kOpaque ? "[[maybe_unused]] " : "";
  return prefix + print_declarator(type, exprs_.name(var));
}

std::string StmtPrinter::braced(const std::vector<Expr>& elements, const Type& type) const {
  std::string list;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Type wanted = type->kind == TypeKind::kRecord && i < type->record->fields.size()
                            ? type->record->fields[i].type
                        : type->element ? type->element
                                        : elements[i]->type;
    if (wanted->kind == TypeKind::kReference) {
      list += (i == 0 ? "" : ", ") + exprs_.as(elements[i], wanted);
      continue;
    }
    const Text text = exprs_.value(elements[i]);
    // Braces allow no narrowing: only what is a constant may be converted by itself.
    const bool is_plain = text.constant && converts_silently(text, wanted);
    list += (i == 0 ? "" : ", ") + (is_plain ? text : exactly(text, wanted)).text;
  }
  return "{" + list + "}";
}

namespace {

/// An object, or a C array of objects, that no constructor makes: its members get their values one by one.
std::string blank(const Type& type) {
  const auto* extent = type->kind == TypeKind::kArray && !type->is_std ? ir::get_if<ir::Literal>(type->extent) : nullptr;
  if (!extent || !extent->value) return "backsweep::zeros<" + print_type(ir::without_const(type)) + ">()";
  std::string result;
  for (long i = 0; i < static_cast<long>(*extent->value); ++i) result += (i == 0 ? "{" : ", ") + blank(type->element);
  return result + "}";
}

}  // namespace

std::string StmtPrinter::initializer(const ir::Declare& declare) const {
  const Type& type = function_.var(declare.var).type;
  if (type->kind == TypeKind::kArray && is_flat(type)) return "(" + exprs_.size(elements_in(type)).text + ")";
  if (!declare.elements.empty()) return " = " + braced(declare.elements, ir::strip_reference(type));
  if (!declare.arguments.empty()) {
    const bool is_count = type->kind == TypeKind::kVector && !ir::is_pointer_like(declare.arguments[0]->type);
    std::string list = (is_count ? exprs_.size(declare.arguments[0]) : exprs_.exact(declare.arguments[0])).text;
    for (std::size_t i = 1; i < declare.arguments.size(); ++i) {
      const Text argument = exprs_.exact(declare.arguments[i]);
      list += ", " + (is_count ? exactly(argument, type->element) : argument).text;
    }
    return "(" + list + ")";
  }
  if (declare.init) return " = " + exprs_.as(declare.init, type);
  if (!ir::is_default_constructible(type)) return " = " + blank(type);
  if (!declare.zeroed) return "";
  if (is_enumeration(type)) return "{}";
  if (ir::is_real(type) || type->kind == TypeKind::kInteger) return " = 0";
  if (type->kind == TypeKind::kBool) return " = false";
  if (type->kind == TypeKind::kPointer) return " = nullptr";
  return type->kind == TypeKind::kVector ? "" : "{}";
}

void StmtPrinter::print(const ir::Declare& stmt) {
  const std::string value = initializer(stmt);
  const bool is_block = function_.var(stmt.var).type->kind == TypeKind::kArray && is_flat(function_.var(stmt.var).type);
  const bool has_value = !value.empty() && !is_block;
  writer_.line(declared(stmt.var, has_value) + value + ";");
}

void StmtPrinter::give(const Expr& place, const std::string& value) {
  const ir::VarId var = ir::root_var(place);
  if (waiting_.is_valid() && waiting_ == var) {
    writer_.line(declared(var, /*has_value=*/true) + " = " + value + ";");
    waiting_ = {};
    return;
  }
  writer_.line(exprs_.place(place).text + " = " + value + ";");
}

std::string StmtPrinter::assign_text(const ir::Assign& stmt) const {
  return exprs_.place(stmt.place).text + " = " + exprs_.as(stmt.value, ir::strip_reference(stmt.place->type));
}

std::string StmtPrinter::update_text(const ir::Update& stmt) const {
  const Type type = ir::strip_reference(stmt.place->type);
  const std::string place = exprs_.place(stmt.place).text;
  const bool steps = (stmt.op == BinaryOp::kAdd || stmt.op == BinaryOp::kSub) && ir::is_one(stmt.value) &&
                     (type->kind == TypeKind::kInteger || type->kind == TypeKind::kPointer) && !is_flat(type);
  if (steps) return (stmt.op == BinaryOp::kAdd ? "++" : "--") + place;
  const Text value = exprs_.value(stmt.value);
  if (is_flat(type) || !is_compound(type, stmt.op, value, stmt.value->type)) {
    const Type wide = is_flat(type) ? type : common_type(type, stmt.value->type);
    const Expr sum = ir::raw_binary(stmt.op, stmt.place, stmt.value, wide);
    return assign_text(
        ir::Assign{stmt.place, ir::make_expr(ir::Cast{sum, /*is_implicit=*/true}, ir::without_const(type))});
  }
  const bool is_free = type->kind == TypeKind::kPointer || is_shift(stmt.op);
  return place + " " + update_operator(stmt.op) + " " + (is_free ? value.text : exprs_.as(stmt.value, type));
}

void StmtPrinter::print(const ir::Assign& stmt) {
  const Type type = ir::strip_reference(stmt.place->type);
  if (type->kind == TypeKind::kArray && !type->is_std) return copy_array(stmt.place, stmt.value);
  writer_.line(assign_text(stmt) + ";");
}

void StmtPrinter::copy_array(const Expr& to, const Expr& from) {
  const auto first = [&](Expr place) {
    while (place->type->kind == TypeKind::kArray && !place->type->is_std) place = ir::index(place, ir::integer(0));
    return exprs_.value(ir::address_of(place)).text;
  };
  const Expr count = elements_in(ir::strip_reference(to->type));
  writer_.line("std::copy_n(" + first(from) + ", " + exprs_.value(count).text + ", " + first(to) + ");");
}
void StmtPrinter::print(const ir::Update& stmt) { writer_.line(update_text(stmt) + ";"); }

void StmtPrinter::braces(const std::string& head, const ir::Region& body) {
  writer_.line(head + " {");
  writer_.indent();
  print(body);
  writer_.dedent();
}

void StmtPrinter::print(const ir::Block& stmt) {
  if (const auto shape = for_shape(stmt)) return print_for(*shape);
  writer_.line("{");
  writer_.indent();
  print(stmt.body);
  writer_.dedent();
  writer_.line("}");
}

void StmtPrinter::print_for(const ForShape& shape) {
  const std::string start = declared(shape.declare->var, /*has_value=*/true) + initializer(*shape.declare);
  const std::string condition = exprs_.condition(shape.loop->condition).text;
  const auto* update = ir::get_if<ir::Update>(*shape.step);
  const std::string step = update ? update_text(*update) : assign_text(*ir::get_if<ir::Assign>(*shape.step));
  braces("for (" + start + "; " + condition + "; " + step + ")",
         ir::Region(shape.loop->body.begin(), shape.loop->body.end() - 1));
  writer_.line("}");
}

void StmtPrinter::print(const ir::If& stmt) {
  if (stmt.then_region.empty() && !stmt.else_region.empty()) {
    braces("if (" + exprs_.negated(stmt.condition).text + ")", stmt.else_region);
    return writer_.line("}");
  }
  braces("if (" + exprs_.condition(stmt.condition).text + ")", stmt.then_region);
  print_else(stmt.else_region);
}

void StmtPrinter::print_else(const ir::Region& region) {
  const ir::Region* rest = &region;
  while (!rest->empty()) {
    const auto* chained = rest->size() == 1 ? ir::get_if<ir::If>(rest->front()) : nullptr;
    if (!chained || chained->then_region.empty() || !rest->front().comments.empty()) {
      braces("} else", *rest);
      break;
    }
    braces("} else if (" + exprs_.condition(chained->condition).text + ")", chained->then_region);
    rest = &chained->else_region;
  }
  writer_.line("}");
}

void StmtPrinter::print(const ir::While& stmt) {
  if (stmt.before_condition.empty()) {
    braces("while (" + exprs_.condition(stmt.condition).text + ")", stmt.body);
    return writer_.line("}");
  }
  bool condition_sees_locals = false;
  for (const ir::Stmt& inner : stmt.before_condition) {
    const auto* declare = ir::get_if<ir::Declare>(inner);
    condition_sees_locals = condition_sees_locals || (declare && ir::mentions(stmt.condition, declare->var));
  }
  if (stmt.body.empty() && !condition_sees_locals && !holds_jumps_out(stmt.before_condition)) {
    braces("do", stmt.before_condition);
    return writer_.line("} while (" + exprs_.condition(stmt.condition).text + ");");
  }
  braces("while (true)", stmt.before_condition);
  writer_.indent();
  writer_.line("if (" + exprs_.negated(stmt.condition).text + ") break;");
  print(stmt.body);
  writer_.dedent();
  writer_.line("}");
}

void StmtPrinter::print(const ir::Opaque& stmt) {
  const std::string text = exprs_.joined(stmt.text, stmt.operands);
  if (stmt.result && stmt.declares_result) {
    const ir::VarId var = ir::root_var(stmt.result);
    const ir::Variable& variable = function_.var(var);
    // What lowering names in between is what an expression gives: perhaps a reference, perhaps not to be copied.
    const bool is_passing = variable.is_temporary && variable.type->kind == TypeKind::kOpaque;
    if (is_passing && usage_.of(var).reads == 0) return writer_.line(text + ";");
    if (is_passing) return writer_.line("auto&& " + exprs_.name(var) + " = " + text + ";");
    return writer_.line(declared(var, /*has_value=*/true) + " = " + text + ";");
  }
  if (stmt.result) return give(stmt.result, text);
  writer_.line(!text.empty() && (text.back() == '}' || text.back() == ';') ? text : text + ";");
}

std::string StmtPrinter::workspace() const {
  return workspace_.is_valid() ? exprs_.name(workspace_) : "workspace";
}

void StmtPrinter::print(const ir::Push& stmt) {
  writer_.line(workspace() + ".push(" + exprs_.exact(stmt.value).text + ");");
}

void StmtPrinter::print(const ir::Pop& stmt) {
  const Type type = ir::without_const(ir::strip_reference(stmt.place ? stmt.place->type : stmt.dropped));
  if (!stmt.place) return writer_.line(workspace() + ".pop<" + print_type(type) + ">();");
  // A vector gets its elements back where it lies: references may lead there.
  const bool is_declaration = waiting_.is_valid() && waiting_ == ir::root_var(stmt.place);
  const bool is_in_place = type->kind == ir::TypeKind::kVector && !is_declaration;
  if (is_in_place || (type->kind == ir::TypeKind::kArray && !type->is_std)) {
    return writer_.line(workspace() + ".pop(" + exprs_.value(stmt.place).text + ");");
  }
  give(stmt.place, workspace() + ".pop<" + print_type(type) + ">()");
}

void StmtPrinter::print(const ir::Return& stmt) {
  if (!stmt.value) return writer_.line("return;");
  writer_.line("return " + exprs_.as(stmt.value, function_.result) + ";");
}

void StmtPrinter::print(const ir::Break&) { writer_.line("break;"); }
void StmtPrinter::print(const ir::Continue&) { writer_.line("continue;"); }
void StmtPrinter::print(const ir::Goto& stmt) { writer_.line("goto " + stmt.label + ";"); }
void StmtPrinter::print(const ir::Label& stmt) { writer_.line(stmt.name + ":;"); }
void StmtPrinter::print(const std::monostate&) {}

void StmtPrinter::print(const ir::Switch& stmt) {
  writer_.line("switch (" + exprs_.value(stmt.value).text + ") {");
  writer_.indent();
  for (const ir::SwitchCase& one : stmt.cases) {
    for (const Expr& value : one.values) writer_.line("case " + exprs_.value(value).text + ":");
    if (one.is_default) writer_.line("default:");
    writer_.indent();
    print(one.body);
    writer_.dedent();
  }
  writer_.dedent();
  writer_.line("}");
}

}  // namespace backsweep::codegen
