// Tells how far a reversal is, and draws it as a bar on a terminal.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <system_error>

namespace backsweep {

enum class Phase : std::uint8_t { kForward, kReverse };

/// How far a reversal is. In the forward sweep `done` counts steps run, in the reverse sweep steps reversed.
struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 0;  ///< -1 while the number of steps is unknown.
  Phase phase = Phase::kForward;
};

/// Called between actions of a schedule, on the thread that runs the loop.
using ProgressCallback = std::function<void(const Progress&)>;

/// Whether standard error goes to a terminal. Where that cannot be told, no.
inline bool is_terminal() {
  std::error_code failure;
  const std::string target = std::filesystem::read_symlink("/proc/self/fd/2", failure).string();
  if (!failure)
    return target.rfind("/dev/pts/", 0) == 0 || target.rfind("/dev/tty", 0) == 0 || target == "/dev/console";
  return std::filesystem::is_character_file("/dev/fd/2", failure) && !failure;
}

/// One line of text that shows progress: `reverse [#####.....]  51% 5100/10000`.
inline std::string progress_line(const Progress& progress, int width = 30) {
  std::string line = progress.phase == Phase::kForward ? "forward [" : "reverse [";
  const bool is_known = progress.total > 0;
  const double fraction = is_known ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : 0;
  const int filled = std::clamp(static_cast<int>(fraction * width), 0, width);
  line.append(static_cast<std::size_t>(filled), '#').append(static_cast<std::size_t>(width - filled), '.').append("] ");
  if (is_known) {
    std::string percent = std::to_string(static_cast<int>(100 * fraction));
    line.append(3 - std::min<std::size_t>(3, percent.size()), ' ').append(percent).append("% ");
  }
  line.append(std::to_string(progress.done));
  if (is_known) line.append("/").append(std::to_string(progress.total));
  return line;
}

/// A ready callback: a bar on standard error, ten times a second, and nothing at all where that is no terminal.
///
///     const auto schedule = backsweep::Schedule::revolve(30).with_progress(backsweep::terminal_bar());
inline ProgressCallback terminal_bar() {
  if (!is_terminal()) return {};
  using Clock = std::chrono::steady_clock;
  return [last = Clock::time_point{}](const Progress& progress) mutable {
    const Clock::time_point now = Clock::now();
    const bool is_end = progress.phase == Phase::kReverse && progress.done == progress.total;
    if (!is_end && now - last < std::chrono::milliseconds(100)) return;
    last = now;
    std::fprintf(stderr, "\r%s\033[K%s", progress_line(progress).c_str(), is_end ? "\n" : "");
    std::fflush(stderr);
  };
}

}  // namespace backsweep
