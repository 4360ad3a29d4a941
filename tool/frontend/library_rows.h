// Shared by the files of the library table: one call taken apart, one row, and pointer arithmetic on places.
#pragma once

#include <clang/AST/DeclCXX.h>

#include <span>
#include <string_view>

#include "frontend/library_models.h"
#include "ir/build.h"

namespace backsweep::frontend {

/// The value of an argument, which needs no temporary of its own though the library takes it by reference.
ir::Expr value_of(LibraryHost& host, const clang::Expr& expr);

/// A call of a library function, ready for a row.
struct LibraryCall {
  LibraryHost& host;
  const clang::CallExpr& call;
  const clang::FunctionDecl& callee;
  const clang::Expr* object = nullptr;        ///< Of a member function. May be null.
  std::vector<const clang::Expr*> arguments;  ///< Without default arguments and without the object.

  [[nodiscard]] std::size_t count() const { return arguments.size(); }
  [[nodiscard]] ir::Expr value(std::size_t i) const { return value_of(host, *arguments[i]); }
  [[nodiscard]] ir::Expr place(std::size_t i) const { return host.place_of(*arguments[i]); }
  /// The object as a place, through a pointer if it was called with `->`.
  [[nodiscard]] ir::Expr object_place() const;
  /// The value of an object that stands for a pointer (an iterator).
  [[nodiscard]] ir::Expr object_value() const { return value_of(host, *object); }
  [[nodiscard]] bool is_pointer(std::size_t i) const;
  [[nodiscard]] ir::Type result_type() const;
};

/// Nothing: the row does not cover this form of the call.
using Lowered = std::optional<ir::Expr>;
using Handler = Lowered (*)(const LibraryCall&);

/// `owner` is the qualified class template or namespace ("std::vector", "std"; "" for C), `name` the function.
struct LibraryRow {
  std::string_view owner;
  std::string_view name;
  Handler lower;
};

std::span<const LibraryRow> container_rows();
std::span<const LibraryRow> iterator_rows();
std::span<const LibraryRow> algorithm_rows();
std::span<const LibraryRow> scan_rows();
std::span<const LibraryRow> sorting_rows();
std::span<const LibraryRow> functor_rows();
std::span<const LibraryRow> memory_rows();
std::span<const LibraryRow> owner_rows();
std::span<const LibraryRow> runtime_rows();

/// The qualified name of a class, namespace or function, inline namespaces left out.
std::string library_name(const clang::Decl& declaration);
/// The library class behind a type ("std::vector"), empty for anything else.
std::string library_class(clang::QualType type);
bool is_iterator_class(const std::string& name);
/// A pointer here, to behind the element.
bool is_reverse_iterator(const clang::Expr& expr);
/// The expression without casts, parentheses, temporaries and cleanups around it.
const clang::Expr& bare(const clang::Expr& expr);
/// The elements of `{a, b, c}` where it becomes a std::initializer_list; null for anything else.
const clang::InitListExpr* listed(const clang::Expr& expr);
/// Whether it is a std::initializer_list, or a reference to one.
bool is_initializer_list(clang::QualType type);
/// What a std::initializer_list that is handed on, which makes a copy of it, was before.
const clang::Expr& uncopied_list(const clang::Expr& expr);
/// The pointer under conversions to and from void*.
const clang::Expr& typed_pointer(const clang::Expr& expr);
/// The integer the expression is known to be.
std::optional<long> constant_of(LibraryHost& host, const clang::Expr& expr);

/// What a row gives for a call of a void function.
inline Lowered no_value() { return ir::Expr(); }
void emit(LibraryHost& host, ir::ModelOp op, std::vector<ir::Expr> operands,
          ir::HeapFamily family = ir::HeapFamily::kNone);

/// Whether the expression is malloc, calloc, realloc (under casts) or new.
bool is_allocation(const clang::Expr& expr);
/// Allocates into the place; false where the expression is no allocation that the table knows.
bool allocate_into(LibraryHost& host, const clang::Expr& expr, const ir::Expr& place);

/// Declares a std::vector made from the arguments of one of its constructors; false for others than sizes, values and ranges.
bool make_vector(LibraryHost& host, ir::VarId var, const std::vector<const clang::Expr*>& arguments);

/// Declares a std::array, or an array of arrays, made from the elements of a std::initializer_list, or of lists in it.
void make_array(LibraryHost& host, ir::VarId var, const clang::InitListExpr& list);

/// The type that stands for backsweep::Workspace; nothing for other types.
std::optional<ir::Type> runtime_type(clang::QualType type);
/// `T* pointer = workspace.allocate<T>(n)`: declares both; false for anything else.
bool allocate_from_workspace(LibraryHost& host, ir::VarId pointer, const clang::Expr& init);

/// Whether a place is an array or vector: type_of may have left a container opaque.
bool is_container(const ir::Expr& place);
/// &container[0] of an array or vector.
ir::Expr first_of(const ir::Expr& container);
/// container[0] + size.
ir::Expr end_of(const ir::Expr& container);
/// *(pointer + offset), as an element of the container where the pointer is known to point into one.
ir::Expr element_at(const ir::Expr& pointer, const ir::Expr& offset);
/// a + b, of numbers or of a pointer and a number.
ir::Expr plus(const ir::Expr& a, const ir::Expr& b);
/// last - first, without pointers where both are made from the same one.
ir::Expr distance(const ir::Expr& first, const ir::Expr& last);
/// The operator of two operands that a class like std::plus stands for; nothing for other classes.
std::optional<ir::BinaryOp> operator_of(const clang::CXXRecordDecl& functor);
/// The same where both are of the type.
std::optional<ir::BinaryOp> operator_among(LibraryHost& host, const clang::CXXRecordDecl& functor, const ir::Type& type);
/// A pointer that is neither written nor evaluated again: itself where it is simple, a temporary otherwise.
ir::Expr fixed(LibraryHost& host, const ir::Expr& value, const std::string& name);
/// The value in a variable of its own, unless it is one or a constant: it may be computed from what is overwritten next.
ir::Expr taken_out(LibraryHost& host, const ir::Expr& value, const std::string& name);
/// Emits `for (k = 0; k < count; ++k) body(k)`.
void emit_loop(LibraryHost& host, const ir::Expr& count, const std::function<void(const ir::Expr&)>& body);
/// Emits a declaration of a new local with the value and gives the local.
ir::Expr keep(LibraryHost& host, const std::string& name, const ir::Expr& value);

}  // namespace backsweep::frontend
