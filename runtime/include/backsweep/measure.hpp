// Measures a checkpointed loop while it runs: seconds, peak bytes, and how deep loops are nested.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "backsweep/workspace.hpp"

namespace backsweep::detail {

/// The checkpointed loops that the calling thread is in.
struct Nesting {
  int loops = 0;          ///< How many are in one of their sweeps.
  int in_reverse = 0;     ///< How many of these are in their reverse sweep.
  std::int64_t runs = 0;  ///< How many sweeps were ever begun.
};

inline Nesting& nesting() noexcept {
  thread_local Nesting nesting;
  return nesting;
}

/// A sweep of a loop, from its beginning to its end or to an exception.
class SweepScope {
 public:
  explicit SweepScope(bool is_reverse) noexcept : is_reverse_(is_reverse) {
    ++nesting().runs;
    ++nesting().loops;
    if (is_reverse_) ++nesting().in_reverse;
  }
  SweepScope(const SweepScope&) = delete;
  SweepScope& operator=(const SweepScope&) = delete;
  ~SweepScope() {
    --nesting().loops;
    if (is_reverse_) --nesting().in_reverse;
  }

 private:
  bool is_reverse_;
};

inline namespace BACKSWEEP_DETAIL_VARIANT {

/// Seconds that pass during its life, added to a number. Looks at no clock unless told to.
class Stopwatch {
 public:
  Stopwatch(double& total, bool is_on) : total_(is_on ? &total : nullptr) {
    if (is_on) start_ = Clock::now();
  }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() {
    if (total_ != nullptr) *total_ += std::chrono::duration<double>(Clock::now() - start_).count();
  }

 private:
  using Clock = std::chrono::steady_clock;
  double* total_;
  Clock::time_point start_;
};

/// What the calling thread's two workspaces hold now: values that are pushed, and blocks that are filled by index.
inline std::size_t bytes_held() noexcept {
  return Workspace::local().bytes_in_use() + Workspace::local_blocks().bytes_in_use();
}

/// Measures the peak of both workspaces during its life by itself, and afterwards hands it to whoever measures around
/// it. The two peaks are added: they lie where the last step is taped.
class PeakScope {
 public:
  /// Counts what is held above `base`, and raises `peak` to it at the end.
  PeakScope(std::size_t base, std::size_t& peak)
      : base_(base),
        peak_(peak),
        outer_(Workspace::local().peak_bytes()),
        outer_blocks_(Workspace::local_blocks().peak_bytes()) {
    Workspace::local().reset_peak();
    Workspace::local_blocks().reset_peak();
  }
  PeakScope(const PeakScope&) = delete;
  PeakScope& operator=(const PeakScope&) = delete;
  ~PeakScope() {
    peak_ = std::max(peak_, so_far());
    Workspace::local().raise_peak(outer_);
    Workspace::local_blocks().raise_peak(outer_blocks_);
  }
  std::size_t so_far() const noexcept {
    const std::size_t peak = Workspace::local().peak_bytes() + Workspace::local_blocks().peak_bytes();
    return peak - std::min(base_, peak);
  }

 private:
  std::size_t base_;
  std::size_t& peak_;
  std::size_t outer_;
  std::size_t outer_blocks_;
};

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep::detail
