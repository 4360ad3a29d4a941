// Tests snapshots on disk, and that a disk that fails is noticed: corruption, a full disk, a file cut short.
#include "backsweep/disk.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "backsweep/checkpoint.hpp"

namespace {

using backsweep::DiskError;
using backsweep::DiskStore;
using backsweep::Schedule;
using Bytes = std::vector<std::byte>;

/// A directory of its own for each test, removed at its end.
class DiskTest : public ::testing::Test {
 protected:
  DiskTest() {
    const auto* const info = ::testing::UnitTest::GetInstance()->current_test_info();
    directory_ =
        std::filesystem::temp_directory_path() / ("backsweep_" + std::to_string(::getpid()) + "_" + info->name());
    std::filesystem::create_directories(directory_);
  }
  ~DiskTest() override { std::filesystem::remove_all(directory_); }

  std::string directory() const { return directory_.string(); }
  std::size_t files() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(directory_)) ++count;
    return count;
  }

 private:
  std::filesystem::path directory_;
};

/// The open snapshot files of this process, which have no name any more, as files that can be opened again.
std::vector<std::string> open_snapshot_files() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code ignored;
    const std::string target = std::filesystem::read_symlink(entry.path(), ignored).string();
    if (target.find(".snapshots") != std::string::npos) found.push_back(entry.path().string());
  }
  return found;
}

void flip_bit(const std::string& path, long at) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  ASSERT_TRUE(file.is_open()) << path;
  file.seekg(at);
  const int byte = file.get();
  file.seekp(at);
  file.put(static_cast<char>(byte ^ 4));
}

Bytes pattern(std::size_t size, unsigned salt) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>((i * 31 + salt * 17 + i / 256) & 0xFF);
  return bytes;
}

TEST_F(DiskTest, GivesBackWhatWasWritten) {
  DiskStore disk(directory());
  std::vector<Bytes> written;
  for (unsigned step = 0; step < 20; ++step) {
    written.push_back(pattern(step * 100 + (step % 3), step));
    disk.write(step, written.back().data(), written.back().size());
  }
  for (const unsigned step : {3u, 7u, 19u, 0u}) disk.discard(step);
  for (const unsigned step : {3u, 7u, 19u, 0u}) disk.write(step, written[step].data(), written[step].size());
  for (unsigned step = 0; step < 20; ++step) {
    ASSERT_TRUE(disk.holds(step));
    Bytes back(disk.bytes_of(step));
    disk.read(step, back.data(), back.size());
    EXPECT_EQ(back, written[step]) << step;
  }
  EXPECT_FALSE(disk.holds(20));
  EXPECT_THROW(disk.bytes_of(20), DiskError);
}

TEST_F(DiskTest, RoomIsUsedAgain) {
  DiskStore disk(directory());
  const Bytes bytes = pattern(1000, 1);
  for (std::int64_t round = 0; round < 100; ++round) {
    disk.write(round, bytes.data(), bytes.size());
    if (round >= 3) disk.discard(round - 3);
  }
  EXPECT_EQ(disk.peak_bytes(), 4000u);
  for (const std::string& file : open_snapshot_files()) EXPECT_LE(std::filesystem::file_size(file), 5000u);
}

TEST_F(DiskTest, LeavesNoFileBehind) {
  {
    DiskStore disk(directory());
    const Bytes bytes = pattern(1000, 1);
    disk.write(0, bytes.data(), bytes.size());
    EXPECT_EQ(files(), 0u) << "a killed run leaves nothing, because the file has no name while it is used";
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(DiskTest, RemovesWhatAKilledRunLeft) {
  const std::string left = directory() + "/backsweep-123-4.snapshots";
  const std::string others = directory() + "/results.snapshots";
  std::ofstream(left).close();
  std::ofstream(others).close();
  const auto hour_ago = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  std::filesystem::last_write_time(left, hour_ago);
  std::filesystem::last_write_time(others, hour_ago);
  const DiskStore disk(directory());
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(others));
}

/// Runs `body` in a process of its own that is killed at its end, or by itself before.
void run_and_kill(const std::function<void()>& body) {
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    body();
    ::raise(SIGKILL);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));
}

