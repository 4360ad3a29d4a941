// takes: a loop of a finished derivative.  gives: what it adds to which elements.  promises: where it is fit, the
// additions of different iterations may be put in another order of iterations, each with the value it had.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/program.h"
#include "transform/aliases.h"

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
  std::size_t position = 0;        ///< In the body.
};

/// Counted loops, each the only statement of the one around it, of which the innermost computes scalars of its own and
/// adds to elements around the one of its counters.
class ScatterLoop {
 public:
  ScatterLoop(const ir::Function& function, const Aliases& aliases, const Surroundings& around,
              const ir::For& outermost);

  /// Whether nothing that it writes is read by it: only an element that is assigned may be, in the same iteration, before
  /// that.
  [[nodiscard]] bool is_fit() const { return is_fit_; }
  /// Whether it adds to several elements of one array in an iteration.
  [[nodiscard]] bool scatters() const;
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
  void note_definitions();
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
  [[nodiscard]] bool reads_only_itself(const ir::Expr& read, const ScatterWrite& write) const;

  const ir::Function& function_;
  const Aliases& aliases_;
  const Surroundings& around_;
  std::vector<const ir::For*> loops_;
  std::map<ir::VarId, ir::Expr> definitions_;
  std::vector<Read> reads_;
  std::vector<ScatterWrite> writes_;
  std::map<ir::VarId, ir::Expr> elements_;
  bool is_fit_ = false;
};

/// The first iteration's counter and the one behind the last one's, in rising order.
ir::Expr low(const ir::For& loop);
ir::Expr high(const ir::For& loop);
/// The same loop without statements, rising from one bound to in front of the other.
ir::For rising(const ir::For& loop, ir::Expr from, ir::Expr to);
/// `bound + by`.
ir::Expr shifted(const ir::Expr& bound, long by);
/// The smaller and the larger of two bounds, which is `std::min<int>(a, b)` where they are no numbers.
ir::Expr least(const ir::Expr& a, const ir::Expr& b, const ir::Type& type);
ir::Expr largest(const ir::Expr& a, const ir::Expr& b, const ir::Type& type);
/// Turns a rising loop around.
void turn(ir::For& loop);

}  // namespace backsweep::transform
