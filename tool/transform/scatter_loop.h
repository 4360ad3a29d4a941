// takes: a loop of a finished derivative.  gives: what it adds to which elements.  promises: where it is fit, the
// additions of different iterations may be put in another order of iterations, each with the value it had.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analysis/polynomial.h"
#include "ir/program.h"
#include "transform/aliases.h"
#include "transform/turned_counter.h"

namespace backsweep::transform {

/// Where a loop stands: the regions around it, outermost first, each with the position of the statement that holds it.
using Surroundings = std::vector<std::pair<const ir::Region*, std::size_t>>;

/// The offsets at which an array is added to.
struct Span {
  long low = 0;
  long high = 0;

  [[nodiscard]] long width() const { return high - low; }
};

/// One write of a loop's body: `root[i + offset] op= value`, or a plain variable that sums up.
struct ScatterWrite {
  ir::Expr place;                  ///< With subscripts over counters, not over integers of the iteration's own.
  std::optional<ir::BinaryOp> op;  ///< Nothing for an assignment.
  ir::Expr value;
  ir::VarId root;
  std::vector<long> offsets = {};  ///< By loop, outermost first; of an addition to an element.
  std::vector<int> turns = {};     ///< By loop: 1 and -1 where the element is that of the next or previous counter, around.
  std::size_t position = 0;        ///< In the body.

  [[nodiscard]] bool is_turned() const {
    return std::any_of(turns.begin(), turns.end(), [](int turn) { return turn != 0; });
  }
};

/// A variable that is the next or, by -1, the previous value of a loop's counter, around.
struct Turned {
  std::size_t loop = 0;
  int by = 0;
};

/// Counted loops, each the last statement of the one around it, behind integers, of which the innermost computes scalars
/// of its own and adds to elements around the one of its counters.
class ScatterLoop {
 public:
  ScatterLoop(const ir::Function& function, const Aliases& aliases, const Surroundings& around,
              const ir::For& outermost);

  /// Whether nothing that it writes is read by it: only an element that is assigned may be, in the same iteration, before
  /// that.
  [[nodiscard]] bool is_fit() const { return is_fit_; }
  /// Whether it adds to several elements of one array in an iteration.
  [[nodiscard]] bool scatters() const;
  /// Whether no two iterations, of any of the loops, touch what one of them writes, but for sums in plain variables.
  [[nodiscard]] bool is_independent() const;
  /// How many pairs of arrays, one of them written, a compiler would have to tell apart.
  [[nodiscard]] long pairs_of_arrays() const;
  /// Whether nothing stands between the loops, and no neighbour lies at the other end.
  [[nodiscard]] bool is_plain() const { return between_.empty() && turned_.empty(); }
  /// Whether it adds to elements of turned counters.
  [[nodiscard]] bool is_periodic() const;
  /// The variables that are turned counters.
  [[nodiscard]] const std::map<ir::VarId, Turned>& turned() const { return turned_; }
  /// The statements between the loops, by the loop in whose body they stand.
  [[nodiscard]] const std::vector<std::pair<std::size_t, const ir::Stmt*>>& between() const { return between_; }
  /// Without variables of the iteration but counters; null where it needs what changes within the iteration, or is long.
  [[nodiscard]] ir::Expr expanded(const ir::Expr& expr) const;
  /// Outermost first.
  [[nodiscard]] const std::vector<const ir::For*>& loops() const { return loops_; }
  [[nodiscard]] const ir::Region& body() const { return loops_.back()->body; }
  /// In the order of the body.
  [[nodiscard]] const std::vector<ScatterWrite>& writes() const { return writes_; }
  /// Where, by loop, an array takes its terms if only additions go there, and not too far apart; of no width for all else.
  [[nodiscard]] std::map<ir::VarId, std::vector<Span>> spans() const;
  /// The element of an array that is added to whose offsets are zero.
  [[nodiscard]] const ir::Expr& element(ir::VarId root) const { return elements_.at(root); }
  /// The variable of the iteration's own that the statement gives a value; invalid for any other statement.
  [[nodiscard]] ir::VarId own(const ir::Stmt& stmt) const;
  /// Drops from `body`, which is part of its own, what gives values to such variables that nothing later in it reads.
  void drop_unused(ir::Region& body) const;
  [[nodiscard]] bool is_own(ir::VarId var) const { return definitions_.count(var) != 0; }
  /// What its only definition gives to a variable of the iteration's own; null where it changes within the iteration.
  [[nodiscard]] ir::Expr definition(ir::VarId own) const { return definitions_.at(own); }
  /// Whether `a` stands in front of `b` where the writes of each array stand together, and each of its elements meets its
  /// terms in the order of the loops.
  [[nodiscard]] bool meets_first(const ScatterWrite& a, const ScatterWrite& b) const;

