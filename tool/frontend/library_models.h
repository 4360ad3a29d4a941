// takes: a use of the standard library in the user's code.  gives: places, values and Model statements for it.
// promises: one table; what has no row is not touched (the caller copies it or refuses it).
#pragma once

#include <clang/AST/Expr.h>
#include <clang/AST/ExprCXX.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::frontend {

/// Text of the source with holes for values and places of the function, one piece more than these.
struct CopiedText {
  std::vector<std::string> pieces;
  std::vector<ir::Expr> operands;
};

/// What the library models need of the lowering of a function, which implements this.
class LibraryHost {
 public:
  virtual ~LibraryHost() = default;

  virtual ir::Function& function() = 0;
  virtual const clang::ASTContext& ast() = 0;
  /// The IR's type for one of Clang's; comes back here (library_type) for library classes.
  virtual ir::Type type_of(clang::QualType type) = 0;
  /// The canonical spelling, as codegen shall print it.
  virtual std::string spelling_of(clang::QualType type) = 0;
  /// The value as an expression without side effects; those are emitted in front. Class objects give their place.
  /// Arrays give a pointer to their first element where the source has them decay.
  virtual ir::Expr value_of(const clang::Expr& expr) = 0;
  /// The place an lvalue or xvalue names (references followed); a temporary that holds it for a prvalue.
  virtual ir::Expr place_of(const clang::Expr& expr) = 0;
  /// Adds a statement at the place that is being lowered, with its span.
  virtual void emit(ir::Stmt stmt) = 0;
  /// place = value, where value may be anything: a call, a constructor, an initializer list.
  virtual void assign(const ir::Expr& place, const clang::Expr& value) = 0;
  /// What `emit_body` emits, instead of adding it to the function.
  virtual ir::Region collect(const std::function<void()>& emit_body) = 0;
  /// Evaluates a callable object once, in front of a loop that applies it.
  virtual void hold(const clang::Expr& callable) = 0;
  /// Calls a lambda, function or function object with values (places for reference parameters).
  /// Nothing where it cannot be resolved; a null expression where it returns nothing.
  virtual std::optional<ir::Expr> apply(const clang::Expr& callable, const std::vector<ir::Expr>& arguments) = 0;
  /// The same with the user's own operator that the library's function applies to objects.
  virtual std::optional<ir::Expr> apply_own_operator(const clang::FunctionDecl& library, clang::OverloadedOperatorKind op,
                                                     const std::vector<ir::Expr>& arguments) = 0;
  /// The body of a lambda that gives what the callable gives for two places, as text; nothing where it is not in sight, or
  /// more than a comparison.
  virtual std::optional<CopiedText> comparison_text(const clang::Expr& callable, const ir::Expr& left,
                                                    const ir::Expr& right) = 0;
  /// The call as it stands in the source; nothing where it cannot be copied.
  virtual std::optional<ir::Region> copied(const clang::CallExpr& call) = 0;
  /// A local that the user did not write, with a unique name. Not declared yet.
  virtual ir::VarId temporary(const std::string& name, const ir::Type& type) = 0;
  /// The pointer inside a std::unique_ptr, as a place; null where that is not in sight.
  virtual ir::Expr owned_pointer(const clang::Expr& expr) = 0;
  /// The pointer that a std::unique_ptr hands over, being new or moved from; null where that is not in sight.
  virtual ir::Expr given_up(const clang::Expr& expr) = 0;
  /// Constructs what a place of the type holds from arguments; false (nothing done) where the constructor is not clear.
  virtual bool construct_from(const ir::Expr& place, clang::QualType type,
                              const std::vector<const clang::Expr*>& arguments) = 0;
  /// What a pointer leads to; for void pointers of a function that handles memory of any type, what its call tells.
  virtual clang::QualType pointee(clang::QualType pointer) = 0;
};

/// std::vector, std::array and their iterators (as plain pointers); nothing for other types.
std::optional<ir::Type> library_type(LibraryHost& host, clang::QualType type);

/// A call of a library function, member function or operator (also C's memcpy, free, …): its value or place, a null
/// expression where it returns nothing; nothing where no row covers it.
std::optional<ir::Expr> lower_library_call(LibraryHost& host, const clang::CallExpr& call);
/// std::max(a, b) and std::min(a, b) as what they are, a reference to one of two variables; nothing for other calls.
std::optional<ir::Expr> lower_library_choice(LibraryHost& host, const clang::CallExpr& call);
/// Whether it is std::plus, std::negate or the like: objects that hold nothing.
bool is_operator_class(const clang::CXXRecordDecl& record);
/// What an object of std::plus, std::negate and the like gives for numbers; nothing for other classes.
std::optional<ir::Expr> apply_operator(LibraryHost& host, const clang::CXXRecordDecl& functor, const std::vector<ir::Expr>& arguments);
/// `a != b`, `a < b` that C++20 rewrites, over iterators.
std::optional<ir::Expr> lower_library_comparison(LibraryHost& host,
                                                 const clang::CXXRewrittenBinaryOperator& comparison);
/// A value of class type made by a constructor where it is not initializing a variable: a conversion of iterators, or a
/// temporary vector or pair.
std::optional<ir::Expr> lower_library_construction(LibraryHost& host, const clang::CXXConstructExpr& construction);
/// malloc, calloc, realloc under the casts to their type, and `new`: the pointer.
std::optional<ir::Expr> lower_library_allocation(LibraryHost& host, const clang::Expr& expr);
/// delete, delete[].
void lower_library_delete(LibraryHost& host, const clang::CXXDeleteExpr& expr);

/// `T var = init` where a library object or heap memory is made: emits the declaration of `var` and what fills it.
/// False (nothing emitted) where no row covers it.
bool initialize_by_library(LibraryHost& host, ir::VarId var, const clang::Expr& init);
/// `place = value`, likewise.
bool assign_by_library(LibraryHost& host, const ir::Expr& place, const clang::Expr& value);

/// backsweep::Frame, which gives memory back that the model of the workspace does not hold.
bool is_frame(clang::QualType type);

/// What a range-for runs over: base[0] … base[size - 1].
struct LibraryRange {
  ir::Expr base;
  ir::Expr size;
};
/// Arrays, std::array, std::vector and initializer lists.
std::optional<LibraryRange> lower_library_range(LibraryHost& host, const clang::Expr& range);

}  // namespace backsweep::frontend
