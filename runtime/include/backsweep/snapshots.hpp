// Keeps the snapshots of one loop, in a workspace and on disk, and finds them again by step.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "backsweep/actions.hpp"
#include "backsweep/disk.hpp"
#include "backsweep/statistics.hpp"
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
    const std::size_t k = find(step);
    if (k == kNowhere) return restore_from_disk(step);
    state_.restore(buffers_[k].data);
    ++statistics_.snapshots_restored_memory;
  }

  /// Gives up the snapshot of `step`.
  void discard(std::int64_t step, Level level) {
    if (level == Level::kDisk) return disk_->discard(step);
    const std::size_t k = find(step);
    buffers_[k].step = kFree;
    last_freed_ = k;
    ++free_;
    while (!buffers_.empty() && buffers_.back().step == kFree) {
      workspace_.release(buffers_.back().data);
      buffers_.pop_back();
      --free_;
    }
  }

  /// Saves the state for a trial step, and brings it back.
  void keep_aside() {
    aside_ = workspace_.allocate<std::byte>(state_.bytes());
    state_.save(aside_);
  }
  void bring_back() { state_.restore(aside_); }

  std::size_t peak_disk_bytes() const noexcept { return disk_ == nullptr ? 0 : disk_->peak_bytes(); }

 private:
  static constexpr std::int64_t kFree = -1;
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);
  static constexpr std::size_t kHints = 1024;

  struct Buffer {
    std::byte* data;
    std::size_t size;
    std::int64_t step;
  };

  /// Where the snapshot of `step` lies. The newest is asked for most, and otherwise the hint is right as a rule.
  std::size_t find(std::int64_t step) const noexcept {
    if (!buffers_.empty() && buffers_.back().step == step) return buffers_.size() - 1;
    const std::size_t hint = hints_[hint_of(step)];
    if (hint < buffers_.size() && buffers_[hint].step == step) return hint;
    for (std::size_t k = buffers_.size(); k-- > 0;) {
      if (buffers_[k].step == step) return k;
    }
    return kNowhere;
  }

  static std::size_t hint_of(std::int64_t step) noexcept { return static_cast<std::size_t>(step) % kHints; }

  std::byte* take_buffer(std::int64_t step, std::size_t bytes) {
    const std::size_t k = find_free(bytes);
    hints_[hint_of(step)] = static_cast<std::uint32_t>(k);
    if (k < buffers_.size()) {
      buffers_[k].step = step;
      --free_;
    } else {
      buffers_.push_back({workspace_.allocate<std::byte>(bytes), bytes, step});
    }
    return buffers_[k].data;
  }

  /// A buffer that was given up and is large enough, else the place behind the last.
  std::size_t find_free(std::size_t bytes) const noexcept {
    if (free_ == 0) return buffers_.size();
    const auto fits = [&](const Buffer& buffer) { return buffer.step == kFree && buffer.size >= bytes; };
    if (last_freed_ < buffers_.size() && fits(buffers_[last_freed_])) return last_freed_;
    std::size_t k = 0;
    while (k < buffers_.size() && !fits(buffers_[k])) ++k;
    return k;
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
  std::size_t free_ = 0;
  std::size_t last_freed_ = 0;
  std::array<std::uint32_t, kHints> hints_{};  ///< Where the snapshot of a step was put, by its low digits.
  std::byte* aside_ = nullptr;
  std::byte* buffer_ = nullptr;  ///< What is on its way to or from disk.
  std::size_t buffer_bytes_ = 0;
  std::unique_ptr<DiskStore> disk_;
};

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep::detail
