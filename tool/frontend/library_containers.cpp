// Rows for std::vector, std::array, std::pair, std::tuple and iterators.
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;
using ir::ModelOp;

bool is_array(const ir::Expr& container) { return container->type->kind == ir::TypeKind::kArray; }

Lowered element(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  return ir::index(container, call.value(0));
}

/// The primal throws for an index out of range, and so does whatever is emitted.
Lowered checked_element(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  const ir::Expr subscript = fixed(call.host, call.value(0), "position");
  const std::optional<long> constant = constant_of(call.host, *call.arguments[0]);
  const auto* extent = is_array(container) ? ir::get_if<ir::Literal>(container->type->extent) : nullptr;
  const bool is_inside =
      extent && extent->value && constant && *constant >= 0 && static_cast<double>(*constant) < *extent->value;
  if (!is_inside) {
    const ir::Expr size = ir::cast(ir::size_of(container), ir::size_type());
    ir::If check{
        ir::binary(BinaryOp::kGreaterEqual, ir::cast(subscript, ir::size_type(), /*is_implicit=*/true), size), {}, {}};
    ir::Opaque refusal;
    refusal.text = {std::string("throw std::out_of_range(\"") + (is_array(container) ? "std::array" : "std::vector") +
                    "::at\")"};
    check.then_region.push_back(ir::make_stmt(std::move(refusal)));
    call.host.emit(ir::make_stmt(std::move(check)));
  }
  return ir::index(container, subscript);
}

Lowered size(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  return ir::cast(ir::size_of(container), ir::size_type());
}

Lowered is_empty(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  if (is_array(container)) return ir::binary(BinaryOp::kEqual, ir::size_of(container), ir::integer(0));
  return ir::opaque({"", ".empty()"}, {container}, ir::bool_type());
}

Lowered capacity(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  return ir::opaque({"", "." + call.callee.getNameAsString() + "()"}, {container}, ir::size_type());
}

Lowered front(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  return ir::index(container, ir::integer(0));
}

Lowered back(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  return ir::index(container, ir::binary(BinaryOp::kSub, ir::size_of(container), ir::integer(1, ir::size_type())));
}

/// Elements of a vector of bool have no address.
bool has_addresses(const ir::Expr& container) {
  return is_container(container) &&
         !(container->type->kind == ir::TypeKind::kVector && container->type->element->kind == ir::TypeKind::kBool);
}

Lowered begin(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!has_addresses(container)) return std::nullopt;
  return first_of(container);
}

Lowered end(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!has_addresses(container)) return std::nullopt;
  return end_of(container);
}

Lowered push_back(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector) || call.count() != 1) return std::nullopt;
  const ir::Expr value = ir::cast(call.value(0), ir::without_const(vector->type->element), /*is_implicit=*/true);
  emit(call.host, ModelOp::kPushBack, {vector, value});
  return no_value();
}

/// A pair or tuple of its members in order; null where these are not given one by one.
ir::Expr made_product(const LibraryCall& call, const ir::Type& type) {
  if (type->record->fields.size() != call.count()) return nullptr;
  const ir::VarId var = call.host.temporary("element", type);
  ir::Declare declare{var, nullptr, false, {}, {}};
  for (std::size_t i = 0; i < call.count(); ++i) {
    declare.elements.push_back(ir::cast(call.value(i), type->record->fields[i].type, /*is_implicit=*/true));
  }
  call.host.emit(ir::make_stmt(std::move(declare)));
  return ir::var_ref(call.host.function(), var);
}

/// An object that one of its constructors makes of the arguments; null where none is sure to.
ir::Expr made_object(const LibraryCall& call, const ir::Type& type) {
  const ir::VarId var = call.host.temporary("element", type);
  const ir::Expr place = ir::var_ref(call.host.function(), var);
  if (type->kind == ir::TypeKind::kVector) return make_vector(call.host, var, call.arguments) ? place : nullptr;
  if (type->kind != ir::TypeKind::kRecord || !ir::may_be_blank(type)) return nullptr;
  call.host.emit(ir::declare(var));
  const clang::QualType made = call.object->getType().getNonReferenceType();
  const auto* vector = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(made->getAsCXXRecordDecl());
  if (!vector || !call.host.construct_from(place, vector->getTemplateArgs()[0].getAsType(), call.arguments)) return nullptr;
  return place;
}

