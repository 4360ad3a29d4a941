// Does one job at a time on a thread of its own, while the caller goes on.
//
//     backsweep::detail::WriteBehind behind;
//     behind.run([&] { ... });   // waits for the job before, returns at once
//     behind.wait();             // throws what the job threw
//
// Where no thread can be had, and on a machine with one core, `run` does the job itself.
#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace backsweep::detail {

/// The thread starts with the first job and ends, its job done, with the object.
class WriteBehind {
 public:
  WriteBehind() = default;
  WriteBehind(const WriteBehind&) = delete;
  WriteBehind& operator=(const WriteBehind&) = delete;
  ~WriteBehind() {
    if (!thread_.joinable()) return;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      is_over_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  /// Waits for the job before and starts this one. Throws what the one before threw.
  void run(std::function<void()> job) {
    wait();
    if (!has_thread()) {
      job_ = std::move(job);
      return do_job();
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      job_ = std::move(job);
      is_busy_ = true;
    }
    changed_.notify_all();
  }

  /// Returns when there is no job any more. Throws what it threw, once.
  void wait() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !is_busy_; });
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  bool has_thread() {
    if (thread_.joinable()) return true;
    if (std::thread::hardware_concurrency() < 2) return false;
    try {
      thread_ = std::thread([this] { work(); });
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return is_busy_ || is_over_; });
      if (!is_busy_) return;
      lock.unlock();
      do_job();
      lock.lock();
      is_busy_ = false;
      changed_.notify_all();
    }
  }

  void do_job() noexcept {
    try {
      job_();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> job_;
  bool is_busy_ = false;
  bool is_over_ = false;
  std::exception_ptr failure_;
  std::thread thread_;
};

}  // namespace backsweep::detail
