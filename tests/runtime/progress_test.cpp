// Tests the progress bar on a terminal, and its silence elsewhere.
#include "backsweep/progress.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "backsweep/checkpoint.hpp"

namespace {

using backsweep::Phase;
using backsweep::Schedule;

/// Standard error goes elsewhere during its life.
class Redirected {
 public:
  explicit Redirected(int target) : before_(::dup(2)) { ::dup2(target, 2); }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
  ~Redirected() {
    ::dup2(before_, 2);
    ::close(before_);
  }

 private:
  int before_;
};

void run_with_bar() {
  double x = 0.3;
  backsweep::checkpointed_loop(
      Schedule::revolve(4).with_progress(backsweep::terminal_bar()), 100, backsweep::value(x),
      [&](std::int64_t) { x += 0.1 * x; }, [&](std::int64_t) {});
}

TEST(Progress, LineShowsHowFar) {
  EXPECT_EQ(backsweep::progress_line({5, 10, Phase::kReverse}, 10), "reverse [#####.....]  50% 5/10");
  EXPECT_EQ(backsweep::progress_line({7, -1, Phase::kForward}, 4), "forward [....] 7");
  EXPECT_EQ(backsweep::progress_line({10, 10, Phase::kReverse}, 4), "reverse [####] 100% 10/10");
}

TEST(Progress, BarAppearsOnATerminal) {
  const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
  ASSERT_GE(terminal, 0);
  ASSERT_EQ(::grantpt(terminal), 0);
  ASSERT_EQ(::unlockpt(terminal), 0);
  const int other_end = ::open(::ptsname(terminal), O_RDWR | O_NOCTTY);
  ASSERT_GE(other_end, 0);
  {
    const Redirected redirected(other_end);
    EXPECT_TRUE(backsweep::is_terminal());
    run_with_bar();
  }
  // What was written arrives in pieces.
  std::string seen;
  for (std::array<char, 4096> text{}; seen.empty() || seen.back() != '\n';) {
    const ssize_t bytes = ::read(terminal, text.data(), text.size());
    ASSERT_GT(bytes, 0) << seen;
    seen.append(text.data(), static_cast<std::size_t>(bytes));
  }
  EXPECT_NE(seen.find("reverse [##############################] 100% 100/100"), std::string::npos) << seen;
  ::close(other_end);
  ::close(terminal);
}

TEST(Progress, BarIsSilentElsewhere) {
  std::FILE* const file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  std::array<int, 2> pipe{};
  ASSERT_EQ(::pipe(pipe.data()), 0);
  const int null = ::open("/dev/null", O_WRONLY);
  for (const int target : {::fileno(file), pipe[1], null}) {
    const Redirected redirected(target);
    EXPECT_FALSE(backsweep::is_terminal());
    EXPECT_FALSE(backsweep::terminal_bar());
    run_with_bar();
  }
  EXPECT_EQ(::lseek(::fileno(file), 0, SEEK_END), 0);
  ::close(pipe[1]);
  char byte = 0;
  EXPECT_EQ(::read(pipe[0], &byte, 1), 0);
  ::close(pipe[0]);
  ::close(null);
  std::fclose(file);
}

}  // namespace
