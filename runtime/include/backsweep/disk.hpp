// Keeps snapshots in a file, and finds out when it did not.
//
// Takes: a directory of the user's, and snapshots as bytes.
// Gives: the same bytes back, or an exception that names the file.
// Promises: one file per store, opened exclusively and gone when the program ends, in whatever way; nothing is returned
// whose checksum is not that of what was written.
//
// The file's name is taken out of the directory as soon as the file is open where the system allows that, so a killed
// run leaves no data behind; where it does not, the destructor removes it. What a kill can leave nevertheless (an empty
// file here, any file there) the next store in the same directory removes.
//
//     backsweep::DiskStore disk("/scratch");
//     disk.write(step, snapshot.data(), snapshot.size());
//     disk.read(step, snapshot.data(), snapshot.size());
//
// `write` returns when the operating system has taken the bytes; `write_behind` leaves that, and the checksum, to a
// thread of its own, which takes the writing off the loop's processor: benchmarks/scheduler has the numbers. Where no
// core is idle nothing is gained in time. Small snapshots, for which handing over costs more, are written at once.
#pragma once

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "backsweep/write_behind.hpp"

namespace backsweep {

/// A snapshot could not be written, or what was read is not what was written.
class DiskError : public std::runtime_error {
 public:
  DiskError(std::string path, const std::string& what)
      : std::runtime_error("backsweep: " + path + ": " + what), path_(std::move(path)) {}
  /// The file or directory that is the matter.
  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

namespace detail {

/// A 64-bit checksum in which every bit of the data counts: four lanes of multiply and rotate, then mixed.
inline std::uint64_t checksum(const std::byte* data, std::size_t bytes) noexcept {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15u;
  const auto rotate = [](std::uint64_t x, int by) { return (x << by) | (x >> (64 - by)); };
  std::uint64_t lanes[4] = {bytes, kFactor, ~kFactor, bytes ^ kFactor};
  std::uint64_t words[4] = {};
  std::size_t at = 0;
  for (; at + sizeof(words) <= bytes; at += sizeof(words)) {
    std::memcpy(words, data + at, sizeof(words));
    for (int k = 0; k < 4; ++k) lanes[k] = rotate(lanes[k] ^ words[k], 29) * kFactor;
  }
  std::memset(words, 0, sizeof(words));
  if (at < bytes) std::memcpy(words, data + at, bytes - at);
  std::uint64_t result = 0;
  for (int k = 0; k < 4; ++k) {
    result = rotate(result ^ (lanes[k] ^ words[k]) * kFactor, 31) * kFactor;
    result ^= result >> 33;
  }
  return result;
}

}  // namespace detail

/// Snapshots on disk, found by step.
class DiskStore {
 public:
  /// Opens a new file in `directory`, which must exist.
  explicit DiskStore(const std::string& directory) : directory_(directory) {
    for (int attempt = 0; attempt < 16 && file_ == nullptr; ++attempt) {
      path_ = (std::filesystem::path(directory_) / fresh_name()).string();
      errno = 0;
      // "x" fails where the file exists, so that no other run's file is ever opened.
      file_ = std::fopen(path_.c_str(), "w+bx");
      if (file_ == nullptr && errno != EEXIST) break;
    }
    if (file_ == nullptr)
      throw DiskError(path_, std::string("cannot make a file for snapshots: ") + std::strerror(errno));
    std::setvbuf(file_, nullptr, _IONBF, 0);
    std::error_code failure;
    is_removed_ = std::filesystem::remove(path_, failure) && !failure;
    remove_leftovers();
  }
  DiskStore(const DiskStore&) = delete;
  DiskStore& operator=(const DiskStore&) = delete;
  ~DiskStore() {
    behind_.reset();
    std::fclose(file_);
    std::error_code ignored;
    if (!is_removed_) std::filesystem::remove(path_, ignored);
  }

  /// Keeps `bytes` bytes as the snapshot of `step`. Throws DiskError where the disk does not take all of them.
  void write(std::int64_t step, const std::byte* data, std::size_t bytes) {
    wait();
    finish_piece(step, [&, offset = add_piece(step, bytes)] { return put(step, offset, data, bytes); });
  }

  /// The same while the caller goes on: `data` must stay as it is until `wait` or the next call of any kind, which also
  /// throw what went wrong. Small snapshots are written at once.
  void write_behind(std::int64_t step, const std::byte* data, std::size_t bytes) {
    constexpr std::size_t kWorthAThread = std::size_t{1} << 18;
    if (bytes < kWorthAThread) return write(step, data, bytes);
    wait();
    if (behind_ == nullptr) behind_ = std::make_unique<detail::WriteBehind>();
    const std::uint64_t offset = add_piece(step, bytes);
    written_step_ = step;
    behind_->run([this, step, offset, data, bytes] { written_checksum_ = put(step, offset, data, bytes); });
  }

  /// Returns when everything is written. Throws DiskError where the disk did not take it.
  void wait() {
    if (written_step_ == kNone) return;
    finish_piece(std::exchange(written_step_, kNone), [this] {
      behind_->wait();
      return written_checksum_;
    });
  }

  /// Brings back the snapshot of `step`. Throws DiskError where it is missing, shorter, or not what was written.
  void read(std::int64_t step, std::byte* data, std::size_t bytes) {
    wait();
    const Piece& piece = find(step);
    const std::string what = "snapshot of step " + std::to_string(step);
    if (piece.bytes != bytes) throw DiskError(path_, what + ": has another size than is asked for");
    seek(piece.offset);
    const std::size_t got = bytes == 0 ? 0 : std::fread(data, 1, bytes, file_);
    if (got != bytes) {
      std::clearerr(file_);
      throw DiskError(path_, what + ": " + std::to_string(got) + " of " + std::to_string(bytes) + " bytes read");
    }
    if (detail::checksum(data, bytes) != piece.checksum) {
      throw DiskError(path_, what + ": corrupted, the checksum differs from that at writing");
    }
  }

