// The types of the IR: immutable values, shared, printed by codegen.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace backsweep::ir {

struct ExprNode;
using Expr = std::shared_ptr<const ExprNode>;
struct TypeNode;
using Type = std::shared_ptr<const TypeNode>;
struct Record;

enum class TypeKind {
  kVoid,
  kBool,
  kInteger,    ///< Every integral and character type, and enumerations.
  kReal,       ///< float, double, long double: the only types that can be active.
  kPointer,    ///< element is the pointee.
  kReference,  ///< element is the referent. Places reach it through Deref; codegen prints the name alone.
  kArray,      ///< T[n] and std::array<T, n> (is_std): element, extent.
  kVector,     ///< std::vector<T>: element. Indexing, size and data() are projections of the place.
  kRecord,     ///< A struct or class with visible members; std::pair and std::tuple too.
  kOpaque,     ///< Anything else: copied through by name, never active.
};

/// One type. `is_const` qualifies this level (`const double*` is a pointer to a const real).
struct TypeNode {
  TypeKind kind = TypeKind::kVoid;
  std::string spelling;  ///< Canonical, fully qualified C++ spelling without const; empty for pointer, reference, C array.
  bool is_const = false;
  bool is_std = false;           ///< kArray: std::array rather than T[n].
  int bytes = 0;                 ///< Scalars: size in bytes.
  bool is_signed = true;         ///< kInteger.
  Type element;                  ///< kPointer, kReference, kArray, kVector.
  Expr extent;                   ///< kArray: the number of elements; a literal, or any expression for a VLA. May be null (T[]).
  const Record* record = nullptr;  ///< kRecord.
};

struct Field {
  std::string name;
  Type type;
  bool is_private = false;   ///< Private or protected: reached through an emitted accessor.
  bool is_constant = false;  ///< BACKSWEEP_CONSTANT.
  bool is_mutable = false;
};

/// A struct or class. Owned by the Program.
struct Record {
  std::string name;  ///< Qualified spelling, template arguments included.
  std::vector<Field> fields;  ///< Fields of base classes come first.
  bool is_union = false;
  bool is_tuple = false;  ///< std::tuple: field i is read as std::get<i>.
  bool is_aggregate = true;
  bool is_default_constructible = true;
  bool is_plain_data = false;  ///< Its bytes are its value: it may be made of zeros, and its members set one by one.
  bool is_zero_by_default = true;  ///< `T{}` makes every member zero: no constructor or member initializer says otherwise.
};

/// Which of the record's fields has the name; it must have one.
std::size_t position_of(const Record& record, const std::string& field);

Type void_type();
Type bool_type();
/// `spelling` as C++ writes it: "int", "unsigned long", "std::size_t" is passed canonically ("unsigned long").
Type integer_type(const std::string& spelling, int bytes, bool is_signed);
Type int_type();
Type long_type();
Type size_type();
Type float_type();
Type double_type();
Type long_double_type();
Type pointer_to(Type pointee);
Type reference_to(Type referent);
Type array_of(Type element, Expr extent, bool is_std = false);
/// `spelling` is the container's own, e.g. "std::vector<double>".
Type vector_of(Type element, std::string spelling);
/// A std::vector.
Type vector_of(const Type& element);
Type record_type(const Record& record);
Type opaque_type(std::string spelling);
Type with_const(const Type& type);
Type without_const(const Type& type);
/// The referent of a reference, the type itself otherwise.
Type strip_reference(const Type& type);

bool same_type(const Type& a, const Type& b);  ///< Ignores const at the outermost level.
bool is_real(const Type& type);
bool is_integer(const Type& type);  ///< kInteger or kBool.
bool is_number(const Type& type);   ///< Real or integer.
bool is_pointer_like(const Type& type);  ///< kPointer or kReference.
/// Whether a derivative can live in values of this type: a real, or a container, record or pointer that reaches one.
bool carries_real(const Type& type);
/// Whether values of the type are or contain pointers or references.
bool holds_pointers(const Type& type);
/// Whether an object of the type can lead to others of its type by its pointers: a list's node, a tree's.
bool links_to_itself(const Type& type);
/// Whether values of the type have sizes of their own: there is a vector in it.
bool has_inner_shape(const Type& type);
/// Whether `T x;` is an object, or an array of objects.
bool is_default_constructible(const Type& type);
/// Whether an object may be there before its members have values: made by its class, or of zeros.
bool may_be_blank(const Type& type);
/// The real type that results of mixed arithmetic have (float < double < long double); integers count as double.
Type wider_real(const Type& a, const Type& b);

}  // namespace backsweep::ir