TEST_F(DiskTest, KilledRunLeavesNothingOnceTheNextHasBegun) {
  run_and_kill([&] {
    DiskStore disk(directory());
    const Bytes bytes = pattern(1000, 1);
    disk.write(0, bytes.data(), bytes.size());
    ::raise(SIGKILL);
  });
  const DiskStore disk(directory());
  EXPECT_EQ(files(), 0u);
}

TEST_F(DiskTest, WritesBehind) {
  DiskStore disk(directory());
  std::vector<Bytes> written;
  Bytes buffer(1'000'000);
  for (unsigned step = 0; step < 12; ++step) {
    written.push_back(pattern(step % 4 == 3 ? 100 : buffer.size() - step, step));
    disk.wait();
    std::copy(written.back().begin(), written.back().end(), buffer.begin());
    disk.write_behind(step, buffer.data(), written.back().size());
    if (step == 7) disk.discard(step);
  }
  for (unsigned step = 12; step-- > 0;) {
    ASSERT_EQ(disk.holds(step), step != 7);
    if (step == 7) continue;
    Bytes back(written[step].size());
    disk.read(step, back.data(), back.size());
    EXPECT_EQ(back, written[step]) << step;
  }
}

TEST_F(DiskTest, DirectoryMustExist) {
  try {
    const DiskStore disk(directory() + "/nowhere");
    ADD_FAILURE() << "a file was made in a directory that is not there";
  } catch (const DiskError& error) {
    EXPECT_NE(std::string(error.what()).find("nowhere"), std::string::npos);
  }
}

TEST_F(DiskTest, EveryFlippedBitIsNoticed) {
  DiskStore disk(directory());
  const Bytes bytes = pattern(203, 5);
  disk.write(1, bytes.data(), bytes.size());
  ASSERT_EQ(open_snapshot_files().size(), 1u);
  const std::string file = open_snapshot_files().front();
  Bytes back(bytes.size());
  for (long at = 0; at < 203; ++at) {
    flip_bit(file, at);
    try {
      disk.read(1, back.data(), back.size());
      ADD_FAILURE() << "byte " << at;
    } catch (const DiskError& error) {
      EXPECT_NE(std::string(error.what()).find("corrupted"), std::string::npos);
      EXPECT_NE(std::string(error.what()).find(directory()), std::string::npos);
    }
    flip_bit(file, at);
    disk.read(1, back.data(), back.size());
  }
  EXPECT_EQ(back, bytes);
}

TEST_F(DiskTest, FileCutShortIsNoticed) {
  DiskStore disk(directory());
  const Bytes bytes = pattern(5000, 5);
  disk.write(1, bytes.data(), bytes.size());
  std::filesystem::resize_file(open_snapshot_files().front(), 3000);
  Bytes back(bytes.size());
  EXPECT_THROW(disk.read(1, back.data(), back.size()), DiskError);
}

TEST(Checksum, DependsOnEveryByteAndOnTheirOrder) {
  const Bytes bytes = pattern(77, 3);
  const std::uint64_t expected = backsweep::detail::checksum(bytes.data(), bytes.size());
  EXPECT_NE(backsweep::detail::checksum(bytes.data(), 76), expected);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] ^= std::byte{1};
    EXPECT_NE(backsweep::detail::checksum(changed.data(), changed.size()), expected);
  }
  Bytes swapped = bytes;
  for (std::size_t i = 0; i < 32; ++i) std::swap(swapped[i], swapped[i + 32]);
  EXPECT_NE(backsweep::detail::checksum(swapped.data(), swapped.size()), expected);
}