 private:
  struct Read {
    ir::Expr expr;
    std::size_t position;
  };

  bool inspect();
  void find_loops();
  void note_definitions();
  void note_turned();
  [[nodiscard]] std::optional<Turned> turned_counter(const ir::Expr& value) const;
  bool note_turns(ScatterWrite& write, const ir::Expr& place) const;
  /// What a place is made of.
  struct Turns {
    std::vector<std::set<int>> by;   ///< By loop.
    std::set<ir::VarId> unturned;
  };
  [[nodiscard]] ir::Expr straight(const ir::Expr& expr, Turns& turns) const;
  [[nodiscard]] std::optional<Turned> as_turned(const ir::Expr& expr) const;
  [[nodiscard]] ir::Expr expanded(const ir::Expr& expr, int& nodes) const;
  [[nodiscard]] bool turns_alone() const;
  bool is_counted(const ir::For& loop) const;
  bool note(const ir::Stmt& stmt);
  [[nodiscard]] ir::Expr with_counters(const ir::Expr& expr) const;
  bool note_root(ScatterWrite& write) const;
  bool find_offsets();
  bool find_offsets(ir::VarId root, const std::vector<ScatterWrite*>& writes);
  /// What is added to each counter, and the loops in the order of their subscripts.
  struct Subscripts {
    std::vector<long> offsets;
    std::vector<std::size_t> loops;
  };
  [[nodiscard]] std::optional<Subscripts> subscripts_of(const ir::Expr& place) const;
  [[nodiscard]] ir::Expr plain_element(const ir::Expr& place) const;
  bool find_flat_offsets(ir::VarId root, const std::vector<ScatterWrite*>& writes);
  [[nodiscard]] bool reads_own(const ir::Expr& subscript) const;
  [[nodiscard]] bool is_apart(const ScatterWrite& write) const;
  [[nodiscard]] bool is_still_there(ir::VarId pointer) const;
  [[nodiscard]] bool is_once(const ir::Expr& place) const;
  [[nodiscard]] std::optional<analysis::Polynomial> length_of(const ir::Expr& place) const;
  /// An element by the array that holds it.
  struct Address {
    ir::VarId array;
    analysis::Polynomial index;
  };
  [[nodiscard]] std::optional<Address> address_of(const ir::Expr& place) const;
  [[nodiscard]] ir::Expr made_of(ir::VarId pointer) const;
  [[nodiscard]] bool are_apart(const ir::Expr& one, const ir::Expr& other) const;
  [[nodiscard]] bool is_elsewhere(const ir::Expr& place, const ScatterWrite& write) const;
  [[nodiscard]] bool reads_before(const Read& read, const ScatterWrite& write) const;

  const ir::Function& function_;
  const Aliases& aliases_;
  const Surroundings& around_;
  std::vector<const ir::For*> loops_;
  std::vector<std::pair<std::size_t, const ir::Stmt*>> between_;
  std::map<ir::VarId, ir::Expr> definitions_;
  std::map<ir::VarId, Turned> turned_;
  std::vector<Read> reads_;
  std::vector<ScatterWrite> writes_;
  std::map<ir::VarId, ir::Expr> elements_;
  bool is_fit_ = false;
};

/// Loops known to have no more iterations than this are left as they are.
constexpr double kFewTrips = 8;

/// How much the expression computes with real numbers.
int operations(const ir::Expr& expr);
/// The first iteration's counter and the one behind the last one's, in rising order.
ir::Expr low(const ir::For& loop);
ir::Expr high(const ir::For& loop);
/// The same loop without statements, rising from one bound to in front of the other.
ir::For rising(const ir::For& loop, ir::Expr from, ir::Expr to);
/// What its counter runs through.
CounterRange range_of(const ir::For& loop);
/// The smaller and the larger of two bounds, which is `std::min<int>(a, b)` where they are no numbers.
ir::Expr least(const ir::Expr& a, const ir::Expr& b, const ir::Type& type);
ir::Expr largest(const ir::Expr& a, const ir::Expr& b, const ir::Type& type);
/// Neighbouring additions to one element become one assignment that adds in their order: `a[i] = a[i] + x - y`. For
/// values that read nothing of a: a compiler that cannot know that stores the element after each of them.
void join_additions(ir::Region& body);
/// Turns a rising loop around.
void turn(ir::For& loop);

}  // namespace backsweep::transform
