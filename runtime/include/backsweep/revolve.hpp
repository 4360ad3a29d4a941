// Binomial checkpointing in closed form: how many steps have to be run again, and where the next snapshot goes.
//
// Takes: n steps and s snapshots, the one of the initial state included.
// Gives: the optimal number of extra steps and an optimal first advance.
// Promises: 64-bit, saturating instead of overflowing, no table and no recursion.
//
// With t repetitions of each step, s snapshots reach C(s + t, s) steps. Let t be the smallest that reaches n. Then
//
//     extra(n, s) = t n - C(s + t, t - 1)
//
// untaped steps are unavoidable (Griewank & Walther, Algorithm 799, 2000; Evaluating Derivatives, section 12.3): each
// step is run once for its tape, and these on top. Of the many optimal places for the next snapshot the one below
// writes the fewest snapshots.
//
//     const std::int64_t extra = backsweep::extra_steps(10'000, 30);   // 27'544 or so: 2.8 times the loop
//     const std::int64_t first = backsweep::optimal_advance(10'000, 30);
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace backsweep {

/// Stands for every number of steps that does not fit.
inline constexpr std::int64_t kManySteps = std::numeric_limits<std::int64_t>::max() / 4;

namespace detail {

/// a + b, at most kManySteps. Neither is negative.
constexpr std::int64_t add_steps(std::int64_t a, std::int64_t b) noexcept {
  return a >= kManySteps - b ? kManySteps : a + b;
}

/// a * b, at most kManySteps. Neither is negative.
constexpr std::int64_t multiply_steps(std::int64_t a, std::int64_t b) noexcept {
  if (a == 0 || b == 0) return 0;
  return a > kManySteps / b ? kManySteps : a * b;
}

/// a * b / c for a product that c divides, without forming the product.
constexpr std::int64_t scale_steps(std::int64_t a, std::int64_t b, std::int64_t c) noexcept {
  return add_steps(multiply_steps(a / c, b), multiply_steps(a % c, b) / c);
}

/// The smallest t with C(s + t, s) >= n, and C(s + t - 1, s), which is what t - 1 repetitions reach.
struct Repetition {
  std::int64_t t;
  std::int64_t reach_before;
};

constexpr Repetition find_repetition(std::int64_t n, std::int64_t s) noexcept {
  if (s == 1) return {n - 1, n - 1};
  Repetition found{0, 0};
  for (std::int64_t reach = 1; reach < n;) {
    ++found.t;
    found.reach_before = reach;
    reach = scale_steps(reach, s + found.t, found.t);
  }
  return found;
}

}  // namespace detail

/// The binomial coefficient C(n, k), at most kManySteps; zero where k lies outside 0..n.
constexpr std::int64_t binomial(std::int64_t n, std::int64_t k) noexcept {
  if (k < 0 || k > n) return 0;
  std::int64_t result = 1;
  for (std::int64_t i = 1; i <= std::min(k, n - k); ++i)
    result = detail::scale_steps(result, n - std::min(k, n - k) + i, i);
  return result;
}

/// How often the busiest step is run untaped: the smallest t with C(s + t, s) >= n.
constexpr std::int64_t repetition_number(std::int64_t n, std::int64_t s) noexcept {
  return n <= 1 ? 0 : detail::find_repetition(n, s).t;
}

/// The untaped steps that the reversal of n steps with s >= 1 snapshots needs at least.
constexpr std::int64_t extra_steps(std::int64_t n, std::int64_t s) noexcept {
  if (n <= 1) return 0;
  s = std::min(s, n - 1);
  if (s == 1) return n % 2 == 0 ? detail::multiply_steps(n / 2, n - 1) : detail::multiply_steps(n, (n - 1) / 2);
  const std::int64_t t = detail::find_repetition(n, s).t;
  const std::int64_t all = detail::multiply_steps(t, n);
  return all == kManySteps ? kManySteps : all - binomial(s + t, t - 1);
}

/// How far to advance from a stored state before the next snapshot (or before the last step), for n >= 2 steps and s
/// snapshots, the stored one included. Followed recursively it gives extra_steps(n, s) and, among all that do, the
/// fewest snapshots written.
constexpr std::int64_t optimal_advance(std::int64_t n, std::int64_t s) noexcept {
  s = std::min(s, n - 1);
  if (s <= 1) return n - 1;
  if (s == n - 1) return 1;
  const auto [t, reach] = detail::find_repetition(n, s);
  // reach = C(s+t-1, s), shorter = C(s+t-2, s), fewer = C(s+t-2, s-1), fewest = C(s+t-3, s-2).
  const std::int64_t shorter = detail::scale_steps(reach, t - 1, s + t - 1);
  const std::int64_t fewer = reach - shorter;
  const std::int64_t fewest = detail::scale_steps(fewer, s - 1, s + t - 2);
  if (n <= reach + fewest) return shorter;
  return n < reach + fewer + fewest ? n - fewer - fewest : reach;
}

}  // namespace backsweep
