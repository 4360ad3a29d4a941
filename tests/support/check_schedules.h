// Derivatives of functions with checkpointed loops: right, and the same to the bit under every schedule.
//
// CHECK_SCHEDULES(f, ...) and CHECK_GRADIENT_SCHEDULES(f, ...) take what CHECK_DERIVATIVES and CHECK_GRADIENT take.
#pragma once

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <backsweep/schedule.hpp>
#include <backsweep/workspace.hpp>

#include "check_derivatives.h"

namespace check {

inline std::vector<backsweep::Schedule> schedules() {
  using backsweep::Schedule;
  const std::string directory = std::filesystem::temp_directory_path().string();
  return {Schedule::store_all(),      Schedule::store_states(),
          Schedule::recompute(),      Schedule::periodic(3),
          Schedule::revolve(1),       Schedule::revolve(3),
          Schedule::mixed(4),         Schedule::mixed(7),
          Schedule::multistage(2, 2, directory),
          Schedule::online(2),        Schedule::online(5),
          Schedule::for_budget(200'000)};
}

inline bool is_same_number(long double a, long double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) == std::isnan(b);
  return !(a < b) && !(b < a) && std::signbit(a) == std::signbit(b);
}

/// `results(schedule)` gives all numbers of one run.
template <class Results>
void same_under_schedules(const char* place, const Results& results) {
  const Flat expected = results(backsweep::Schedule::store_all());
  for (const backsweep::Schedule& schedule : schedules()) {
    const Flat got = results(schedule);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (i < got.size() && is_same_number(got[i], expected[i])) continue;
      ++failures();
      std::fprintf(stderr, "%s: %s: component %zu: got %.17Lg, expected %.17Lg\n", place, schedule.name().c_str(), i,
                   i < got.size() ? got[i] : 0.0L, expected[i]);
    }
    expect(backsweep::Workspace::local().bytes_in_use() == 0, "the workspace is empty after the call");
    expect(backsweep::Workspace::local_blocks().bytes_in_use() == 0, "no block is left after the call");
  }
}

template <class Primal, class Adjoint, class Tangent, class... Slots>
void derivatives_under_schedules(const char* place, Primal primal, Adjoint adjoint, Tangent tangent, Slots... slots) {
  derivatives(place, primal, adjoint, tangent, slots...);
  same_under_schedules(place, [&](const backsweep::Schedule& schedule) {
    const auto scheduled = [&](auto&&... arguments) {
      return adjoint(static_cast<decltype(arguments)>(arguments)..., schedule);
    };
    return Subject<Primal, decltype(scheduled), Tangent, Slots...>(place, primal, scheduled, tangent, slots...)
        .adjoint_results();
  });
}

template <class Primal, class Gradient, class... Slots>
void gradient_under_schedules(const char* place, Primal primal, Gradient function, Slots... slots) {
  gradient(place, primal, function, slots...);
  same_under_schedules(place, [&](const backsweep::Schedule& schedule) {
    const auto scheduled = [&](auto&&... arguments) {
      return function(static_cast<decltype(arguments)>(arguments)..., schedule);
    };
    return Subject<Primal, decltype(scheduled), decltype(scheduled), Slots...>(place, primal, scheduled, scheduled,
                                                                               slots...)
        .gradient_results();
  });
}

}  // namespace check

#ifndef CHECK_VALUES

#define CHECK_SCHEDULES(name, ...)                                                                                  \
  do {                                                                                                              \
    using namespace check;                                                                                          \
    derivatives_under_schedules(BACKSWEEP_PLACE, BACKSWEEP_CALLABLE(name), BACKSWEEP_CALLABLE(name##_adjoint),      \
                                BACKSWEEP_CALLABLE(name##_tangent), __VA_ARGS__);                                   \
  } while (false)
#define CHECK_GRADIENT_SCHEDULES(name, ...)                                                                      \
  do {                                                                                                           \
    using namespace check;                                                                                       \
    gradient_under_schedules(BACKSWEEP_PLACE, BACKSWEEP_CALLABLE(name), BACKSWEEP_CALLABLE(name##_gradient),     \
                             __VA_ARGS__);                                                                       \
  } while (false)

#else

#define CHECK_SCHEDULES CHECK_DERIVATIVES
#define CHECK_GRADIENT_SCHEDULES CHECK_GRADIENT

#endif
