#include "random_source.expected.hpp"

#include "check_schedules.h"

namespace {
/// Lines that a call prints.
template <class Call>
long lines_of(const Call& call) {
  std::FILE* log = std::tmpfile();
  call(log);
  long count = 0;
  std::rewind(log);
  for (int c = std::fgetc(log); c != EOF; c = std::fgetc(log)) count += c == '\n' ? 1 : 0;
  std::fclose(log);
  return count;
}
}  // namespace

int main() {
  std::FILE* none = nullptr;
  CHECK_SCHEDULES(walk, in(0.7), in(0.1), fixed(12), fixed(none));
  CHECK_ALSO(for (const backsweep::Schedule& schedule : check::schedules()) {
    const long lines = lines_of([&](std::FILE* log) {
      double x_bar = 0;
      double drift_bar = 0;
      walk_adjoint(0.7, 0.1, 12, log, x_bar, drift_bar, 1.0, schedule);
    });
    check::expect(lines == 12, "each line is printed once");
  })
  return check::report();
}
