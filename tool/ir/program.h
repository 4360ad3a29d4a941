// Functions and the program: everything the frontend hands over.
#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ir/stmt.h"

namespace backsweep::ir {

enum class VarRole { kParam, kLocal, kInduction, kGlobal, kStatic };

struct Variable {
  std::string name;  ///< The user's name; may repeat in disjoint or nested scopes (codegen prints scopes as they are).
  Type type;
  VarRole role = VarRole::kLocal;
  base::SourceSpan span;
  bool is_constant = false;    ///< BACKSWEEP_CONSTANT.
  bool is_restrict = false;    ///< Pointer declared restrict.
  bool is_apart = false;       ///< Parameter behind which lies memory that the function reaches through nothing else.
  bool is_iterator = false;    ///< Parameter that the source declares as an iterator; here it is a pointer.
  bool is_this = false;        ///< The object of a member function, a reference parameter.
  bool is_temporary = false;   ///< Introduced by lowering or by a transformation, not by the user.
  bool is_constexpr = false;
  std::string qualified_name;  ///< kGlobal: how to name it from the function's namespace, e.g. "phys::kGravity".
  std::string init_text;       ///< kGlobal, kStatic: initializer as written, for stand-alone output. May be empty.
  std::vector<VarId> initial_targets;  ///< kGlobal, kStatic: variables that somebody writes, and whose address it begins with.
  Expr extent;                 ///< BACKSWEEP_SIZE or a request's extent behind a raw pointer. May be null.
  std::vector<std::string> member_names;  ///< What a structured binding calls its members. Empty without one.
  std::string default_argument;  ///< kParam of emitted functions: text behind `=`. May be empty.
};

/// Where a function's text lives and how it must be declared when printed again.
struct Linkage {
  bool is_static = false;      ///< Internal linkage (static or unnamed namespace).
  bool is_inline = false;
  bool is_extern_c = false;
  bool in_system_header = false;
  bool in_main_file = true;    ///< Defined in a SOURCE of this run rather than in a header.
};

struct Function {
  std::string name;                    ///< Unqualified: "energy", "operator()".
  std::vector<std::string> namespaces; ///< Outermost first; "" is an unnamed namespace.
  std::string class_name;              ///< Qualified, for member functions; empty otherwise.
  std::string template_arguments;      ///< "<double, 3>" of an instantiation, as spelled canonically; empty otherwise.
  std::vector<VarId> params;           ///< In order; the object of a member function first (is_this).
  Type result;
  std::vector<Variable> vars;
  Region body;
  base::SourceSpan span;
  std::vector<std::string> comments;   ///< Doc comment, without slashes.
  Linkage linkage;
  std::set<std::size_t> local_types;   ///< Of the program's, those declared in it or in what was inlined.
  bool is_defined = true;              ///< False: body not visible.
  bool is_constant = false;            ///< BACKSWEEP_CONSTANT: derivative zero by the user's word.
  bool is_noexcept = false;
  std::string adjoint_by_user;         ///< Qualified name of a BACKSWEEP_DERIVATIVE_OF adjoint, if any.
  std::string tangent_by_user;

  Variable& var(VarId id) { return vars[static_cast<std::size_t>(id.index)]; }
  [[nodiscard]] const Variable& var(VarId id) const { return vars[static_cast<std::size_t>(id.index)]; }
  /// Adds a variable and returns its id.
  VarId add_var(Variable variable);
};

enum class RequestKind { kGradient, kAdjoint, kTangent, kJacobian, kHessian, kHvp };

/// One independent or dependent: a parameter (or the object) and the members below it; extents where the user wrote them.
struct RequestTerm {
  VarId param;                       ///< Invalid: the return value (dependents only).
  std::vector<std::string> members;  ///< `p.mass` is {"mass"}.
  std::vector<Expr> extents;         ///< One per `[...]`; expressions over the parameters.
  base::SourceSpan span;
};

struct Request {
  RequestKind kind = RequestKind::kGradient;
  FunctionId function;
  std::vector<RequestTerm> independents;  ///< Never empty after resolution.
  std::vector<RequestTerm> dependents;    ///< Never empty after resolution.
  std::string text;                       ///< As the user typed it.
  int directions = 0;                     ///< Of a tangent or seeds of an adjoint, at once; 0 for plain numbers.
  bool is_sparse = false;                 ///< A Jacobian or Hessian of which only entries are kept that are not zero.
};

/// A type declared inside a function: functions that name it declare it again. Or what declares a `backsweep_access::` name.
struct LocalType {
  std::string name;                      ///< May be empty.
  std::vector<std::string> enumerators;  ///< Functions say their numbers, other local types their names.
  std::string text;                      ///< The declaration.
};

/// A whole run: all SOURCEs together.
struct Program {
  std::deque<Record> records;  ///< Stable addresses: types point here.
  std::vector<Function> functions;
  std::vector<Request> requests;
  std::vector<LocalType> local_types;  ///< In the order of their declarations.

  Function& function(FunctionId id) { return functions[static_cast<std::size_t>(id.index)]; }
  [[nodiscard]] const Function& function(FunctionId id) const { return functions[static_cast<std::size_t>(id.index)]; }
};

/// The namespaces that have names: what an unnamed one holds is visible around it.
std::vector<std::string> named_namespaces(const Function& function);

}  // namespace backsweep::ir
