/// \file
/// Measures calls while a derivative runs: what `backsweep --instrument-calls` puts into emitted code.
///
///     backsweep::MeasuredDerivative measured("run_gradient");
///     ...
///       backsweep::MeasuredCall measured_2("wave.cpp:21:5", "step");
///       workspace.push_array(u, n);
///       measured_2.snapshot_taken();
///       measured_2.primal_begins();
///       step(u, n);
///       measured_2.primal_ends();
///       workspace.pop_array(u, n);
///       measured_2.snapshot_restored();
///       step_forward(u, n, workspace);
///       measured_2.recorded();
///     ...
///     measured.recorded();
///
/// At the end of each derivative the profile goes to the file that the environment variable BACKSWEEP_CALL_PROFILE names;
/// standard error says why where it cannot be written. `CallProfile::local().write(file)` writes it as well.
/// `backsweep --profile-in=FILE --memory=SIZE` reads it.
#pragma once

#include <algorithm>
#include <atomic>
#include <backsweep/workspace.hpp>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace backsweep {

/// Bytes in a thread's two workspaces, `Workspace::local()` and `local_blocks()`. Neither gives memory back while the
/// program runs: what it takes is the sum of both peaks.
struct WorkspaceBytes {
  std::uint64_t stack = 0;
  std::uint64_t blocks = 0;

  void raise(const WorkspaceBytes& other) {
    stack = std::max(stack, other.stack);
    blocks = std::max(blocks, other.blocks);
  }
  /// Without `other`, and never below zero.
  [[nodiscard]] WorkspaceBytes without(const WorkspaceBytes& other) const {
    return {stack - std::min(stack, other.stack), blocks - std::min(blocks, other.blocks)};
  }
};

/// What one call site takes in one context of calls around it. Of sizes the largest, of times the sum.
struct CallContext {
  std::string place;
  std::string callee;
  bool can_be_joint = false;
  std::uint64_t calls = 0;           ///< In all.
  std::uint64_t calls_each = 0;      ///< Within one call of the context around it, at most.
  WorkspaceBytes snapshot_bytes;     ///< What a joint call keeps.
  WorkspaceBytes record_bytes;       ///< What a split call keeps, without the calls in it.
  double primal_seconds = 0;         ///< The call as it is.
  double snapshot_seconds = 0;       ///< Taking the snapshot and putting it back.
  /// What was there when the call began: the record of the context around it, and the calls of each of its contexts.
  WorkspaceBytes record_before;
  std::vector<std::uint64_t> calls_before;
  std::vector<std::unique_ptr<CallContext>> inside;
};

/// The calling thread's measurements: a tree of contexts for each derivative.
class CallProfile {
 public:
  static CallProfile& local() {
    thread_local CallProfile profile;
    return profile;
  }

  void write(std::ostream& out) const {
    out << "{\n  \"backsweep_call_profile\": 1,\n  \"derivatives\": [";
    const char* separator = "\n";
    for (const auto& one : roots_) {
      out << separator << "    {\"name\": " << quoted(one->context.callee) << ", \"peak_bytes\": ";
      write(out, one->peak);
      out << ", \"calls\":\n";
      write(out, one->context, 6);
      out << "}";
      separator = ",\n";
    }
    out << "\n  ]\n}\n";
  }

  /// False where the file cannot be written; `errno` tells why.
  bool write(const std::string& file) const {
    errno = 0;
    std::ofstream out(file);
    if (!out) return false;
    write(out);
    // A full disk may be noticed only here.
    out.close();
    return out.good();
  }

  /// Forgets everything. Not while a derivative runs.
  void clear() { roots_.clear(); }

 private:
  friend class MeasuredDerivative;
  friend class MeasuredCall;

  struct Root {
    CallContext context;
    WorkspaceBytes peak;
  };

  /// One call that is running.
  struct Frame {
    CallContext* context;
    WorkspaceBytes start;   ///< Bytes in use when it began.
    WorkspaceBytes inside;  ///< Bytes that calls in it have kept.
    std::vector<std::uint64_t> counts;
  };

