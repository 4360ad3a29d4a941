// Runs a function and its derivatives on copies of the arguments.
#include "subject.h"

#include <utility>

#include "samples.h"

namespace check {

bool Slot::is_active() const { return role != Role::kFixed; }
bool Slot::is_input() const { return role == Role::kIn || role == Role::kInOut; }
bool Slot::is_output() const { return role == Role::kOut || role == Role::kInOut || role == Role::kResult; }

CHECK_COMMON_ARGUMENTS()

namespace {

using Slots = std::vector<Slot>;

/// Calls with all slots and with the active ones of `derivatives`; the result becomes one more slot.
void call(const AnyFunction& function, Slots& slots, std::initializer_list<Slots*> derivatives) {
  std::vector<AnyValue*> passed;
  const auto pass = [&](Slots& from, std::size_t i) {
    while (from[i].role == Role::kSameAs) i = from[i].other;
    passed.push_back(&from[i].value);
  };
  for (std::size_t i = 0; i < slots.size(); ++i) pass(slots, i);
  for (Slots* active : derivatives) {
    for (std::size_t i = 0; i < active->size(); ++i) {
      if ((*active)[i].is_active()) pass(*active, i);
    }
  }
  AnyValue result = function.call(function.function, passed.data());
  if (!result.is_empty()) slots.push_back({std::move(result), Role::kResult});
}

Flat numbers(const Slots& slots, bool (Slot::*is_wanted)() const) {
  Flat flat;
  for (const Slot& slot : slots) {
    if ((slot.*is_wanted)()) slot.value.leaves().append_to(flat);
  }
  return flat;
}

void load(const Slots& slots, bool (Slot::*is_wanted)() const, const Flat& flat) {
  std::size_t position = 0;
  for (const Slot& slot : slots) {
    if ((slot.*is_wanted)()) slot.value.leaves().load(flat, position);
  }
}

void fill(const Slots& slots, long double filler) {
  for (const Slot& slot : slots) {
    if (slot.is_active()) slot.value.leaves().fill(filler);
  }
}

}  // namespace

Subject::Subject(const char* place, std::initializer_list<const Slot*> slots, AnyFunction primal, AnyFunction adjoint,
                 AnyFunction tangent, const Shaper* shapers)
    : place_(place), primal_(primal), adjoint_(adjoint), tangent_(tangent), shapers_(shapers) {
  for (const Slot* slot : slots) start_.push_back(*slot);
}
Subject::~Subject() = default;

Subject::Slots Subject::derivatives_of(Slots slots) const {
  if (shapers_ == nullptr) return slots;
  const Shaper* shaper = shapers_;
  for (Slot& slot : slots) {
    if (!slot.is_active()) continue;
    if (slot.role != Role::kSameAs) slot.value = (*shaper)(slot.value);
    ++shaper;
  }
  return slots;
}

Flat Subject::inputs() const { return numbers(start_, &Slot::is_input); }

std::vector<bool> Subject::only_read() const {
  std::vector<bool> flags;
  for (const Slot& slot : start_) {
    if (slot.is_input()) flags.resize(flags.size() + slot.value.leaves().size(), !slot.is_output());
  }
  return flags;
}

Flat Subject::primal_at(const Flat& x) const {
  Slots slots = start_;
  load(slots, &Slot::is_input, x);
  call(primal_, slots, {});
  return numbers(slots, &Slot::is_output);
}

Run Subject::run_tangent(const Flat& x_dot) const {
  Slots after = start_;
  call(primal_, after, {});
  Slots dots = start_;
  dots.insert(dots.end(), after.begin() + static_cast<std::ptrdiff_t>(start_.size()), after.end());
  dots = derivatives_of(std::move(dots));
  fill(dots, 7.5L);
  load(dots, &Slot::is_input, x_dot);
  Slots slots = start_;
  call(tangent_, slots, {&dots});
  return {numbers(slots, &Slot::is_output), numbers(dots, &Slot::is_output), {}};
}

Run Subject::run_adjoint(const Flat& y_bar, const Flat& before) const {
  Slots bars = derivatives_of(start_);
  load(bars, &Slot::is_input, before);
  Slots after = start_;
  call(primal_, after, {});
  // An adjoint of an output has the shape that the primal gives to the output.
  after = derivatives_of(std::move(after));
  load(after, &Slot::is_output, y_bar);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (!bars[i].is_output()) after[i] = std::move(bars[i]);
  }
  Slots slots = start_;
  call(adjoint_, slots, {&after});
  Run run{numbers(slots, &Slot::is_output), numbers(after, &Slot::is_input), {}};
  for (const Slot& slot : after) {
    if (slot.role == Role::kOut) slot.value.leaves().append_to(run.consumed);
  }
  return run;
}

Run Subject::run_gradient(const Flat& x, long double before) const {
  Slots slots = start_;
  load(slots, &Slot::is_input, x);
  Slots bars = start_;
  fill(bars, before);
  call(adjoint_, slots, {&bars});
  return {numbers(slots, &Slot::is_output), numbers(bars, &Slot::is_input), {}};
}

Run Subject::run_hvp(const Flat& x_dot, long double before) const {
  Slots dots = start_;
  load(dots, &Slot::is_input, x_dot);
  Slots bars = start_;
  fill(bars, before);
  Slots slots = start_;
  call(tangent_, slots, {&dots, &bars});
  return {numbers(slots, &Slot::is_output), numbers(bars, &Slot::is_input), {}};
}

Run Subject::run_matrix(std::size_t size, double before) const {
  Slots matrix{{any_value(Buffer<double>{std::vector<double>(size, before)}), Role::kOut}};
  Slots slots = start_;
  call(tangent_, slots, {&matrix});
  return {numbers(slots, &Slot::is_output), numbers(matrix, &Slot::is_output), {}};
}

}  // namespace check