/// What emplace_back(arguments...) puts at the end: of scalars a conversion or a zero, a copy, or an object that is made.
ir::Expr emplaced(const LibraryCall& call, const ir::Type& type) {
  const bool is_scalar = ir::is_real(type) || ir::is_integer(type) || ir::is_pointer_like(type);
  if (is_scalar && call.count() == 0) return ir::zero(type);
  if (is_scalar) return call.count() == 1 ? ir::cast(call.value(0), type, /*is_implicit=*/true) : nullptr;
  const auto given = [&] { return ir::without_const(ir::strip_reference(call.host.type_of(call.arguments[0]->getType()))); };
  if (call.count() == 1 && ir::same_type(given(), type)) return call.value(0);
  const ir::Record* record = type->kind == ir::TypeKind::kRecord ? type->record : nullptr;
  const bool is_product = record && (record->is_tuple || record->name.starts_with("std::pair"));
  return is_product ? made_product(call, type) : made_object(call, type);
}

Lowered emplace_back(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  const ir::Expr value = emplaced(call, ir::without_const(vector->type->element));
  if (!value) return std::nullopt;
  emit(call.host, ModelOp::kPushBack, {vector, value});
  return back(call);
}

Lowered pop_back(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  emit(call.host, ModelOp::kPopBack, {vector});
  return no_value();
}

Lowered clear(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  emit(call.host, ModelOp::kClear, {vector});
  return no_value();
}

Lowered resize(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  std::vector<ir::Expr> operands = {vector, call.value(0)};
  if (call.count() > 1) operands.push_back(call.value(1));
  emit(call.host, ModelOp::kResize, std::move(operands));
  return no_value();
}

Lowered assign(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  if (call.count() == 1) {
    call.host.assign(vector, *call.arguments[0]);
    return no_value();
  }
  if (call.is_pointer(0) && call.is_pointer(1)) {
    const ir::Expr first = call.value(0);
    const ir::Expr count = distance(first, call.value(1));
    if (ir::same_type(first->type->element, vector->type->element)) {
      emit(call.host, ModelOp::kAssignRange, {vector, first, count});
      return no_value();
    }
    const ir::Type element_type = ir::without_const(vector->type->element);
    if (!ir::is_real(element_type) && !ir::is_integer(element_type)) return std::nullopt;
    // Of another type than these elements, the range cannot lie in this vector.
    emit(call.host, ModelOp::kResize, {vector, ir::cast(count, ir::size_type(), /*is_implicit=*/true)});
    emit_loop(call.host, count, [&](const ir::Expr& k) {
      call.host.emit(
          ir::assign(ir::index(vector, k), ir::cast(element_at(first, k), element_type, /*is_implicit=*/true)));
    });
    return no_value();
  }
  if (!call.arguments[0]->getType()->isIntegralOrEnumerationType()) return std::nullopt;
  const ir::Expr count = call.value(0);
  emit(call.host, ModelOp::kAssignFill, {vector, count, taken_out(call.host, call.value(1), "fill")});
  return no_value();
}

/// Capacity is no value: the text is copied so that pointers into the vector stay valid as in the primal.
Lowered reserve(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector)) return std::nullopt;
  ir::Opaque stmt;
  stmt.text = {"", ""};
  const std::string name = "." + call.callee.getNameAsString() + "(";
  // An integer expression, since nothing that has a derivative comes out of it.
  stmt.operands = {call.count() == 1 ? ir::opaque({"", name, ")"}, {vector, call.value(0)}, ir::int_type())
                                     : ir::opaque({"", name + ")"}, {vector}, ir::int_type())};
  call.host.emit(ir::make_stmt(std::move(stmt)));
  return no_value();
}