  static WorkspaceBytes bytes_in_use() {
    return {Workspace::local().bytes_in_use(), Workspace::local_blocks().bytes_in_use()};
  }

  void note_peak() { peak_.raise({Workspace::local().peak_bytes(), Workspace::local_blocks().peak_bytes()}); }

  static void reset_peak() {
    Workspace::local().reset_peak();
    Workspace::local_blocks().reset_peak();
  }

  [[nodiscard]] bool is_measuring() const { return !frames_.empty(); }

  void begin_derivative(const char* name) {
    const auto known = std::find_if(roots_.begin(), roots_.end(), [&](const auto& one) { return one->context.callee == name; });
    root_ = known == roots_.end() ? roots_.emplace_back(std::make_unique<Root>()).get() : known->get();
    root_->context.callee = name;
    peak_ = {};
    base_ = bytes_in_use();
    reset_peak();
    frames_.push_back({&root_->context, base_, {}, {}});
  }

  void end_derivative() {
    frames_.clear();
    note_peak();
    root_->peak.raise(peak_.without(base_));
  }

  // Calls further down, as of recursive functions, count as part of the call around them.
  static constexpr std::size_t kDeepest = 64;

  /// Enters the context of a call, within that of the call that is running; 0 where it has none.
  std::size_t begin_call(const char* place, const char* callee) {
    if (frames_.size() >= kDeepest) return 0;
    note_peak();
    Frame& around = frames_.back();
    std::vector<std::unique_ptr<CallContext>>& contexts = around.context->inside;
    std::size_t number = 0;
    while (number < contexts.size() && (contexts[number]->place != place || contexts[number]->callee != callee)) ++number;
    if (number == contexts.size()) {
      contexts.push_back(std::make_unique<CallContext>());
      contexts.back()->place = place;
      contexts.back()->callee = callee;
    }
    around.counts.resize(contexts.size());
    CallContext& context = *contexts[number];
    const WorkspaceBytes start = bytes_in_use();
    context.record_before.raise(start.without(around.start).without(around.inside));
    context.calls_before.resize(std::max(context.calls_before.size(), around.counts.size()));
    for (std::size_t i = 0; i < around.counts.size(); ++i) {
      context.calls_before[i] = std::max(context.calls_before[i], around.counts[i]);
    }
    ++context.calls;
    context.calls_each = std::max(context.calls_each, ++around.counts[number]);
    frames_.push_back({&context, start, {}, {}});
    return frames_.size();
  }

  /// Leaves the context with what the call has kept.
  void end_frame() {
    const Frame done = std::move(frames_.back());
    frames_.pop_back();
    const WorkspaceBytes kept = bytes_in_use().without(done.start);
    done.context->record_bytes.raise(kept.without(done.inside));
    if (frames_.empty()) return;
    frames_.back().inside.stack += kept.stack;
    frames_.back().inside.blocks += kept.blocks;
  }

  static std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
    return result + '"';
  }

  static void write(std::ostream& out, const WorkspaceBytes& bytes) {
    out << '[' << bytes.stack << ", " << bytes.blocks << ']';
  }

  static void write(std::ostream& out, const CallContext& context, int indent) {
    const std::string space(static_cast<std::size_t>(indent), ' ');
    out << space << "{\"place\": " << quoted(context.place) << ", \"callee\": " << quoted(context.callee)
        << ", \"can_be_joint\": " << (context.can_be_joint ? "true" : "false") << ", \"calls\": " << context.calls
        << ", \"calls_each\": " << context.calls_each << ",\n"
        << space << " \"snapshot_bytes\": ";
    write(out, context.snapshot_bytes);
    out << ", \"record_bytes\": ";
    write(out, context.record_bytes);
    out << ", \"primal_seconds\": " << context.primal_seconds << ", \"snapshot_seconds\": " << context.snapshot_seconds
        << ",\n"
        << space << " \"record_before\": ";
    write(out, context.record_before);
    out << ", \"calls_before\": [";
    const char* separator = "";
    for (const std::uint64_t count : context.calls_before) {
      out << separator << count;
      separator = ", ";
    }
    out << "], \"inside\": [";
    separator = "\n";
    for (const auto& inner : context.inside) {
      out << separator;
      write(out, *inner, indent + 2);
      separator = ",\n";
    }
    out << "]}";
  }

  std::vector<std::unique_ptr<Root>> roots_;
  std::vector<Frame> frames_;  ///< Empty outside of forward sweeps.
  Root* root_ = nullptr;
  WorkspaceBytes peak_;
  WorkspaceBytes base_;
};

