// The words in which a schedule tells a loop what to do.
#pragma once

#include <cstdint>

namespace backsweep {

/// Where a snapshot lies.
enum class Level : std::uint8_t { kMemory, kDisk };

/// What to do next. Steps run from `from` up to but excluding `to`.
enum class ActionKind : std::uint8_t {
  kAdvance,  ///< Run the steps without tape. The state before `from` is at hand; that before `to` is afterwards.
  kRecord,   ///< Run the steps and keep the record of each.
  kReverse,  ///< Reverse the steps from their records, last first, and drop these.
  kTurn,     ///< Run step `from` with tape and reverse it at once.
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
