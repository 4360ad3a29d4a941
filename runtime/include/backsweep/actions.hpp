// The words in which a schedule tells a loop what to do, and a loop tells a schedule what it is like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace backsweep {

/// Where a snapshot lies.
enum class Level : std::uint8_t { kMemory, kDisk };

/// Stands for a number of steps that shows only at the end.
inline constexpr std::int64_t kUnknownSteps = -1;
/// Stands for a size that has not been seen yet.
inline constexpr std::size_t kUnknownBytes = std::numeric_limits<std::size_t>::max();

/// What a derivative does with its loop. The default is the usual form of emitted code.
struct LoopForm {
  bool keeps_start = true;  ///< The state from before the loop is brought back at the end.
  bool has_records = true;  ///< Steps can be recorded and reversed apart; else they are taped and reversed at once.
  bool reaches_end = true;  ///< The final state is asked for between the sweeps.
  bool knows_steps = true;  ///< The number of steps is known at the beginning.
  bool mixes = true;  ///< Snapshots may be restored between the record of a step and its reverse; else mixed is revolve.

  bool operator==(const LoopForm& other) const noexcept {
    return keeps_start == other.keeps_start && has_records == other.has_records && reaches_end == other.reaches_end &&
           knows_steps == other.knows_steps && mixes == other.mixes;
  }
};

/// What to do next. Steps run from `from` up to but excluding `to`.
enum class ActionKind : std::uint8_t {
  kAdvance,  ///< Run the steps without tape. The state before `from` is at hand; that before `to` is afterwards.
  kRecord,   ///< Run the steps and keep the record of each.
  kReverse,  ///< Reverse the steps from their records, last first, and drop these.
  kTurn,     ///< Run step `from` with tape and reverse it at once. Behind the last step: the forward sweep is over.
  kStore,    ///< Keep a snapshot of the state at hand, the one before step `from`, at `level`.
  kRestore,  ///< Bring back the state before step `from`; a snapshot in memory is preferred to one on disk.
  kDiscard,  ///< Give up the snapshot before step `from` at `level`.
};

/// One instruction of a schedule. The sequence of them reverses every step exactly once, last step first.
struct Action {
  ActionKind kind;
  Level level = Level::kMemory;
  std::int64_t from = 0;
  std::int64_t to = 0;
};

}  // namespace backsweep
