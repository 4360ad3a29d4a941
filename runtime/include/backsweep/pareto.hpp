// Draws a trade-off: time over memory, the rows worth having joined by a line, dominated ones grey.
//
//     std::ofstream("tradeoff.svg") << backsweep::pareto_picture(tradeoff);
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "backsweep/svg.hpp"
#include "backsweep/tradeoff.hpp"

namespace backsweep {
namespace detail {

/// The picture of one trade-off.
class ParetoPicture {
 public:
  explicit ParetoPicture(const Tradeoff& tradeoff) : tradeoff_(tradeoff), svg_(kWidth, kHeight), labels_(kArea) {
    for (const TradeoffRow& row : tradeoff.rows) {
      if (row.has_numbers() && row.memory() > 0 && row.ratio() > 0) rows_.push_back(&row);
    }
    std::sort(rows_.begin(), rows_.end(), [](const TradeoffRow* a, const TradeoffRow* b) {
      return a->memory() != b->memory() ? a->memory() < b->memory() : a->ratio() < b->ratio();
    });
  }

  std::string drawn() {
    find_ranges();
    draw_axes();
    draw_budget();
    draw_front();
    draw_points();
    draw_legend();
    return svg_.finished();
  }

 private:
  static constexpr double kWidth = 820;
  static constexpr double kHeight = 540;
  static constexpr Box kArea{80, 70, 800, 455};

  void find_ranges() {
    double most_ratio = 2;
    double least = 1e300;
    double most = 1;
    for (const TradeoffRow* row : rows_) {
      most_ratio = std::max(most_ratio, row->ratio());
      least = std::min(least, row->memory());
      most = std::max(most, row->memory());
    }
    if (tradeoff_.budget > 0) {
      least = std::min(least, static_cast<double>(tradeoff_.budget));
      most = std::max(most, static_cast<double>(tradeoff_.budget));
    }
    least = std::min(least, most);
    // Room on both sides, at least two powers of two in all.
    low_ = std::log2(least) - 0.5 - 0.06 * (std::log2(most) - std::log2(least));
    high_ = std::log2(most) + 0.5 + 0.06 * (std::log2(most) - std::log2(least));
    is_steep_ = most_ratio > 30;
    top_ = is_steep_ ? std::log10(most_ratio) * 1.08 : most_ratio * 1.08;
  }

  double x_of(double memory) const {
    return kArea.left + (std::log2(memory) - low_) / (high_ - low_) * (kArea.right - kArea.left);
  }
  double y_of(double ratio) const {
    const double height = is_steep_ ? std::log10(std::max(ratio, 1.0)) : ratio;
    return kArea.bottom - height / top_ * (kArea.bottom - kArea.top);
  }

  void draw_axes() {
    svg_.text(kArea.left, 28, tradeoff_.title.empty() ? "Time against memory" : tradeoff_.title, "start",
              "font-size=\"15\" font-weight=\"bold\"");
    for (const double memory : round_powers(std::pow(2, low_), std::pow(2, high_), 2, 9)) {
      const double x = x_of(memory);
      svg_.line(x, kArea.top, x, kArea.bottom, "stroke=\"#e8e8e8\"");
      svg_.text(x, kArea.bottom + 18, axis_bytes(memory), "middle", "fill=\"#444\"");
    }
    const std::vector<double> ratios = is_steep_ ? round_decades(std::pow(10, top_)) : round_numbers(0, top_, 8);
    for (const double ratio : ratios) {
      const double y = y_of(ratio);
      svg_.line(kArea.left, y, kArea.right, y, "stroke=\"#e8e8e8\"");
      svg_.text(kArea.left - 8, y + 4, axis_number(ratio), "end", "fill=\"#444\"");
    }
    svg_.rectangle(kArea, "fill=\"none\" stroke=\"#888\"");
    svg_.text((kArea.left + kArea.right) / 2, kArea.bottom + 44, "peak memory of snapshots and records", "middle");
    svg_.upward_text(24, (kArea.top + kArea.bottom) / 2,
                     is_steep_ ? "time / time of the primal (logarithmic)" : "time / time of the primal");
  }

  static std::string axis_bytes(double bytes) {
    std::string text = short_bytes(bytes);
    const std::size_t point = text.find('.');
    // Powers of two are whole numbers of their unit.
    if (point != std::string::npos) text.erase(point, text.find(' ') - point);
    return text;
  }

  static std::string axis_number(double value) {
    std::string text = short_number(value);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  }

  void draw_budget() {
    if (tradeoff_.budget == 0) return;
    const double x = x_of(static_cast<double>(tradeoff_.budget));
    svg_.line(x, kArea.top, x, kArea.bottom, "stroke=\"#c0392b\" stroke-dasharray=\"6 4\"");
    svg_.text(x, kArea.top - 6, "budget " + short_bytes(static_cast<double>(tradeoff_.budget)), "middle",
              "fill=\"#c0392b\"");
    labels_.avoid({x - 2, kArea.top, x + 2, kArea.bottom});
  }