  bool holds(std::int64_t step) const noexcept {
    return std::any_of(pieces_.begin(), pieces_.end(), [step](const Piece& piece) { return piece.step == step; });
  }
  /// The size of the snapshot of `step`, which must be held.
  std::size_t bytes_of(std::int64_t step) { return find(step).bytes; }
  /// Gives up the snapshot of `step`; its room in the file is used again.
  void discard(std::int64_t step) {
    wait();
    in_use_ -= find(step).bytes;
    pieces_.erase(
        std::find_if(pieces_.begin(), pieces_.end(), [step](const Piece& piece) { return piece.step == step; }));
  }

  /// The most that was held at once.
  std::size_t peak_bytes() const noexcept { return peak_bytes_; }
  /// Where the file is or was.
  const std::string& path() const noexcept { return path_; }

 private:
  struct Piece {
    std::int64_t step;
    std::uint64_t offset;
    std::size_t bytes;
    std::uint64_t checksum;
  };

  static constexpr std::int64_t kNone = -1;
  static constexpr const char* kPrefix = "backsweep-";
  static constexpr const char* kSuffix = ".snapshots";

  static std::string fresh_name() {
    static std::atomic<unsigned> counter{0};
    const auto now = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
    std::random_device device;
    const std::uint64_t random = (static_cast<std::uint64_t>(device()) << 32) ^ device() ^ now;
    return kPrefix + std::to_string(random) + "-" + std::to_string(counter++) + kSuffix;
  }

  /// Removes files of runs that were killed. Where open files can lose their names that is between making a file and
  /// taking its name away: it is empty. Where they cannot, a file that is in use cannot be removed either.
  void remove_leftovers() const {
    std::error_code failure;
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::minutes(1);
    for (std::filesystem::directory_iterator entry(directory_, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      const std::string name = entry->path().filename().string();
      const std::string suffix = kSuffix;
      const bool is_ours = name.rfind(kPrefix, 0) == 0 && name.size() > suffix.size() &&
                           name.compare(name.size() - suffix.size(), suffix.size(), suffix) == 0;
      std::error_code ignored;
      if (!is_ours || entry->path() == path_) continue;
      const bool is_empty = entry->file_size(ignored) == 0 && !ignored;
      if (is_removed_ && !is_empty) continue;
      if (entry->last_write_time(ignored) < old && !ignored) std::filesystem::remove(entry->path(), ignored);
    }
  }

  /// Writes, on whatever thread, and returns the checksum.
  std::uint64_t put(std::int64_t step, std::uint64_t offset, const std::byte* data, std::size_t bytes) {
    seek(offset);
    errno = 0;
    const std::size_t written = bytes == 0 ? 0 : std::fwrite(data, 1, bytes, file_);
    if (written != bytes) {
      const std::string reason = errno != 0 ? std::strerror(errno) : "the write fell short";
      std::clearerr(file_);
      throw DiskError(path_, "snapshot of step " + std::to_string(step) + ": " + std::to_string(written) + " of " +
                                 std::to_string(bytes) + " bytes written: " + reason);
    }
    return detail::checksum(data, bytes);
  }

  /// Notes the checksum of a snapshot, or that there is none where writing it failed.
  template <class Written>
  void finish_piece(std::int64_t step, Written&& written) {
    try {
      find(step).checksum = written();
    } catch (const DiskError&) {
      discard(step);
      throw;
    }
  }

  /// Finds room for a snapshot and returns where.
  std::uint64_t add_piece(std::int64_t step, std::size_t bytes) {
    const std::uint64_t offset = find_room(bytes);
    const auto behind = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                         [](std::uint64_t at, const Piece& piece) { return at < piece.offset; });
    pieces_.insert(behind, {step, offset, bytes, 0});
    in_use_ += bytes;
    peak_bytes_ = std::max(peak_bytes_, in_use_);
    return offset;
  }

  Piece& find(std::int64_t step) {
    const auto found =
        std::find_if(pieces_.begin(), pieces_.end(), [step](const Piece& piece) { return piece.step == step; });
    if (found == pieces_.end()) throw DiskError(path_, "no snapshot of step " + std::to_string(step));
    return *found;
  }

  /// The first gap between pieces that is large enough, or the end.
  std::uint64_t find_room(std::size_t bytes) const noexcept {
    std::uint64_t offset = 0;
    for (const Piece& piece : pieces_) {
      if (piece.offset - offset >= bytes && piece.offset > offset) return offset;
      offset = piece.offset + piece.bytes;
    }
    return offset;
  }

  void seek(std::uint64_t offset) {
    const bool fits = offset <= static_cast<std::uint64_t>(std::numeric_limits<long>::max());
    if (!fits || std::fseek(file_, static_cast<long>(offset), SEEK_SET) != 0) {
      throw DiskError(path_, "cannot go to byte " + std::to_string(offset));
    }
  }

  std::string directory_;
  std::string path_;
  std::FILE* file_ = nullptr;
  bool is_removed_ = false;
  std::vector<Piece> pieces_;
  std::int64_t written_step_ = kNone;  ///< Being written behind.
  std::uint64_t written_checksum_ = 0;
  std::unique_ptr<detail::WriteBehind> behind_;
  std::size_t in_use_ = 0;
  std::size_t peak_bytes_ = 0;
};

}  // namespace backsweep
