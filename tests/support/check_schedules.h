// Derivatives of functions with checkpointed loops: right, and the same to the bit under every schedule.
//
// CHECK_SCHEDULES(f, ...) and CHECK_GRADIENT_SCHEDULES(f, ...) take what CHECK_DERIVATIVES and CHECK_GRADIENT take.
#pragma once

#include <vector>

#include <backsweep/schedule.hpp>
#include <backsweep/workspace.hpp>

#include "check_derivatives.h"

namespace check {

std::vector<backsweep::Schedule> schedules();

/// The adjoint of `subject` runs under *schedule.
void check_adjoint_under_schedules(const Subject& subject, const backsweep::Schedule*& schedule);
/// The same for a gradient.
void check_gradient_under_schedules(const Subject& subject, const backsweep::Schedule*& schedule);

/// `function` with *schedule as its last argument.
template <class Function>
auto under(const backsweep::Schedule*& schedule, Function& function) {
  return [&](auto&&... arguments) { return function(static_cast<decltype(arguments)>(arguments)..., *schedule); };
}

template <class Primal, class Adjoint, class Tangent, class... Slots>
void derivatives_under_schedules(const char* place, Primal primal, Adjoint adjoint, Tangent tangent,
                                 const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Passed = Concatenation<All, DerivativeTypes<Primal, Slots...>>;
  derivatives(place, primal, adjoint, tangent, slots...);
  const backsweep::Schedule* schedule = nullptr;
  auto scheduled = under(schedule, adjoint);
  const Subject subject(place, {&slots...}, any_function<All>(primal), any_function<Passed>(scheduled), {});
  check_adjoint_under_schedules(subject, schedule);
}

template <class Primal, class Gradient, class... Slots>
void gradient_under_schedules(const char* place, Primal primal, Gradient function, const Slots&... slots) {
  using All = AllTypes<Slots...>;
  using Passed = Concatenation<All, ActiveTypes<Slots...>>;
  gradient(place, primal, function, slots...);
  const backsweep::Schedule* schedule = nullptr;
  auto scheduled = under(schedule, function);
  const Subject subject(place, {&slots...}, any_function<All>(primal), any_function<Passed>(scheduled), {});
  check_gradient_under_schedules(subject, schedule);
}

}  // namespace check

#ifndef CHECK_VALUES

#define CHECK_SCHEDULES(name, ...)                                                                           \
  BACKSWEEP_CHECK(derivatives_under_schedules, BACKSWEEP_CALLABLE(name), BACKSWEEP_CALLABLE(name##_adjoint), \
                  BACKSWEEP_CALLABLE(name##_tangent), __VA_ARGS__)
#define CHECK_GRADIENT_SCHEDULES(name, ...) \
  BACKSWEEP_CHECK(gradient_under_schedules, BACKSWEEP_CALLABLE(name), BACKSWEEP_CALLABLE(name##_gradient), __VA_ARGS__)

#else

#define CHECK_SCHEDULES CHECK_DERIVATIVES
#define CHECK_GRADIENT_SCHEDULES CHECK_GRADIENT

#endif
