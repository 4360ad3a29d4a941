// Chooses between joint and split calls on a measured tree.
//
// The additive model of time: a call below d joint calls, itself among them, runs 1 + d times in the end, so that each
// joint call adds its inclusive primal time. Memory along the sweeps: what a context keeps is its own record and, for
// each call in it, the snapshot or what the call keeps; a call is reversed with what was kept in front of it still there.
#include "plan/call_tree.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace backsweep::plan {
namespace {

enum class Mode { kSplit, kJoint, kOpen };

struct Memory {
  Bytes kept;  ///< Until the call is reversed.
  Bytes peak;  ///< While it is, beyond what was there before.
};

Bytes operator*(double factor, const Bytes& bytes) { return {factor * bytes.stack, factor * bytes.blocks}; }

Bytes least(const Bytes& a, const Bytes& b) { return {std::min(a.stack, b.stack), std::min(a.blocks, b.blocks)}; }

Bytes most(const Bytes& a, const Bytes& b) { return {std::max(a.stack, b.stack), std::max(a.blocks, b.blocks)}; }

/// Bytes for some choice; for open sites the least of both, which bounds all choices from below.
Memory memory_of(const CallContext& context, const std::vector<Mode>& modes) {
  std::vector<Bytes> items;
  std::vector<Bytes> peaks;
  Bytes record = context.record;
  for (const CallContext& inner : context.inside) {
    const Memory memory = memory_of(inner, modes);
    const Mode mode = inner.site ? modes[*inner.site] : Mode::kSplit;
    items.push_back(mode == Mode::kSplit  ? memory.kept
                    : mode == Mode::kJoint ? inner.snapshot
                                           : least(memory.kept, inner.snapshot));
    peaks.push_back(memory.peak);
    record += inner.calls * items.back();
  }
  Memory result{record, record};
  for (std::size_t i = 0; i < context.inside.size(); ++i) {
    const CallContext& inner = context.inside[i];
    Bytes before = inner.record_before;
    for (std::size_t k = 0; k < inner.calls_before.size() && k < items.size(); ++k) before += inner.calls_before[k] * items[k];
    before += peaks[i];
    result.peak = most(result.peak, before);
  }
  return result;
}

void add_seconds(const CallContext& context, std::vector<double>& seconds) {
  if (context.site) seconds[*context.site] += context.seconds;
  for (const CallContext& inner : context.inside) add_seconds(inner, seconds);
}

/// Depth first over the sites, the dearest first; branches that cannot be better are left out.
class Search {
 public:
  Search(const CallContext& whole, std::size_t sites)
      : whole_(whole), modes_(sites, Mode::kOpen), seconds_(sites, 0.0), order_(sites) {
    add_seconds(whole, seconds_);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return seconds_[a] > seconds_[b]; });
  }

  /// `budget`: null for the least memory.
  std::optional<CallChoice> run(const double* budget) {
    budget_ = budget;
    descend(Mode::kSplit);
    descend(Mode::kJoint);
    std::fill(modes_.begin(), modes_.end(), Mode::kOpen);
    visit(0, 0);
    if (best_) best_->is_proven = steps_ < kMostSteps;
    return std::move(best_);
  }

 private:
  // A few seconds, and more than enough for what people mark by hand.
  static constexpr long kMostSteps = 400'000;
  static constexpr double kTiny = 1e-9;

  // A choice to begin with: all sites alike, then the one after the other that saves most for what it costs, as long as
  // memory is short; then back to split what need not be joint.
  void descend(Mode start) {
    std::fill(modes_.begin(), modes_.end(), start);
    double peak = memory_of(whole_, modes_).peak.sum();
    while (!budget_ || peak > *budget_) {
      std::optional<std::size_t> chosen;
      double gain = 0;
      for (std::size_t site = 0; site < modes_.size(); ++site) {
        const double saved = peak - flipped(site);
        const double cost = std::max(modes_[site] == Mode::kSplit ? seconds_[site] : 0.0, kTiny);
        if (saved > 0 && saved / cost > gain) {
          gain = saved / cost;
          chosen = site;
        }
      }
      if (!chosen) break;
      flip(*chosen);
      peak = memory_of(whole_, modes_).peak.sum();
    }
    for (const std::size_t site : order_) {
      if (modes_[site] == Mode::kJoint && flipped(site) <= (budget_ ? *budget_ : peak)) flip(site);
    }
    double seconds = 0;
    for (std::size_t site = 0; site < modes_.size(); ++site) seconds += modes_[site] == Mode::kJoint ? seconds_[site] : 0.0;
    peak = memory_of(whole_, modes_).peak.sum();
    if (is_better(peak, seconds)) keep(peak, seconds);
  }

  void flip(std::size_t site) { modes_[site] = modes_[site] == Mode::kSplit ? Mode::kJoint : Mode::kSplit; }

  double flipped(std::size_t site) {
    flip(site);
    const double peak = memory_of(whole_, modes_).peak.sum();
    flip(site);
    return peak;
  }

  void visit(std::size_t depth, double seconds) {
    if (++steps_ >= kMostSteps) return;
    const double peak = memory_of(whole_, modes_).peak.sum();
    if (!is_better(peak, seconds)) return;
    if (depth == order_.size()) return keep(peak, seconds);
    const std::size_t site = order_[depth];
    modes_[site] = Mode::kSplit;
    visit(depth + 1, seconds);
    modes_[site] = Mode::kJoint;
    visit(depth + 1, seconds + seconds_[site]);
    modes_[site] = Mode::kOpen;
  }

  [[nodiscard]] bool is_better(double peak, double seconds) const {
    if (budget_ && peak > *budget_) return false;
    if (!best_) return true;
    const CallCosts& best = best_->costs;
    const std::pair<double, double> found = budget_ ? std::pair(seconds, peak) : std::pair(peak, seconds);
    const std::pair<double, double> known = budget_ ? std::pair(best.seconds, best.peak) : std::pair(best.peak, best.seconds);
    return found < known;
  }

  void keep(double peak, double seconds) {
    CallChoice choice;
    for (const Mode mode : modes_) choice.is_joint.push_back(mode == Mode::kJoint);
    choice.costs = {peak, seconds};
    best_ = std::move(choice);
  }

  const CallContext& whole_;
  std::vector<Mode> modes_;
  std::vector<double> seconds_;
  std::vector<std::size_t> order_;
  const double* budget_ = nullptr;
  std::optional<CallChoice> best_;
  long steps_ = 0;
};

}  // namespace

Bytes& Bytes::operator+=(const Bytes& other) {
  stack += other.stack;
  blocks += other.blocks;
  return *this;
}

CallCosts evaluate(const CallContext& whole, const std::vector<bool>& is_joint) {
  std::vector<Mode> modes;
  std::vector<double> seconds(is_joint.size(), 0.0);
  add_seconds(whole, seconds);
  CallCosts costs;
  for (std::size_t i = 0; i < is_joint.size(); ++i) {
    modes.push_back(is_joint[i] ? Mode::kJoint : Mode::kSplit);
    if (is_joint[i]) costs.seconds += seconds[i];
  }
  costs.peak = memory_of(whole, modes).peak.sum();
  return costs;
}

std::optional<CallChoice> fastest_within(const CallContext& whole, std::size_t sites, double budget) {
  return Search(whole, sites).run(&budget);
}

CallChoice smallest(const CallContext& whole, std::size_t sites) { return *Search(whole, sites).run(nullptr); }

}  // namespace backsweep::plan
