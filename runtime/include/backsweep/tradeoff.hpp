// Rows of a trade-off between memory and time, which of them are worth having, and how they are written.
//
// Takes: one row per schedule, predicted, measured, or both.
// Gives: the same rows as a table to read, as CSV and as JSON; as a picture see pareto.hpp.
// Promises: rows keep their order; a number that was not measured is left empty, not shown as zero.
//
//     const backsweep::Tradeoff tradeoff = backsweep::predict({Schedule::store_all(), Schedule::revolve(30)}, steps,
//     costs); std::fputs(tradeoff.table().c_str(), stdout);
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/schedule.hpp"
#include "backsweep/statistics.hpp"

namespace backsweep {

/// One schedule of a comparison.
struct TradeoffRow {
  std::string name;
  bool is_predicted = false;
  Prediction predicted;
  bool is_measured = false;
  Statistics measured;
  double seconds = 0;         ///< Measured, of the whole derivative.
  double time_ratio = 0;      ///< Measured, over the primal.
  std::string failure;        ///< Why there is nothing to show, where that is so.
  bool is_dominated = false;  ///< Another row takes no more memory and no more time, and less of one.
  bool is_chosen = false;     ///< The quickest within the budget.

  /// Memory in bytes: measured where it was, else predicted.
  double memory() const noexcept {
    return static_cast<double>(is_measured ? measured.peak_memory_bytes : predicted.peak_memory_bytes);
  }
  /// Time over the primal's: measured where it was, else predicted.
  double ratio() const noexcept { return is_measured ? time_ratio : predicted.time_ratio; }
  bool has_numbers() const noexcept { return failure.empty() && (is_measured || is_predicted); }
};

namespace detail {

/// A number with three significant digits or so, without exponent.
inline std::string short_number(double value) {
  std::array<char, 64> text{};
  const int digits = std::abs(value) >= 100 ? 0 : std::abs(value) >= 10 ? 1 : std::abs(value) >= 1 ? 2 : 3;
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

/// Bytes as people say them: `1.50 MiB`.
inline std::string short_bytes(double bytes) {
  constexpr std::array<const char*, 6> kUnits{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  std::size_t unit = 0;
  while (bytes >= 1024 && unit + 1 < kUnits.size()) {
    bytes /= 1024;
    ++unit;
  }
  return unit == 0 ? std::to_string(static_cast<long long>(bytes)) + " B" : short_number(bytes) + " " + kUnits[unit];
}

/// Seconds as people say them: `1.50 ms`.
inline std::string short_seconds(double seconds) {
  if (seconds >= 7200) return short_number(seconds / 3600) + " h";
  if (seconds >= 300) return short_number(seconds / 60) + " min";
  if (seconds >= 1) return short_number(seconds) + " s";
  if (seconds >= 1e-3) return short_number(1e3 * seconds) + " ms";
  return short_number(1e6 * seconds) + " us";
}

inline std::string full_number(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.9g", value);
  return text.data();
}

inline std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) result += c;
  }
  return result + "\"";
}

/// Columns of text under their titles, numbers to the right.
inline std::string aligned(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t k = 0; k < row.size(); ++k) {
      const std::string padding(widths[k] - row[k].size(), ' ');
      const bool is_text = k == 0 || k + 1 == row.size();
      line += (k > 0 ? "  " : "") + (is_text ? row[k] + padding : padding + row[k]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

/// A column of CSV and JSON: its name, and its value in a row; an empty value is none.
struct Field {
  const char* name;
  std::string (*value)(const TradeoffRow& row);
};

template <class T>
std::string if_there(bool is_there, T value) {
  if (!is_there) return {};
  if constexpr (std::is_floating_point_v<T>) {
    return full_number(value);
  } else {
    return std::to_string(value);
  }
}

// The names are what scripts read: add to them, do not change them.
inline constexpr Field kFields[] = {
    {"predicted_forward_steps",
     [](const TradeoffRow& r) { return if_there(r.is_predicted, r.predicted.forward_steps); }},
    {"forward_steps", [](const TradeoffRow& r) { return if_there(r.is_measured, r.measured.forward_steps); }},
    {"predicted_memory_bytes",
     [](const TradeoffRow& r) { return if_there(r.is_predicted, r.predicted.peak_memory_bytes); }},
    {"memory_bytes", [](const TradeoffRow& r) { return if_there(r.is_measured, r.measured.peak_memory_bytes); }},
    {"predicted_disk_bytes",
     [](const TradeoffRow& r) { return if_there(r.is_predicted, r.predicted.peak_disk_bytes); }},
    {"disk_bytes", [](const TradeoffRow& r) { return if_there(r.is_measured, r.measured.peak_disk_bytes); }},
    {"predicted_seconds", [](const TradeoffRow& r) { return if_there(r.is_predicted, r.predicted.seconds); }},
    {"seconds", [](const TradeoffRow& r) { return if_there(r.is_measured, r.seconds); }},
    {"predicted_time_ratio", [](const TradeoffRow& r) { return if_there(r.is_predicted, r.predicted.time_ratio); }},
    {"time_ratio", [](const TradeoffRow& r) { return if_there(r.is_measured, r.time_ratio); }},
};

}  // namespace detail

/// A list of schedules with what each costs.
struct Tradeoff {
  std::string title;
  std::int64_t steps = 0;
  Costs costs;              ///< What the predictions were made from.
  std::size_t budget = 0;   ///< Bytes of memory that the choice has to keep to; 0 is none.
  bool has_seconds = true;  ///< Else the costs are in forward steps, and only ratios are shown.
  std::vector<TradeoffRow> rows;

  /// Finds out which rows are dominated and which is the choice. Times within one part in a hundred count as equal.
  void judge() {
    for (TradeoffRow& row : rows) {
      row.is_chosen = false;
      row.is_dominated = row.has_numbers() && std::any_of(rows.begin(), rows.end(), [&row](const TradeoffRow& other) {
                           if (&other == &row || !other.has_numbers()) return false;
                           const bool is_less = other.memory() < row.memory() || other.ratio() < 0.99 * row.ratio();
                           return is_less && other.memory() <= row.memory() && other.ratio() <= row.ratio();
                         });
    }
    TradeoffRow* best = nullptr;
    for (TradeoffRow& row : rows) {
      const bool fits = row.has_numbers() && row.memory() <= static_cast<double>(budget);
      if (fits && (best == nullptr || row.ratio() < best->ratio())) best = &row;
    }
    if (best != nullptr) best->is_chosen = true;
  }

  /// For reading: predicted beside measured, dominated rows marked.
  std::string table() const {
    const bool has_measured = std::any_of(rows.begin(), rows.end(), [](const TradeoffRow& r) { return r.is_measured; });
    const bool has_disk = std::any_of(rows.begin(), rows.end(), [](const TradeoffRow& r) {
      return r.predicted.peak_disk_bytes > 0 || r.measured.peak_disk_bytes > 0;
    });
    std::vector<std::string> head{"schedule", "extra steps", "memory"};
    if (has_measured) head.push_back("measured");
    if (has_disk) head.push_back("disk");
    if (has_seconds) head.push_back("time");
    if (has_measured) head.push_back("measured");
    head.push_back(has_seconds ? "ratio" : "time ratio");
    if (has_measured) head.push_back("measured");
    head.push_back("");
    std::vector<std::vector<std::string>> lines{head};
    for (const TradeoffRow& row : rows) lines.push_back(line_of(row, has_measured, has_disk));
    return (title.empty() ? "" : title + "\n") + detail::aligned(lines);
  }

  /// For programs: one line per row, named columns.
  std::string csv() const {
    std::string text = "schedule";
    for (const detail::Field& field : detail::kFields) text += std::string(",") + field.name;
    text += ",dominated,chosen,failure\n";
    for (const TradeoffRow& row : rows) {
      text += "\"" + row.name + "\"";
      for (const detail::Field& field : detail::kFields) text += "," + (row.has_numbers() ? field.value(row) : "");
      std::string failure = row.failure;
      std::replace(failure.begin(), failure.end(), '"', '\'');
      text += std::string(row.is_dominated ? ",1" : ",0") + (row.is_chosen ? ",1" : ",0") + ",\"" + failure + "\"\n";
    }
    return text;
  }

  /// The same as one JSON object.
  std::string json() const {
    std::string text = "{\"title\": " + detail::quoted(title) + ", \"steps\": " + std::to_string(steps) +
                       ", \"state_bytes\": " + std::to_string(costs.state_bytes) +
                       ", \"record_bytes\": " + std::to_string(costs.record_bytes) +
                       ", \"budget_bytes\": " + std::to_string(budget) + ", \"schedules\": [";
    for (std::size_t k = 0; k < rows.size(); ++k) {
      text += std::string(k > 0 ? "," : "") + "\n  {\"schedule\": " + detail::quoted(rows[k].name);
      for (const detail::Field& field : detail::kFields) {
        const std::string value = rows[k].has_numbers() ? field.value(rows[k]) : "";
        if (!value.empty()) text += std::string(", \"") + field.name + "\": " + value;
      }
      text += std::string(", \"dominated\": ") + (rows[k].is_dominated ? "true" : "false") +
              ", \"chosen\": " + (rows[k].is_chosen ? "true" : "false");
      if (!rows[k].failure.empty()) text += ", \"failure\": " + detail::quoted(rows[k].failure);
      text += "}";
    }
    return text + "\n]}\n";
  }

 private:
  std::vector<std::string> line_of(const TradeoffRow& row, bool has_measured, bool has_disk) const {
    if (!row.failure.empty()) {
      std::vector<std::string> line(3 + (has_measured ? 3 : 0) + (has_disk ? 1 : 0) + (has_seconds ? 2 : 1), "-");
      line.front() = row.name;
      line.push_back(row.failure);
      return line;
    }
    const auto memory = [](std::size_t bytes) { return detail::short_bytes(static_cast<double>(bytes)); };
    const std::int64_t extra = row.is_predicted ? row.predicted.forward_steps : row.measured.forward_steps;
    std::vector<std::string> line{row.name, std::to_string(extra),
                                  row.is_predicted ? memory(row.predicted.peak_memory_bytes) : "-"};
    if (has_measured) line.push_back(row.is_measured ? memory(row.measured.peak_memory_bytes) : "-");
    if (has_disk)
      line.push_back(memory(row.is_measured ? row.measured.peak_disk_bytes : row.predicted.peak_disk_bytes));
    if (has_seconds) line.push_back(row.is_predicted ? detail::short_seconds(row.predicted.seconds) : "-");
    if (has_measured) line.push_back(row.is_measured ? detail::short_seconds(row.seconds) : "-");
    line.push_back(row.is_predicted ? detail::short_number(row.predicted.time_ratio) : "-");
    if (has_measured) line.push_back(row.is_measured ? detail::short_number(row.time_ratio) : "-");
    line.push_back(row.is_chosen ? "<- within the budget" : row.is_dominated ? "dominated" : "");
    return line;
  }
};

namespace detail {

/// Fills in the prediction; a budget is shown as what it comes to. Throws BudgetError.
inline void predict_row(TradeoffRow& row, const Schedule& schedule, std::int64_t steps, const Costs& costs,
                        const LoopForm& form) {
  if (schedule.strategy() == Strategy::kBudget) row.name = "for_budget";
  row.predicted = schedule.simulate(steps, costs, form);
  row.is_predicted = true;
  if (schedule.strategy() != Strategy::kBudget) return;
  row.name += ": " + schedule.resolved(steps, costs.state_bytes, costs.record_bytes, form).name();
}

}  // namespace detail

/// What these schedules would cost, without running anything.
inline Tradeoff predict(const std::vector<Schedule>& schedules, std::int64_t steps, const Costs& costs,
                        std::size_t budget = 0) {
  Tradeoff tradeoff;
  tradeoff.steps = steps;
  tradeoff.costs = costs;
  tradeoff.budget = budget;
  for (const Schedule& schedule : schedules) {
    TradeoffRow row;
    row.name = schedule.name();
    try {
      detail::predict_row(row, schedule, steps, costs, {});
    } catch (const BudgetError& error) {
      row.failure = "needs " + detail::short_bytes(static_cast<double>(error.smallest_bytes()));
    }
    tradeoff.rows.push_back(std::move(row));
  }
  tradeoff.judge();
  return tradeoff;
}

}  // namespace backsweep
