// takes: what calls have been measured to take, and a budget.  gives: which call sites are joint.
// promises: the time of every choice is exact for the tree, its memory exact where calls of one context are alike.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace backsweep::plan {

/// Bytes in the two workspaces of a thread. Neither gives memory back while the program runs: their peaks add up.
struct Bytes {
  double stack = 0;
  double blocks = 0;

  [[nodiscard]] double sum() const { return stack + blocks; }
  Bytes& operator+=(const Bytes& other);
};

/// Calls of one site in one context of calls around it; all of them take the same memory.
struct CallContext {
  std::optional<std::size_t> site;  ///< None: it cannot be joint.
  double calls = 1;                 ///< Within one call of the context around it.
  Bytes snapshot;                   ///< What a joint call keeps.
  Bytes record;                     ///< What a split call keeps, without the calls in it.
  double seconds = 0;               ///< What all its calls cost once more: the primal, and its snapshots.
  /// In front of the last of its calls: the record around it, and calls of each context beside it.
  Bytes record_before;
  std::vector<double> calls_before;
  std::vector<CallContext> inside;
};

struct CallCosts {
  double peak = 0;     ///< Bytes, of both workspaces together.
  double seconds = 0;  ///< On top of what the derivative takes with every call split.
};

/// What the derivative takes if the sites are joint that `is_joint` tells.
CallCosts evaluate(const CallContext& whole, const std::vector<bool>& is_joint);

struct CallChoice {
  std::vector<bool> is_joint;
  CallCosts costs;
  bool is_proven = true;  ///< No other choice is better; else the search was cut short.
};

/// The fastest choice within the budget; none where no choice that was found is within it.
std::optional<CallChoice> fastest_within(const CallContext& whole, std::size_t sites, double budget);
/// The choice with the least memory.
CallChoice smallest(const CallContext& whole, std::size_t sites);

}  // namespace backsweep::plan