Lowered swap_with(const LibraryCall& call) {
  const ir::Expr container = call.object_place();
  if (!is_container(container)) return std::nullopt;
  emit(call.host, ModelOp::kSwap, {container, call.place(0)});
  return no_value();
}

Lowered fill_array(const LibraryCall& call) {
  const ir::Expr array = call.object_place();
  if (!is_array(array)) return std::nullopt;
  emit(call.host, ModelOp::kFill, {first_of(array), ir::size_of(array), taken_out(call.host, call.value(0), "fill")});
  return no_value();
}

Lowered assign_operator(const LibraryCall& call) {
  const ir::Expr place = call.object_place();
  if (!is_container(place)) return std::nullopt;
  call.host.assign(place, *call.arguments[0]);
  return place;
}

/// Whether its elements move when one comes or goes in front of them: a block copy then says it.
bool moves_scalars(const ir::Expr& vector) {
  return vector->type->kind == ir::TypeKind::kVector && has_addresses(vector) &&
         (ir::is_real(vector->type->element) || ir::is_integer(vector->type->element));
}

/// Where an iterator into the vector stands.
ir::Expr position_in(LibraryHost& host, const ir::Expr& vector, const ir::Expr& iterator) {
  const ir::Expr from_first = distance(first_of(vector), iterator);
  const auto* number = ir::get_if<ir::Literal>(from_first);
  if (number && number->value) return ir::literal(number->spelling, number->value, ir::size_type());
  return keep(host, "position", ir::cast(from_first, ir::size_type()));
}

/// The elements from `from` on move to `to`.
void move_tail(LibraryHost& host, const ir::Expr& vector, const ir::Expr& from, const ir::Expr& to, const ir::Expr& count) {
  emit(host, ModelOp::kCopy, {plus(first_of(vector), to), plus(first_of(vector), from), count});
}

/// Whether the call is insert(position, count, value).
bool inserts_copies(const LibraryCall& call) {
  return call.count() == 3 && call.arguments[1]->getType()->isIntegralOrEnumerationType();
}

/// insert(position, value), or as many of the value as are counted: the vector grows at its end, and what stands behind the
/// position moves up.
Lowered insert_inside(const LibraryCall& call, const ir::Expr& vector, const ir::Expr& iterator) {
  const bool is_many = inserts_copies(call);
  if ((call.count() != 2 && !is_many) || call.is_pointer(1) || !moves_scalars(vector)) return std::nullopt;
  const ir::Type element = ir::without_const(vector->type->element);
  const ir::Expr count = is_many ? taken_out(call.host, ir::cast(call.value(1), ir::size_type(), /*is_implicit=*/true), "count")
                                 : ir::integer(1, ir::size_type());
  const ir::Expr given = call.value(is_many ? 2 : 1);
  if (!ir::is_real(given->type) && !ir::is_integer(given->type)) return std::nullopt;
  const ir::Expr value = taken_out(call.host, ir::cast(given, element, /*is_implicit=*/true), "inserted");
  const ir::Expr at = position_in(call.host, vector, iterator);
  const ir::Expr behind = keep(call.host, "behind", ir::binary(BinaryOp::kSub, ir::size_of(vector), at));
  if (is_many) {
    emit(call.host, ModelOp::kResize, {vector, plus(ir::size_of(vector), count)});
  } else {
    emit(call.host, ModelOp::kPushBack, {vector, value});
  }
  move_tail(call.host, vector, at, plus(at, count), behind);
  if (is_many) {
    emit(call.host, ModelOp::kFill, {plus(first_of(vector), at), count, value});
  } else {
    call.host.emit(ir::assign(ir::index(vector, at), value));
  }
  return plus(first_of(vector), at);
}

