// Keeps the snapshots of one loop, in a workspace and on disk, and finds them again by step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/actions.hpp"
#include "backsweep/disk.hpp"
#include "backsweep/statistics.hpp"
#include "backsweep/step_index.hpp"
#include "backsweep/workspace.hpp"

namespace backsweep::detail {
inline namespace BACKSWEEP_DETAIL_VARIANT {

/// The snapshots of a loop whose state is a region or a list of them.
///
/// Buffers in memory are workspace allocations. Most schedules give up the newest first, which returns it to the
/// workspace; one that is given up out of order is used for the next snapshot.
template <class LoopState>
class Snapshots {
 public:
  Snapshots(LoopState state, Statistics& statistics) : state_(std::move(state)), statistics_(statistics) {}

  /// Says, before anything is stored, that snapshots go to disk too. The file is made at the first of them. They pass
  /// through one buffer, which lies below all snapshots until `finish`.
  void use_disk(const std::string& directory) {
    directory_ = directory;
    buffer_bytes_ = state_.bytes();
    buffer_ = workspace_.allocate<std::byte>(buffer_bytes_);
  }

  /// Gives back the buffer, when all snapshots have been given up and everything pushed since is gone.
  void finish() {
    if (disk_ != nullptr) disk_->wait();
    workspace_.release(buffer_);
    buffer_ = nullptr;
  }

  std::size_t state_bytes() const { return state_.bytes(); }

  /// Keeps the state at hand as that before `step`.
  void store(std::int64_t step, Level level) {
    const std::size_t bytes = state_.bytes();
    if (bytes > statistics_.state_bytes) statistics_.state_bytes = bytes;
    if (level == Level::kDisk) return store_on_disk(step, bytes);
    state_.save(take_buffer(step, bytes));
    ++statistics_.snapshots_stored_memory;
  }

  /// Makes the state that before `step`, from memory where it is there.
  void restore(std::int64_t step) {
    const std::size_t k = places_.find(step);
    if (k == StepIndex::kNowhere) return restore_from_disk(step);
    state_.restore(buffers_[k].data);
    ++statistics_.snapshots_restored_memory;
  }

  /// Gives up the snapshot of `step`.
  void discard(std::int64_t step, Level level) {
    if (level == Level::kDisk) return disk_->discard(step);
    const std::size_t k = places_.find(step);
    places_.erase(step);
    buffers_[k].is_free = true;
    ++free_;
    while (!buffers_.empty() && buffers_.back().is_free) {
      workspace_.release(buffers_.back().data);
      buffers_.pop_back();
      --free_;
    }
    if (free_ == 0) {
      freed_.clear();
    } else if (k < buffers_.size()) {
      freed_.push_back(k);
    }
  }

  /// Saves the state beside the snapshots until it is brought back.
  void keep_aside() {
    aside_ = workspace_.allocate<std::byte>(state_.bytes());
    state_.save(aside_);
  }
  void bring_back() {
    state_.restore(aside_);
    workspace_.release(aside_);
  }

  std::size_t peak_disk_bytes() const noexcept { return disk_ == nullptr ? 0 : disk_->peak_bytes(); }

 private:
  struct Buffer {
    std::byte* data;
    std::size_t size;
    bool is_free;
  };

  std::byte* take_buffer(std::int64_t step, std::size_t bytes) {
    std::size_t k = find_free(bytes);
    if (k < buffers_.size()) {
      buffers_[k].is_free = false;
      --free_;
    } else {
      buffers_.push_back({workspace_.allocate<std::byte>(bytes), bytes, false});
    }
    places_.insert(step, k);
    return buffers_[k].data;
  }

  /// A buffer that was given up and is large enough, the one given up last if possible; else the place behind the last.
  std::size_t find_free(std::size_t bytes) noexcept {
    const auto fits = [&](std::size_t k) {
      return k < buffers_.size() && buffers_[k].is_free && buffers_[k].size >= bytes;
    };
    while (!freed_.empty()) {
      const std::size_t k = freed_.back();
      freed_.pop_back();
      if (fits(k)) return k;
    }
    // Those that were too small then have been forgotten, and may do now.
    for (std::size_t k = 0; free_ > 0 && k < buffers_.size(); ++k) {
      if (fits(k)) return k;
    }
    return buffers_.size();
  }

  void store_on_disk(std::int64_t step, std::size_t bytes) {
    if (disk_ == nullptr) disk_ = std::make_unique<DiskStore>(directory_);
    ++statistics_.snapshots_stored_disk;
    disk_->wait();
    if (bytes <= buffer_bytes_) {
      state_.save(buffer_);
      return disk_->write_behind(step, buffer_, bytes);
    }
    const Frame frame(workspace_);
    std::byte* const buffer = workspace_.allocate<std::byte>(bytes);
    state_.save(buffer);
    disk_->write(step, buffer, bytes);
  }

  void restore_from_disk(std::int64_t step) {
    const std::size_t bytes = disk_->bytes_of(step);
    const Frame frame(workspace_);
    disk_->wait();
    std::byte* const buffer = bytes <= buffer_bytes_ ? buffer_ : workspace_.allocate<std::byte>(bytes);
    disk_->read(step, buffer, bytes);
    state_.restore(buffer);
    ++statistics_.snapshots_restored_disk;
  }

  LoopState state_;
  Workspace& workspace_ = Workspace::local();
  Statistics& statistics_;
  std::string directory_;
  std::vector<Buffer> buffers_;
  StepIndex places_;  ///< The buffer of each step's snapshot.
  std::size_t free_ = 0;
  std::vector<std::size_t> freed_;  ///< Buffers given up, the last on top; some may be in use again or gone.
  std::byte* aside_ = nullptr;
  std::byte* buffer_ = nullptr;  ///< What is on its way to or from disk.
  std::size_t buffer_bytes_ = 0;
  std::unique_ptr<DiskStore> disk_;
};

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep::detail
