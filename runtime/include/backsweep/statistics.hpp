// What the last checkpointed loop did: steps, snapshots, bytes, seconds.
#pragma once

#include <cstddef>
#include <cstdint>

#include "backsweep/actions.hpp"

namespace backsweep {

/// Counts of one reversal. Where a loop ran several times, of its last run.
///
/// Reading them costs nothing while the loop runs: they are a few additions per action. Only the seconds per phase need
/// a clock, which `Schedule::timed` asks for; the two totals are always there.
///
///     simulate_gradient(u, n, steps, dt, u_bar, backsweep::Schedule::revolve(30));
///     const backsweep::Statistics& run = backsweep::last_run();
///     std::printf("%lld extra steps, %zu bytes\n", static_cast<long long>(run.forward_steps), run.peak_memory_bytes);
struct Statistics {
  LoopForm form;                   ///< How the loop was run.
  std::int64_t steps = 0;          ///< Iterations of the loop.
  std::int64_t forward_steps = 0;  ///< Steps run without tape, those of the forward sweep included.
  std::int64_t taped_steps = 0;    ///< Steps run with tape; each iteration once.
  std::int64_t snapshots_stored_memory = 0;
  std::int64_t snapshots_stored_disk = 0;
  std::int64_t snapshots_restored_memory = 0;
  std::int64_t snapshots_restored_disk = 0;
  std::size_t state_bytes = 0;        ///< One snapshot, the largest seen.
  std::size_t record_bytes = 0;       ///< What one taped step stores, the largest seen; 0 where it was not seen apart.
  std::size_t peak_memory_bytes = 0;  ///< The most that snapshots and records held in the workspace at once.
  std::size_t peak_disk_bytes = 0;    ///< The most that snapshots held on disk at once.
  double forward_seconds = 0;         ///< The forward sweep.
  double reverse_seconds = 0;         ///< The reverse sweep, repeated forward steps included.
  double advance_seconds = 0;         ///< Steps without tape. This and the rest only with Schedule::timed.
  double tape_seconds = 0;            ///< Taped steps and their reverse.
  double store_seconds = 0;           ///< Writing snapshots.
  double restore_seconds = 0;         ///< Reading snapshots.
};

/// The counts of the checkpointed loop that finished last on the calling thread; all zero before the first.
/// A loop nested in another finishes before it.
inline Statistics& last_run() noexcept {
  thread_local Statistics statistics;
  return statistics;
}

}  // namespace backsweep