/// The elements from `next` on change places with those from `at` on, which go to the end.
void swap_down(LibraryHost& host, const ir::Expr& vector, const ir::Expr& at, const ir::Expr& next) {
  emit_loop(host, ir::binary(BinaryOp::kSub, ir::size_of(vector), next), [&](const ir::Expr& k) {
    const ir::Expr to = ir::index(vector, plus(at, k));
    const ir::Expr from = ir::index(vector, plus(next, k));
    if (vector->type->element->kind == ir::TypeKind::kVector) {
      emit(host, ModelOp::kSwap, {to, from});
    } else {
      host.emit(ir::assign(to, from));
    }
  });
}

/// erase of one element, or of a range: what stands behind moves down.
Lowered erase(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector) || !has_addresses(vector) || call.count() > 2) return std::nullopt;
  const ir::Expr at = position_in(call.host, vector, call.value(0));
  const ir::Expr next = call.count() == 1 ? plus(at, ir::integer(1, ir::size_type())) : position_in(call.host, vector, call.value(1));
  if (moves_scalars(vector)) {
    move_tail(call.host, vector, next, at, ir::binary(BinaryOp::kSub, ir::size_of(vector), next));
  } else {
    swap_down(call.host, vector, at, next);
  }
  if (call.count() == 1) {
    emit(call.host, ModelOp::kPopBack, {vector});
  } else {
    const ir::Expr gone = ir::binary(BinaryOp::kSub, next, at);
    emit(call.host, ModelOp::kResize, {vector, ir::binary(BinaryOp::kSub, ir::size_of(vector), gone)});
  }
  return plus(first_of(vector), at);
}

/// insert: one value or several copies of it anywhere, or a range or a list at the end.
Lowered insert(const LibraryCall& call) {
  const ir::Expr vector = call.object_place();
  if (!is_container(vector) || call.count() < 2) return std::nullopt;
  const ir::Expr position = call.value(0);
  if (inserts_copies(call) || !ir::same_expr(position, end_of(vector))) return insert_inside(call, vector, position);
  const bool is_list = call.count() == 2 && is_initializer_list(call.arguments[1]->getType());
  if (call.count() == 2 && !call.is_pointer(1) && !is_list) {
    const ir::Expr value = call.value(1);
    if (!ir::same_type(value->type, vector->type->element)) return std::nullopt;
    emit(call.host, ModelOp::kPushBack, {vector, value});
    return ir::address_of(*back(call));
  }
  ir::Expr first;
  ir::Expr count;
  if (is_list) {
    const std::optional<LibraryRange> listed = lower_library_range(call.host, *call.arguments[1]);
    if (!listed) return std::nullopt;
    first = first_of(listed->base);
    count = listed->size;
  } else if (call.count() == 3 && call.is_pointer(1) && call.is_pointer(2)) {
    first = call.value(1);
  }
  if (!first || !ir::same_type(first->type->element, vector->type->element)) return std::nullopt;
  if (!count) count = keep(call.host, "count", distance(first, call.value(2)));
  const ir::Expr size_before = keep(call.host, "size_before", ir::size_of(vector));
  emit(call.host, ModelOp::kResize,
       {vector, ir::binary(BinaryOp::kAdd, size_before, ir::cast(count, ir::size_type()))});
  const ir::Expr target = ir::binary(BinaryOp::kAdd, first_of(vector), size_before);
  emit(call.host, ModelOp::kCopy, {target, first, count});
  return target;
}

// std::pair, std::tuple and std::get.

bool is_product(const LibraryCall& call, const clang::Expr& expr) {
  const std::string owner = library_class(expr.getType().getNonReferenceType());
  const bool is_known = owner == "std::pair" || owner == "std::tuple";
  return is_known && call.host.type_of(expr.getType().getNonReferenceType())->kind == ir::TypeKind::kRecord;
}

