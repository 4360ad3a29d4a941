// Brings additions to one element together, behind all but the last of what their loop does between them.
#include "transform/join_updates.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/aliases.h"
#include "transform/scatter_loop.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// Of operations. Longer sums are hard to read.
constexpr int kLongest = 24;

const ir::Update* as_addition(const ir::Stmt& stmt) {
  const auto* update = ir::get_if<ir::Update>(stmt);
  const bool is_sum = update && (update->op == BinaryOp::kAdd || update->op == BinaryOp::kSub);
  const bool is_plain = is_sum && ir::get_if<ir::Index>(update->place) && ir::is_real(update->place->type);
  return is_plain && ir::same_type(update->place->type, update->value->type) ? update : nullptr;
}

class Joiner {
 public:
  Joiner(ir::Function& function, const std::vector<ir::VarId>& bars) : function_(function), aliases_(function, bars) {}

  void visit(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      around_.emplace_back(&region, i);
      for (ir::Region* inner : ir::regions(region[i])) visit(*inner);
      if (auto* loop = ir::get_if<ir::For>(region[i]); loop && is_fit(*loop)) join(loop->body);
      around_.pop_back();
    }
  }

 private:
  [[nodiscard]] bool is_fit(const ir::For& loop) const {
    const ScatterLoop scatter(function_, aliases_, around_, loop);
    return scatter.is_fit() && scatter.loops().size() == 1;
  }

  void join(ir::Region& body) const {
    bool has_moved = false;
    for (std::size_t i = body.size(); i-- > 0;) {
      const std::size_t next = next_to(body, i);
      if (next == i) continue;
      hand_on_comments(body, i);
      const auto first = body.begin() + static_cast<std::ptrdiff_t>(i);
      std::rotate(first, first + 1, body.begin() + static_cast<std::ptrdiff_t>(next));
      has_moved = true;
    }
    if (has_moved) join_additions(body);
  }

  /// Where the next addition to the same element stands, if this one may be made right in front of it; else its own place.
  [[nodiscard]] std::size_t next_to(const ir::Region& body, std::size_t at) const {
    const ir::Update* first = as_addition(body[at]);
    if (!first) return at;
    const std::set<ir::VarId> needed = ir::mentioned(body[at]);
    for (std::size_t k = at + 1; k < body.size(); ++k) {
      const ir::Update* other = as_addition(body[k]);
      if (other && ir::same_expr(other->place, first->place)) {
        return k > at + 1 && operations(first->value) + operations(other->value) < kLongest ? k : at;
      }
      if (may_change(body[k], *first, needed)) return at;
    }
    return at;
  }

  /// Whether the statement may write what the addition reads. What is added to is read by no statement of the loop.
  [[nodiscard]] bool may_change(const ir::Stmt& stmt, const ir::Update& addition, const std::set<ir::VarId>& needed) const {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* updated = ir::get_if<ir::Update>(stmt);
    if (!assigned && !updated) return false;
    const ir::VarId root = ir::root_var(assigned ? assigned->place : updated->place);
    const bool is_own_array = aliases_.same(root, ir::root_var(addition.place));
    // Terms of other elements of the same array meet this one's in no particular order.
    if (is_own_array) return assigned != nullptr || ir::mentions(addition.value, root);
    return std::any_of(needed.begin(), needed.end(), [&](ir::VarId var) { return aliases_.same(var, root); });
  }

  /// What is said in front of a statement that moves on is said in front of those that stay.
  static void hand_on_comments(ir::Region& body, std::size_t at) {
    if (body[at + 1].comments.empty()) body[at + 1].comments = std::exchange(body[at].comments, {});
  }

  ir::Function& function_;
  const Aliases aliases_;
  Surroundings around_;
};

}  // namespace

void join_updates(ir::Function& function, const std::vector<ir::VarId>& bars) { Joiner(function, bars).visit(function.body); }

}  // namespace backsweep::transform
