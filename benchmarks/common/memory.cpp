// Reads the peak resident size of a forked child around the first derivative call (Linux).
#include "memory.hpp"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

namespace bench {
namespace {

/// One line of /proc/self/status in bytes.
double status_bytes(const std::string& key) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word == key + ":") {
      double kilobytes = 0;
      status >> kilobytes;
      return kilobytes * 1024;
    }
  }
  return -1;
}

/// Makes the kernel forget the peak so far.
bool reset_peak() {
  std::ofstream clear("/proc/self/clear_refs");
  clear << "5" << std::flush;
  return clear.good();
}

double measure(const std::function<Runner()>& make) {
  const Runner runner = make();
  malloc_trim(0);
  if (!reset_peak()) return -1;
  const double before = status_bytes("VmHWM");
  const double files_before = status_bytes("RssFile");
  runner.run();
  // Pages of code that the call was the first to touch are no memory of the derivative's.
  return status_bytes("VmHWM") - before - (status_bytes("RssFile") - files_before);
}

}  // namespace

double peak_extra_bytes(const std::function<Runner()>& make) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) return -1;
  if (child == 0) {
    const double bytes = measure(make);
    const ssize_t written = write(ends[1], &bytes, sizeof bytes);
    _exit(written == static_cast<ssize_t>(sizeof bytes) ? 0 : 1);
  }
  close(ends[1]);
  double bytes = -1;
  if (read(ends[0], &bytes, sizeof bytes) != static_cast<ssize_t>(sizeof bytes)) bytes = -1;
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return bytes;
}

}  // namespace bench
