// The schedules worth comparing for a loop: one of each kind, with limits that suit its size and the room there is.
//
//     const auto schedules = backsweep::candidates(steps, costs, {2'000'000'000, 0, ""});
//     std::fputs(backsweep::predict(schedules, steps, costs, 2'000'000'000).table().c_str(), stdout);
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "backsweep/schedule.hpp"

namespace backsweep {

/// Where snapshots may lie, in bytes; 0 is no disk, or no limit known for memory.
struct Room {
  std::size_t memory = 0;
  std::size_t disk = 0;
  std::string directory;  ///< On the disk.
};

namespace detail {

/// Collects schedules, leaving out those whose limits the loop does not reach and those that came before.
class CandidateList {
 public:
  CandidateList(std::int64_t steps, const Costs& costs) : steps_(steps), costs_(costs) {}

  void add(const Schedule& schedule) {
    const std::string name = schedule.name();
    const bool is_known =
        std::any_of(list_.begin(), list_.end(), [&name](const Schedule& other) { return other.name() == name; });
    if (!is_known) list_.push_back(schedule);
  }

  /// Binomial schedules with a few, some and many snapshots.
  void add_revolve(std::int64_t snapshots) {
    if (snapshots >= 2 && snapshots < steps_ - 1) add(Schedule::revolve(snapshots));
  }

  void add_mixed(std::int64_t units) {
    const bool is_alike = costs_.record_bytes <= 4 * costs_.state_bytes;
    if (is_alike && units >= 1 && units < steps_ - 1) add(Schedule::mixed(units));
  }

  std::vector<Schedule> take() { return std::move(list_); }

 private:
  std::int64_t steps_;
  Costs costs_;
  std::vector<Schedule> list_;
};

/// The period that takes the least memory, sqrt(n S / T).
inline std::int64_t least_memory_period(std::int64_t steps, const Costs& costs) {
  const double ratio = static_cast<double>(std::max<std::size_t>(1, costs.state_bytes)) /
                       static_cast<double>(std::max<std::size_t>(1, costs.record_bytes));
  const double period = std::round(std::sqrt(static_cast<double>(steps) * ratio));
  return static_cast<std::int64_t>(std::clamp(period, 1.0, static_cast<double>(std::max<std::int64_t>(1, steps))));
}

/// What a disk access costs in forward steps, as multistage wants to know it.
inline LevelCosts level_costs(const Costs& costs) {
  if (costs.step <= 0) return {};
  return {1, (costs.taped_step + costs.reverse_step) / costs.step, costs.disk_store / costs.step,
          costs.disk_restore / costs.step};
}

inline void add_for_disk(CandidateList& list, std::int64_t steps, const Costs& costs, const Room& room,
                         std::int64_t in_memory) {
  const std::size_t most = room.disk / std::max<std::size_t>(1, costs.state_bytes);
  const std::int64_t on_disk = static_cast<std::int64_t>(std::min<std::size_t>(most, static_cast<std::size_t>(steps)));
  if (on_disk < 1) return;
  list.add(Schedule::multistage(in_memory, on_disk, room.directory, level_costs(costs)));
  list.add(Schedule::two_level((steps + on_disk - 1) / on_disk, in_memory, room.directory));
}

}  // namespace detail

/// One schedule of each kind, and binomial ones of several sizes: those that fill the memory, where that is known.
inline std::vector<Schedule> candidates(std::int64_t steps, const Costs& costs, const Room& room = {}) {
  detail::CandidateList list(steps, costs);
  list.add(Schedule::store_all());
  list.add(Schedule::store_states());
  list.add(Schedule::periodic(detail::least_memory_period(steps, costs)));
  for (const std::int64_t snapshots : {3, 10, 30, 100, 300, 1000}) list.add_revolve(snapshots);
  for (const std::int64_t units : {10, 100}) list.add_mixed(units);
  list.add(Schedule::online(30));
  list.add(Schedule::recompute());
  std::int64_t in_memory = 12;
  if (room.memory > 0) {
    // Beside one record; where there is a disk, also beside the buffer on the way to it and the start that is kept.
    in_memory = detail::snapshots_beside(costs.record_bytes, costs.state_bytes, room.memory);
    list.add_revolve(in_memory);
    list.add(Schedule::for_budget(room.memory));
  }
  if (room.disk > 0 && in_memory > 2) detail::add_for_disk(list, steps, costs, room, in_memory - 2);
  return list.take();
}

}  // namespace backsweep