/// Lives as long as a derivative runs. One that is called by another counts as part of that.
class MeasuredDerivative {
 public:
  explicit MeasuredDerivative(const char* name) : is_outermost_(!running()) {
    if (!is_outermost_) return;
    running() = true;
    CallProfile::local().begin_derivative(name);
  }
  MeasuredDerivative(const MeasuredDerivative&) = delete;
  MeasuredDerivative& operator=(const MeasuredDerivative&) = delete;
  ~MeasuredDerivative() {
    if (!is_outermost_) return;
    running() = false;
    CallProfile::local().end_derivative();
    if (const char* file = std::getenv("BACKSWEEP_CALL_PROFILE")) write_profile(file);
  }

  /// The forward sweep is done: calls in the reverse sweep are not measured.
  void recorded() {
    CallProfile& profile = CallProfile::local();
    if (is_outermost_ && profile.frames_.size() == 1) profile.end_frame();
  }

 private:
  static void write_profile(const char* file) noexcept {
    try {
      if (!CallProfile::local().write(std::string(file))) complain(file, std::strerror(errno));
    } catch (const std::exception& error) {
      complain(file, error.what());
    }
  }

  /// Once in a run: derivatives are many.
  static void complain(const char* file, const char* reason) noexcept {
    static std::atomic_flag is_said = ATOMIC_FLAG_INIT;
    if (!is_said.test_and_set()) std::fprintf(stderr, "backsweep: cannot write the call profile '%s': %s\n", file, reason);
  }

  static bool& running() {
    thread_local bool is_running = false;
    return is_running;
  }

  bool is_outermost_;
};

/// Lives while a call is measured; each event is told once, in this order.
class MeasuredCall {
 public:
  MeasuredCall(const char* place, const char* callee) {
    CallProfile& profile = CallProfile::local();
    if (profile.is_measuring()) depth_ = profile.begin_call(place, callee);
    time_ = Clock::now();
  }
  MeasuredCall(const MeasuredCall&) = delete;
  MeasuredCall& operator=(const MeasuredCall&) = delete;
  /// Leaves the context also where an exception passes.
  ~MeasuredCall() {
    std::vector<CallProfile::Frame>& frames = CallProfile::local().frames_;
    if (depth_ > 0 && frames.size() >= depth_) frames.erase(frames.begin() + static_cast<std::ptrdiff_t>(depth_ - 1), frames.end());
  }

  void snapshot_taken() {
    if (depth_ == 0) return;
    CallContext& context = *frame().context;
    context.can_be_joint = true;
    context.snapshot_bytes.raise(CallProfile::bytes_in_use().without(frame().start));
    context.snapshot_seconds += lap();
  }
  void primal_begins() { time_ = Clock::now(); }
  void primal_ends() {
    if (depth_ > 0) frame().context->primal_seconds += lap();
  }
  void snapshot_restored() {
    if (depth_ == 0) return;
    frame().context->snapshot_seconds += lap();
    // What the trial took besides is no part of the derivative's peak.
    CallProfile::reset_peak();
  }
  void recorded() {
    CallProfile& profile = CallProfile::local();
    if (depth_ > 0 && profile.frames_.size() == depth_) profile.end_frame();
    depth_ = 0;
  }

 private:
  using Clock = std::chrono::steady_clock;

  CallProfile::Frame& frame() { return CallProfile::local().frames_.back(); }

  double lap() {
    const Clock::time_point now = Clock::now();
    return std::chrono::duration<double>(now - std::exchange(time_, now)).count();
  }

  std::size_t depth_ = 0;  ///< 0: nothing is measured here.
  Clock::time_point time_;
};

}  // namespace backsweep
