// Schedules and amounts of memory as people type them.
//
// Takes: text such as `revolve(30)` or `64MiB`.
// Gives: the Schedule or the number of bytes.
// Promises: what `Schedule::name()` writes is read back as the same schedule; anything else is an exception that says
// what was expected.
//
//     const backsweep::Schedule schedule = backsweep::parse_schedule("revolve(30)");
//     const std::size_t budget = backsweep::parse_bytes("1.5GiB");
#pragma once

#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "backsweep/schedule.hpp"

namespace backsweep {
namespace detail {

inline std::string without_spaces(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (std::isspace(static_cast<unsigned char>(c)) == 0) result += c;
  }
  return result;
}

[[noreturn]] inline void fail_text(const std::string& text, const std::string& wanted) {
  throw std::invalid_argument("backsweep: '" + text + "' is not " + wanted);
}

inline std::int64_t parse_count(const std::string& text, const std::string& whole) {
  char* end = nullptr;
  const long long value = std::strtoll(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0') fail_text(whole, "a schedule: '" + text + "' is no whole number");
  return value;
}

}  // namespace detail

/// Bytes from a number and, if anything follows it, one of B, K, M, G, T with or without iB or B: powers of 1024.
/// Throws std::invalid_argument.
inline std::size_t parse_bytes(const std::string& text) {
  constexpr const char* kWanted = "an amount of memory, as 64MiB or 1.5G";
  const std::string compact = detail::without_spaces(text);
  char* end = nullptr;
  const double number = std::strtod(compact.c_str(), &end);
  if (end == compact.c_str() || !(number >= 0) || !std::isfinite(number)) detail::fail_text(text, kWanted);
  std::string unit(end);
  double factor = 1;
  const std::string prefixes = "KMGT";
  if (!unit.empty() && unit != "B") {
    const std::size_t at = prefixes.find(static_cast<char>(std::toupper(static_cast<unsigned char>(unit[0]))));
    const std::string rest = unit.substr(1);
    if (at == std::string::npos || (!rest.empty() && rest != "B" && rest != "iB")) detail::fail_text(text, kWanted);
    factor = std::pow(1024.0, static_cast<double>(at + 1));
  }
  const double bytes = number * factor;
  if (bytes >= 9e18) detail::fail_text(text, kWanted);
  return static_cast<std::size_t>(bytes);
}

/// The schedule of that name with its numbers in parentheses: the inverse of `Schedule::name()`. Snapshots on disk go
/// to `directory`. for_budget takes bytes with a unit. Throws std::invalid_argument.
inline Schedule parse_schedule(const std::string& text, const std::string& directory = ".") {
  const std::string compact = detail::without_spaces(text);
  const std::size_t open = compact.find('(');
  const std::string name = compact.substr(0, open);
  std::vector<std::string> arguments;
  if (open != std::string::npos) {
    if (compact.back() != ')') detail::fail_text(text, "a schedule: the closing parenthesis is missing");
    std::string rest = compact.substr(open + 1, compact.size() - open - 2);
    for (std::size_t comma = rest.find(','); comma != std::string::npos; comma = rest.find(',')) {
      arguments.push_back(rest.substr(0, comma));
      rest.erase(0, comma + 1);
    }
    arguments.push_back(rest);
  }
  const auto takes = [&](std::size_t count) { return arguments.size() == count; };
  const auto number = [&](std::size_t k) { return detail::parse_count(arguments[k], text); };
  if (name == "store_all" && takes(0)) return Schedule::store_all();
  if (name == "store_states" && takes(0)) return Schedule::store_states();
  if (name == "recompute" && takes(0)) return Schedule::recompute();
  if (name == "periodic" && takes(1)) return Schedule::periodic(number(0));
  if (name == "two_level" && takes(2)) return Schedule::two_level(number(0), number(1));
  if (name == "two_level" && takes(3) && arguments[2] == "disk") {
    return Schedule::two_level(number(0), number(1), directory);
  }
  if (name == "revolve" && takes(1)) return Schedule::revolve(number(0));
  if (name == "multistage" && takes(2)) return Schedule::multistage(number(0), number(1), directory);
  if (name == "mixed" && takes(1)) return Schedule::mixed(number(0));
  if (name == "online" && takes(1)) return Schedule::online(number(0));
  if (name == "for_budget" && takes(1)) return Schedule::for_budget(parse_bytes(arguments[0]));
  detail::fail_text(text,
                    "a schedule: one of store_all, store_states, recompute, periodic(p), two_level(p, s), revolve(s), "
                    "multistage(s, d), mixed(s), online(s), for_budget(bytes)");
}

}  // namespace backsweep