/// A loop over 2000 numbers whose snapshots go to disk. `meddle` is called before each taped step.
double reverse_on_disk(const std::string& directory, const std::function<void(std::int64_t)>& meddle,
                       std::size_t size = 2000) {
  std::vector<double> u(size);
  for (std::size_t i = 0; i < u.size(); ++i) u[i] = 1e-3 * static_cast<double>(i);
  double u_bar = 1;
  backsweep::checkpointed_loop(
      Schedule::two_level(5, 1, directory), 30, backsweep::value(u),
      [&](std::int64_t) {
        for (double& value : u) value += 0.01 * value * value;
      },
      [&](std::int64_t step) {
        meddle(step);
        u_bar *= 1 + 0.02 * u[1234];
      });
  return u_bar;
}

/// A file size limit stands in for a full disk: the write of a snapshot falls short in the same way.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST_F(DiskTest, FullDiskIsNoticedBehindToo) {
  DiskStore disk(directory());
  const Bytes first = pattern(1'000'000, 1);
  const Bytes second = pattern(1'000'000, 2);
  disk.write_behind(1, first.data(), first.size());
  disk.wait();
  {
    const FileSizeLimit full(1'500'000);
    disk.write_behind(2, second.data(), second.size());
    EXPECT_THROW(disk.wait(), DiskError);
  }
  EXPECT_FALSE(disk.holds(2));
  disk.write_behind(2, second.data(), second.size());
  Bytes back(1'000'000);
  disk.read(2, back.data(), back.size());
  EXPECT_EQ(back, second);
  disk.read(1, back.data(), back.size());
  EXPECT_EQ(back, first);
}

TEST_F(DiskTest, FullDiskIsAnExceptionAndTheNextRunIsRight) {
  const double expected = reverse_on_disk(directory(), [](std::int64_t) {});
  for (const rlim_t limit : {0u, 100u, 16'000u, 40'000u, 79'999u}) {
    const FileSizeLimit full(limit);
    try {
      reverse_on_disk(directory(), [](std::int64_t) {});
      ADD_FAILURE() << "the disk was full at " << limit << " bytes";
    } catch (const DiskError& error) {
      EXPECT_NE(error.path().find(directory()), std::string::npos);
      EXPECT_NE(std::string(error.what()).find("bytes written"), std::string::npos);
    }
    EXPECT_EQ(backsweep::Workspace::local().bytes_in_use(), 0u);
    EXPECT_EQ(files(), 0u);
  }
  EXPECT_EQ(reverse_on_disk(directory(), [](std::int64_t) {}), expected);
  const double expected_large = reverse_on_disk(
      directory(), [](std::int64_t) {}, 50'000);
  for (const rlim_t limit : {0u, 399'999u, 1'000'000u, 1'999'999u}) {
    const FileSizeLimit full(limit);
    EXPECT_THROW(reverse_on_disk(
                     directory(), [](std::int64_t) {}, 50'000),
                 DiskError);
    EXPECT_EQ(backsweep::Workspace::local().bytes_in_use(), 0u);
  }
  EXPECT_EQ(reverse_on_disk(
                directory(), [](std::int64_t) {}, 50'000),
            expected_large);
}

TEST_F(DiskTest, CorruptionWhileTheLoopRunsIsAnException) {
  const double expected = reverse_on_disk(directory(), [](std::int64_t) {});
  for (const long at : {0L, 7777L, 31'999L, 79'999L}) {
    EXPECT_THROW(reverse_on_disk(directory(),
                                 [&](std::int64_t step) {
                                   if (step == 29) flip_bit(open_snapshot_files().front(), at);
                                 }),
                 DiskError)
        << at;
    EXPECT_EQ(backsweep::Workspace::local().bytes_in_use(), 0u);
  }
  EXPECT_EQ(reverse_on_disk(directory(), [](std::int64_t) {}), expected);
}

TEST_F(DiskTest, RunsSideBySideDoNotMeet) {
  DiskStore first(directory());
  DiskStore second(directory());
  EXPECT_NE(first.path(), second.path());
  const Bytes one = pattern(100, 1);
  const Bytes two = pattern(100, 2);
  first.write(0, one.data(), one.size());
  second.write(0, two.data(), two.size());
  Bytes back(100);
  first.read(0, back.data(), back.size());
  EXPECT_EQ(back, one);
}

}  // namespace