Lowered get(const LibraryCall& call) {
  const clang::TemplateArgumentList* arguments = call.callee.getTemplateSpecializationArgs();
  if (!arguments || arguments->size() == 0) return std::nullopt;
  const clang::TemplateArgument& which = arguments->get(0);
  const bool is_number = which.getKind() == clang::TemplateArgument::Integral;
  if (!is_number && which.getKind() != clang::TemplateArgument::Type) return std::nullopt;
  const auto position = is_number ? static_cast<std::size_t>(which.getAsIntegral().getExtValue()) : 0;
  const ir::Expr object = call.place(0);
  if (is_number && is_array(object)) return ir::index(object, ir::integer(static_cast<long>(position)));
  if (!is_product(call, *call.arguments[0])) return std::nullopt;
  const std::vector<ir::Field>& fields = object->type->record->fields;
  const ir::Type type = is_number ? fields[position].type : call.host.type_of(which.getAsType());
  const auto field = std::find_if(fields.begin() + static_cast<std::ptrdiff_t>(position), fields.end(),
                                  [&](const ir::Field& one) { return ir::same_type(one.type, type); });
  if (field == fields.end()) return std::nullopt;
  return ir::member(object, field->name, field->type);
}

Lowered make_product(const LibraryCall& call) {
  const ir::Type type = call.result_type();
  if (type->kind != ir::TypeKind::kRecord || type->record->fields.size() != call.count()) return std::nullopt;
  const ir::VarId var = call.host.temporary(type->record->is_tuple ? "tuple" : "pair", type);
  ir::Declare declare{var, nullptr, false, {}, {}};
  for (std::size_t i = 0; i < call.count(); ++i) {
    declare.elements.push_back(ir::cast(call.value(i), type->record->fields[i].type, /*is_implicit=*/true));
  }
  call.host.emit(ir::make_stmt(std::move(declare)));
  return ir::var_ref(call.host.function(), var);
}

void assign_members(const LibraryCall& call, const std::vector<ir::Expr>& places, const ir::Expr& other) {
  const std::vector<ir::Field>& fields = other->type->record->fields;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i]) continue;
    const ir::Expr value = ir::member(other, fields[i].name, fields[i].type);
    call.host.emit(ir::assign(places[i], ir::cast(value, ir::without_const(places[i]->type), /*is_implicit=*/true)));
  }
}

const clang::CallExpr* call_of_tie(const clang::Expr* object) {
  const auto* call = object ? llvm::dyn_cast<clang::CallExpr>(&bare(*object)) : nullptr;
  const bool is_tie = call && call->getDirectCallee() && library_name(*call->getDirectCallee()) == "std::tie";
  return is_tie ? call : nullptr;
}

/// The variables of `std::tie(a, std::ignore, c)`, null where nothing is wanted.
std::vector<ir::Expr> tied(const LibraryCall& call, const clang::CallExpr& tie) {
  std::vector<ir::Expr> places;
  for (const clang::Expr* argument : tie.arguments()) {
    const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(&bare(*argument));
    const bool is_ignored = named && library_name(*named->getDecl()) == "std::ignore";
    places.push_back(is_ignored ? nullptr : call.host.place_of(*argument));
  }
  return places;
}

Lowered assign_product(const LibraryCall& call) {
  const clang::Expr& value = *call.arguments[0];
  if (!is_product(call, value)) return std::nullopt;
  if (const clang::CallExpr* tie = call_of_tie(call.object)) {
    const ir::Expr other = call.place(0);
    assign_members(call, tied(call, *tie), other);
    return no_value();
  }
  if (!call.object || !is_product(call, *call.object)) return std::nullopt;
  const ir::Expr place = call.object_place();
  if (ir::same_type(place->type, call.host.type_of(value.getType().getNonReferenceType()))) {
    call.host.assign(place, value);
    return place;
  }
  std::vector<ir::Expr> places;
  for (const ir::Field& field : place->type->record->fields) places.push_back(ir::member(place, field.name, field.type));
  assign_members(call, places, call.place(0));
  return place;
}

// std::vector<bool>::operator[] gives a proxy; here the element itself stands for it.
Lowered bit_value(const LibraryCall& call) { return call.object_value(); }
Lowered assign_bit(const LibraryCall& call) {
  const ir::Expr place = call.object_value();
  if (!ir::is_place(place)) return std::nullopt;
  call.host.emit(ir::assign(place, call.value(0)));
  return place;
}

