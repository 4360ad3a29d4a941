// Draws what a schedule does: steps upwards, work to the right, snapshots as lines for as long as they are held.
//
//     std::ofstream("revolve.svg") << backsweep::schedule_picture(Schedule::revolve(4), 40);
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "backsweep/schedule.hpp"
#include "backsweep/svg.hpp"
#include "backsweep/tradeoff.hpp"

namespace backsweep {
namespace detail {

/// The picture of one schedule over a number of steps.
class ScheduleDiagram {
 public:
  ScheduleDiagram(const Schedule& schedule, std::int64_t steps)
      : schedule_(schedule), steps_(steps), total_(total_work()), svg_(kWidth, kHeight) {}

  std::string drawn() {
    draw_axes();
    Machine machine = schedule_.actions(steps_, kForm);
    for (Action action{}; machine.next(action);) add(action);
    svg_.path(snapshots_memory_, "fill=\"none\" stroke=\"#8e44ad\" stroke-width=\"1.4\" stroke-opacity=\"0.7\"");
    svg_.path(snapshots_disk_, "fill=\"none\" stroke=\"#27ae60\" stroke-width=\"2.2\" stroke-opacity=\"0.8\"");
    svg_.path(records_, "fill=\"none\" stroke=\"#f5c16c\" stroke-width=\"1\"");
    svg_.path(advances_, "fill=\"none\" stroke=\"#2b6cb0\" stroke-width=\"1.4\"");
    svg_.path(taped_, "fill=\"none\" stroke=\"#e67e22\" stroke-width=\"2.2\"");
    svg_.path(reverses_, "fill=\"none\" stroke=\"#c0392b\" stroke-width=\"2.2\"");
    draw_legend();
    return svg_.finished();
  }

 private:
  static constexpr double kWidth = 900;
  static constexpr double kHeight = 480;
  static constexpr Box kArea{70, 60, 880, 395};

  static constexpr LoopForm kForm{/*keeps_start=*/false, /*has_records=*/true, /*reaches_end=*/true,
                                  /*knows_steps=*/true};

  /// The reverse of a step counts as two steps.
  static constexpr double kReverseWork = 2;

  double total_work() const {
    Machine machine = schedule_.actions(steps_, kForm);
    double work = 0;
    for (Action action{}; machine.next(action);) {
      const double count = static_cast<double>(action.to - action.from);
      if (action.kind == ActionKind::kAdvance || action.kind == ActionKind::kRecord) work += count;
      if (action.kind == ActionKind::kReverse) work += kReverseWork * count;
      if (action.kind == ActionKind::kTurn) work += 1 + kReverseWork;
    }
    return std::max(1.0, work);
  }

  double x_of(double work) const { return kArea.left + work / total_ * (kArea.right - kArea.left); }
  double y_of(double step) const {
    return kArea.bottom - step / static_cast<double>(std::max<std::int64_t>(1, steps_)) * (kArea.bottom - kArea.top);
  }

  /// Adds a line from one step and point in time to another.
  void stroke(std::string& path, double work_1, double step_1, double work_2, double step_2) const {
    path += (path.empty() ? "M" : " M") + Svg::at(x_of(work_1)) + " " + Svg::at(y_of(step_1)) + " L" +
            Svg::at(x_of(work_2)) + " " + Svg::at(y_of(step_2));
  }

