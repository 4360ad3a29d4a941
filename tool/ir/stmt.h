// Statements: a tree of regions, each single-entry and single-exit once frontend/structure_exits has run.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ir/expr.h"

namespace backsweep::ir {

struct Stmt;
/// Statements in order. Variables declared in a region live until its end.
using Region = std::vector<Stmt>;

/// Declares a local. With no initializer scalars are indeterminate, records and vectors default-constructed;
/// `zeroed` means `= {}`. A reference (and `const`) needs an initializer: an AddressOf for a reference.
struct Declare {
  VarId var;
  Expr init;  ///< May be null.
  bool zeroed = false;
  std::vector<Expr> elements;  ///< Brace initializer of an array or record, in order; rest zero. Empty otherwise.
  std::vector<Expr> arguments;  ///< Constructor arguments of a vector: {n} or {n, value}. Empty otherwise.
};

/// place = value. Records, std::array and vectors are assigned whole. Pointers too.
struct Assign {
  Expr place;
  Expr value;
};

/// place op= value, op one of + - * /  (and integer % & | ^ << >>, and pointer += integer). `++i` is `i += 1`.
struct Update {
  Expr place;
  BinaryOp op;
  Expr value;
};

/// A nested scope.
struct Block {
  Region body;
};

struct If {
  Expr condition;
  Region then_region;
  Region else_region;
};

/// What the user said about a loop, statement or call with an annotation in front of it.
struct Marks {
  bool checkpoint = false;
  std::vector<Expr> checkpoint_arguments;
  bool independent = false;
  bool store = false;
  bool recompute = false;
};

/// Counted: `for (T var = from; var COMPARE to; var += step)`. Bounds are evaluated once, at entry; the body neither
/// writes var nor takes its address. step is a nonzero integer literal whose sign fits the comparison, or any
/// loop-invariant positive expression with is_down saying which way it goes. `var` is declared by the loop
/// (where the user's variable lives on, the frontend assigns it behind the loop).
struct For {
  VarId var;
  Expr from;
  BinaryOp compare = BinaryOp::kLess;  ///< kLess, kLessEqual, kGreater, kGreaterEqual, kNotEqual
  Expr to;
  Expr step;  ///< Positive amount; see is_down.
  bool is_down = false;
  Region body;
  Marks marks;
  bool is_vector_loop = false;  ///< Of emitted functions: what an iteration writes, no other one reads or writes.
};

/// `while (true) { before_condition; if (!condition) break; body }`. before_condition is usually empty.
struct While {
  Region before_condition;
  Expr condition;
  Region body;
  Marks marks;
  Region increment;         ///< Only before structure_exits: runs behind the body, and is where Continue goes.
  bool tests_after = false; ///< Only before structure_exits: do-while. body, increment, before_condition, condition.
};

/// [result =] callee(arguments). Arguments for reference parameters are AddressOf a place.
struct Call {
  Expr result;  ///< A place, or null.
  FunctionId callee;
  std::vector<Expr> arguments;
  Marks marks;
};

/// Operations of the library table. Operands by position, as documented per row in rules/models.h:
/// places are passed as places, pointers and counts as values.
enum class ModelOp {
  kCopy,        ///< destination pointer, source pointer, element count: memcpy/memmove/std::copy/std::copy_n (may overlap).
  kFill,        ///< destination pointer, element count, value: memset(0)/std::fill/std::fill_n.
  kSwap,        ///< place, place (scalars, pointers, arrays, vectors).
  kAllocate,    ///< place of the pointer, element count: malloc, new T[n] (indeterminate).
  kAllocateZeroed,  ///< place of the pointer, element count: calloc, new T[n]().
  kReallocate,  ///< place of the pointer, source pointer, new element count.
  kFree,        ///< pointer value: free, delete, delete[].
  kResize,      ///< vector place, count [, value].
  kAssignFill,  ///< vector place, count, value: v.assign(n, x).
  kAssignRange, ///< vector place, first pointer, count.
  kPushBack,    ///< vector place, value.
  kPopBack,     ///< vector place.
  kClear,       ///< vector place.
  kMoveAssign,  ///< place, place moved from (vectors).
};
/// How the user wrote a heap operation, so that forward code reads the same.
enum class HeapFamily { kNone, kMalloc, kNew, kNewArray };
struct Model {
  ModelOp op;
  std::vector<Expr> operands;
  HeapFamily family = HeapFamily::kNone;
};

/// Code the tool copies but does not differentiate: printf, clocks, RNG, asserts, unknown calls.
/// Text and operands as in OpaqueExpr, printed as one statement (`result = text…;` where result is given).
/// An active operand or written place makes it an error, told with `refusal`.
struct Opaque {
  Expr result;  ///< A place, or null. Declared right here when declares_result (type is then often kOpaque).
  bool declares_result = false;
  std::vector<std::string> text;
  std::vector<Expr> operands;
  std::vector<Expr> writes;      ///< Places it may write beyond result (out arguments).
  bool has_side_effects = true;  ///< Runs exactly as often as in the primal.
  bool may_write_anything = false;  ///< Inline assembly, calls through unknown pointers.
  std::string refusal;           ///< Diagnostic kind for an active use (diagnostics/kinds.def), e.g. "NoBody".
  std::vector<std::string> refusal_arguments;
  bool reads_bits = false;  ///< Reads reals as another type: what it makes of active ones is lost to every analysis.
  bool moves_pointers = false;  ///< May let pointers among its writes point elsewhere, not only write what they point to.
  bool leaves = false;  ///< May return, or end an iteration of a loop around it: nothing that stands around has a reverse.
  bool throws = false;  ///< Always: what stands behind is not reached, nor does a sweep come back.
  bool is_unseen_call = false;  ///< Of a function of the user's whose body is in none of the sources.
};

/// Puts value on the workspace's stack (made by transform).
struct Push {
  Expr value;
};

/// place = the top of the workspace's stack, taken off (made by transform).
struct Pop {
  Expr place;    ///< Null: the value is dropped.
  Type dropped;  ///< Of a value that is dropped.
};

/// One region of a checkpointed loop's state: a variable with all it holds, or elements behind a pointer.
struct StatePlace {
  Expr place;  ///< A place; with a count the value of a pointer.
  Expr count;  ///< Elements behind the pointer; null for a variable.
};

/// The forward sweep of a loop that runs under a schedule (made by transform): makes the object that knows the schedule
/// and the snapshots, and runs the loop. `loop` is declared here and lives until its CheckpointBackward.
struct CheckpointForward {
  VarId loop;
  Expr schedule;
  std::vector<StatePlace> state;
  VarId step;      ///< The number of a step, in `advance`.
  Region advance;  ///< One step of the primal. Runs any number of times, in both sweeps.
  bool has_record = false;  ///< Steps are recorded and reversed apart.
  VarId recorded_step;      ///< The number of a step, in `record`.
  Region record;            ///< The same step, which leaves on the workspace what its reverse reads.
  Expr steps;      ///< The trip count; null where a condition ends the loop.
  Expr condition;
  bool runs_again = false;  ///< The loop has run before: it shows nothing, and nobody reads its final state.
};

/// The reverse sweep of the loop: afterwards the state is that from before it.
struct CheckpointBackward {
  VarId loop;
  std::vector<StatePlace> state;
  VarId step;
  Region step_adjoint;  ///< The reverse of one recorded step; or one step, forward and then in reverse.
};

/// The last statement of a function body, if anything is returned; also that of an If in front of all else. Anywhere before
/// structure_exits.
struct Return {
  Expr value;  ///< May be null.
};

struct Break {};
struct Continue {};
/// C's switch before lowering. A case with no values is `default`. Control falls from a case into the next.
struct SwitchCase {
  std::vector<Expr> values;
  bool is_default = false;
  Region body;
};
struct Switch {
  Expr value;
  std::vector<SwitchCase> cases;
};
struct Goto {
  std::string label;
};
struct Label {
  std::string name;
};

using StmtVariant = std::variant<
#define BACKSWEEP_STMT(Name) Name,
#include "ir/kinds.def"
    std::monostate>;

/// What an annotation in front of a single statement says of the values that it computes.
enum class StorageMark { kNone, kStore, kRecompute };

/// One statement.
struct Stmt {
  StmtVariant node;
  base::SourceSpan span;
  std::string text;  ///< The user's spelling on one line, for "reverse of" comments. May be empty.
  std::vector<std::string> comments;  ///< Printed above it, one line each, without the slashes.
  std::string trailing_comment;       ///< Printed behind it.
  StorageMark storage = StorageMark::kNone;
};

template <class Kind>
const Kind* get_if(const Stmt& stmt) {
  return std::get_if<Kind>(&stmt.node);
}
template <class Kind>
Kind* get_if(Stmt& stmt) {
  return std::get_if<Kind>(&stmt.node);
}

}  // namespace backsweep::ir