constexpr LibraryRow kRows[] = {
    {"std::vector", "operator[]", element},
    {"std::vector", "at", checked_element},
    {"std::vector", "size", size},
    {"std::vector", "empty", is_empty},
    {"std::vector", "capacity", capacity},
    {"std::vector", "max_size", capacity},
    {"std::vector", "data", begin},
    {"std::vector", "front", front},
    {"std::vector", "back", back},
    {"std::vector", "begin", begin},
    {"std::vector", "cbegin", begin},
    {"std::vector", "end", end},
    {"std::vector", "cend", end},
    {"std::vector", "rbegin", end},
    {"std::vector", "crbegin", end},
    {"std::vector", "rend", begin},
    {"std::vector", "crend", begin},
    {"std::vector", "push_back", push_back},
    {"std::vector", "emplace_back", emplace_back},
    {"std::vector", "pop_back", pop_back},
    {"std::vector", "clear", clear},
    {"std::vector", "resize", resize},
    {"std::vector", "assign", assign},
    {"std::vector", "insert", insert},
    {"std::vector", "erase", erase},
    {"std::vector", "reserve", reserve},
    {"std::vector", "shrink_to_fit", reserve},
    {"std::vector", "swap", swap_with},
    {"std::vector", "operator=", assign_operator},
    {"std::array", "operator[]", element},
    {"std::array", "at", checked_element},
    {"std::array", "size", size},
    {"std::array", "max_size", size},
    {"std::array", "empty", is_empty},
    {"std::array", "data", begin},
    {"std::array", "front", front},
    {"std::array", "back", back},
    {"std::array", "begin", begin},
    {"std::array", "cbegin", begin},
    {"std::array", "end", end},
    {"std::array", "cend", end},
    {"std::array", "rbegin", end},
    {"std::array", "crbegin", end},
    {"std::array", "rend", begin},
    {"std::array", "crend", begin},
    {"std::array", "fill", fill_array},
    {"std::array", "swap", swap_with},
    {"std::array", "operator=", assign_operator},
    {"std::initializer_list", "size", size},
    {"std::initializer_list", "begin", begin},
    {"std::initializer_list", "end", end},
    {"std", "get", get},
    {"std", "make_pair", make_product},
    {"std", "make_tuple", make_product},
    {"std::pair", "operator=", assign_product},
    {"std::tuple", "operator=", assign_product},
    {"std::_Bit_reference", "operator bool", bit_value},
    {"std::_Bit_reference", "operator=", assign_bit},
};

}  // namespace

std::span<const LibraryRow> container_rows() { return kRows; }

std::optional<ir::Type> library_type(LibraryHost& host, clang::QualType type) {
  if (std::optional<ir::Type> stack = runtime_type(type)) return stack;
  const clang::QualType canonical = type.getCanonicalType();
  const auto* record = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(canonical->getAsCXXRecordDecl());
  if (!record) return std::nullopt;
  const std::string name = library_name(*record);
  const clang::TemplateArgumentList& arguments = record->getTemplateArgs();
  ir::Type result;
  if (name == "std::vector") {
    result = ir::vector_of(host.type_of(arguments[0].getAsType()), host.spelling_of(canonical.getUnqualifiedType()));
  } else if (name == "std::array") {
    const auto extent = static_cast<long>(arguments[1].getAsIntegral().getExtValue());
    result =
        ir::array_of(host.type_of(arguments[0].getAsType()), ir::integer(extent, ir::size_type()), /*is_std=*/true);
  } else if (is_iterator_class(name)) {
    result = host.type_of(arguments[0].getAsType());
  } else if (name == "std::reverse_iterator") {
    result = host.type_of(arguments[0].getAsType());
    if (result->kind != ir::TypeKind::kPointer) return std::nullopt;
  } else {
    return std::nullopt;
  }
  return canonical.isConstQualified() ? ir::with_const(result) : result;
}

}  // namespace backsweep::frontend