  void add(const Action& action) {
    const double from = static_cast<double>(action.from);
    const double to = static_cast<double>(action.to);
    switch (action.kind) {
      case ActionKind::kAdvance:
        stroke(advances_, work_, from, work_ + (to - from), to);
        work_ += to - from;
        break;
      case ActionKind::kRecord:
        for (std::int64_t step = action.from; step < action.to; ++step)
          recorded_[step] = work_ + static_cast<double>(step - action.from) + 1;
        stroke(taped_, work_, from, work_ + (to - from), to);
        work_ += to - from;
        break;
      case ActionKind::kReverse:
        for (std::int64_t step = action.to; step-- > action.from;) {
          const double until = work_ + kReverseWork * static_cast<double>(action.to - 1 - step);
          const double height = static_cast<double>(step) + 0.5;
          stroke(records_, recorded_[step], height, until, height);
        }
        stroke(reverses_, work_, to, work_ + kReverseWork * (to - from), from);
        work_ += kReverseWork * (to - from);
        break;
      case ActionKind::kTurn:
        stroke(taped_, work_, from, work_ + 1, from + 1);
        stroke(reverses_, work_ + 1, from + 1, work_ + 1 + kReverseWork, from);
        work_ += 1 + kReverseWork;
        break;
      case ActionKind::kStore:
        stored_[{action.level, action.from}] = work_;
        break;
      case ActionKind::kRestore:
        break;
      case ActionKind::kDiscard: {
        const double since = stored_[{action.level, action.from}];
        stroke(action.level == Level::kDisk ? snapshots_disk_ : snapshots_memory_, since, from, work_, from);
        break;
      }
    }
  }

  void draw_axes() {
    svg_.text(kArea.left, 28, schedule_.name() + " over " + std::to_string(steps_) + (steps_ == 1 ? " step" : " steps"),
              "start", "font-size=\"15\" font-weight=\"bold\"");
    for (const double work : round_numbers(0, total_, 8)) {
      if (work != std::floor(work)) continue;
      svg_.line(x_of(work), kArea.top, x_of(work), kArea.bottom, "stroke=\"#eeeeee\"");
      svg_.text(x_of(work), kArea.bottom + 18, std::to_string(static_cast<long long>(work)), "middle", "fill=\"#444\"");
    }
    for (const double step : round_numbers(0, static_cast<double>(steps_), 8)) {
      if (step != std::floor(step)) continue;
      svg_.line(kArea.left, y_of(step), kArea.right, y_of(step), "stroke=\"#eeeeee\"");
      svg_.text(kArea.left - 8, y_of(step) + 4, std::to_string(static_cast<long long>(step)), "end", "fill=\"#444\"");
    }
    svg_.rectangle(kArea, "fill=\"none\" stroke=\"#888\"");
    svg_.text((kArea.left + kArea.right) / 2, kArea.bottom + 42,
              "work, in forward steps (the reverse of a step counts as two)", "middle");
    svg_.upward_text(22, (kArea.top + kArea.bottom) / 2, "step of the loop");
  }

  void draw_legend() {
    double x = kArea.left;
    const double y = kHeight - 14;
    const auto entry = [&](const char* style, const std::string& path, const char* words) {
      if (path.empty()) return;
      svg_.line(x, y - 4, x + 22, y - 4, style);
      svg_.text(x + 28, y, words, "start", "fill=\"#444\" font-size=\"11\"");
      x += 28 + Svg::text_width(words, 11) + 16;
    };
    entry("stroke=\"#2b6cb0\" stroke-width=\"2\"", advances_, "step without tape");
    entry("stroke=\"#e67e22\" stroke-width=\"2.2\"", taped_, "taped step");
    entry("stroke=\"#c0392b\" stroke-width=\"2.2\"", reverses_, "reverse step");
    entry("stroke=\"#8e44ad\" stroke-width=\"2\"", snapshots_memory_, "snapshot in memory");
    entry("stroke=\"#27ae60\" stroke-width=\"2.2\"", snapshots_disk_, "snapshot on disk");
    entry("stroke=\"#f5c16c\" stroke-width=\"2\"", records_, "record held");
  }

  Schedule schedule_;
  std::int64_t steps_;
  double total_;
  Svg svg_;
  double work_ = 0;
  std::string advances_;
  std::string taped_;
  std::string reverses_;
  std::string snapshots_memory_;
  std::string snapshots_disk_;
  std::string records_;
  std::map<std::pair<Level, std::int64_t>, double> stored_;
  std::map<std::int64_t, double> recorded_;
};

}  // namespace detail

/// The schedule as an SVG picture: time runs to the right, the loop upwards. Meant for up to a few hundred steps; the
/// schedule must not be a budget that is still to be resolved.
inline std::string schedule_picture(const Schedule& schedule, std::int64_t steps) {
  return detail::ScheduleDiagram(schedule, steps).drawn();
}

}  // namespace backsweep
