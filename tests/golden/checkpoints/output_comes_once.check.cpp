#include "output_comes_once.expected.hpp"

#include <sstream>
#include <string>

#include "check_schedules.h"

namespace {

/// What a call shows.
template <class Call>
std::string shown_by(const Call& call) {
  std::ostringstream log;
  std::FILE* file = std::tmpfile();
  call(&log, file);
  std::rewind(file);
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) log.put(static_cast<char>(c));
  std::fclose(file);
  return log.str();
}

}  // namespace

int main() {
  std::ostringstream log;
  std::FILE* file = std::tmpfile();
  CHECK_SCHEDULES(drift, in(0.4), in(0.7), fixed(5), fixed(&log), fixed(file));
  CHECK_SCHEDULES(drift, in(-4.4), in(0.7), fixed(5), fixed(&log), fixed(file));
  std::fclose(file);
#ifndef CHECK_VALUES
  for (const int steps : {0, 1, 2, 9}) {
    const std::string wanted =
        shown_by([&](std::ostream* stream, std::FILE* out) { drift(0.4, 0.7, steps, stream, out); });
    for (const backsweep::Schedule& schedule : check::schedules()) {
      const std::string shown = shown_by([&](std::ostream* stream, std::FILE* out) {
        double x_bar = 0;
        double k_bar = 0;
        drift_adjoint(0.4, 0.7, steps, stream, out, x_bar, k_bar, 1.0, schedule);
      });
      check::expect(shown == wanted, ("the output under " + schedule.name()).c_str());
    }
  }
#endif
  return check::report();
}