  /// A staircase: with this much memory, this is the best time.
  void draw_front() {
    std::string steps;
    double last_x = 0;
    double last_y = 0;
    for (const TradeoffRow* row : rows_) {
      if (row->is_dominated) continue;
      const double x = x_of(row->memory());
      const double y = y_of(row->ratio());
      if (steps.empty()) {
        steps = "M" + Svg::at(x) + " " + Svg::at(y);
      } else {
        steps += " L" + Svg::at(x) + " " + Svg::at(last_y) + " L" + Svg::at(x) + " " + Svg::at(y);
        labels_.avoid({last_x, last_y - 1, x, last_y + 1});
        labels_.avoid({x - 1, last_y, x + 1, y});
      }
      last_x = x;
      last_y = y;
    }
    svg_.path(steps, "fill=\"none\" stroke=\"#2b6cb0\" stroke-width=\"1.2\" stroke-opacity=\"0.5\"");
  }

  void draw_points() {
    for (const TradeoffRow* row : rows_) {
      const double x = x_of(row->memory());
      const double y = y_of(row->ratio());
      const double radius = row->is_chosen ? 10 : 6;
      labels_.avoid({x - radius, y - radius, x + radius, y + radius});
      if (!row->is_predicted || !row->is_measured) continue;
      const double predicted_x = x_of(std::max(1.0, static_cast<double>(row->predicted.peak_memory_bytes)));
      const double predicted_y = y_of(row->predicted.time_ratio);
      const bool is_inside = predicted_y >= kArea.top && predicted_x >= kArea.left && predicted_x <= kArea.right;
      if (!is_inside) continue;
      svg_.line(x, y, predicted_x, predicted_y, "stroke=\"#999\" stroke-width=\"0.8\"");
      svg_.circle(predicted_x, predicted_y, 3.5, "fill=\"white\" stroke=\"#999\"");
      labels_.avoid({predicted_x - 5, predicted_y - 5, predicted_x + 5, predicted_y + 5});
      constexpr int kPieces = 32;
      for (int k = 0; k <= kPieces; ++k) {
        const double along_x = x + (predicted_x - x) * k / kPieces;
        const double along_y = y + (predicted_y - y) * k / kPieces;
        labels_.avoid({along_x - 1, along_y - 1, along_x + 1, along_y + 1});
      }
    }
    // Rows worth having lie on top, and get their labels first and so the places nearest to them.
    for (const bool is_dominated : {true, false}) {
      for (const TradeoffRow* row : rows_) {
        if (row->is_dominated == is_dominated) draw_point(*row);
      }
    }
    for (const bool is_dominated : {false, true}) {
      for (const TradeoffRow* row : rows_) {
        if (row->is_dominated == is_dominated) draw_label(*row);
      }
    }
  }

  void draw_point(const TradeoffRow& row) {
    const double x = x_of(row.memory());
    const double y = y_of(row.ratio());
    if (row.is_chosen) svg_.circle(x, y, 9, "fill=\"none\" stroke=\"#c0392b\" stroke-width=\"2\"");
    svg_.circle(x, y, 5, row.is_dominated ? "fill=\"#b5b5b5\"" : "fill=\"#2b6cb0\"");
  }

  void draw_label(const TradeoffRow& row) {
    const double x = x_of(row.memory());
    const double y = y_of(row.ratio());
    const double width = Svg::text_width(row.name);
    const auto [left, base] = labels_.place(x, y, width);
    const double middle_y = base - 4;
    const double near_x = std::clamp(x, left, left + width);
    if (std::hypot(near_x - x, middle_y - y) > 20) {
      svg_.line(x, y, near_x, middle_y + (middle_y < y ? 6 : -6), "stroke=\"#bbb\" stroke-width=\"0.8\"");
    }
    svg_.text(left, base, row.name, "start", row.is_dominated ? "fill=\"#888\"" : "fill=\"#1a1a1a\"");
  }

  void draw_legend() {
    const bool has_both =
        std::any_of(rows_.begin(), rows_.end(), [](const TradeoffRow* r) { return r->is_predicted && r->is_measured; });
    const bool has_measured =
        std::any_of(rows_.begin(), rows_.end(), [](const TradeoffRow* r) { return r->is_measured; });
    double x = kArea.left;
    const double y = kHeight - 8;
    const auto entry = [&](const char* style, double radius, const std::string& words) {
      svg_.circle(x + 6, y - 4, radius, style);
      svg_.text(x + 16, y, words, "start", "fill=\"#444\" font-size=\"11\"");
      x += 16 + Svg::text_width(words, 11) + 18;
    };
    entry("fill=\"#2b6cb0\"", 5, has_measured ? "measured" : "predicted");
    const bool has_dominated =
        std::any_of(rows_.begin(), rows_.end(), [](const TradeoffRow* r) { return r->is_dominated; });
    if (has_dominated) entry("fill=\"#b5b5b5\"", 5, "dominated: another takes less of both");
    if (has_both) entry("fill=\"white\" stroke=\"#999\"", 3.5, "predicted");
    const bool has_choice = std::any_of(rows_.begin(), rows_.end(), [](const TradeoffRow* r) { return r->is_chosen; });
    if (has_choice) entry("fill=\"none\" stroke=\"#c0392b\" stroke-width=\"2\"", 6, "quickest within the budget");
  }

  const Tradeoff& tradeoff_;
  std::vector<const TradeoffRow*> rows_;
  Svg svg_;
  Labels labels_;
  double low_ = 0;
  double high_ = 1;
  double top_ = 1;
  bool is_steep_ = false;
};

}  // namespace detail

/// The trade-off as an SVG picture: peak memory to the right, time over the primal's upwards.
inline std::string pareto_picture(const Tradeoff& tradeoff) { return detail::ParetoPicture(tradeoff).drawn(); }

}  // namespace backsweep
