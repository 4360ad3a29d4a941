#include "unseen_objects.expected.hpp"

#include "check_derivatives.h"

Generator::Generator(unsigned seed) : state_(seed) {}
double Generator::next() {
  state_ = state_ * 1664525u + 1013904223u;
  return static_cast<double>(state_ % 1024u) / 1024;
}
int Generator::pick(int n) const { return static_cast<int>(state_ % static_cast<unsigned>(n)); }
Timer::Timer() {}
Timer::~Timer() {}
void Timer::lap() {}
Log::Log(const char* name) : name_(name) {}
void Log::line(int i, const std::string& what) {
  name_ = what;
  count = i + 1;
}

int main() {
  CHECK_DERIVATIVES(drawn, in(sample(5)), fixed(5));
  CHECK_DERIVATIVES(timed, in(sample(3)), fixed(3));
  Log log("told");
  CHECK_DERIVATIVES(told, in(sample(3)), fixed(3), fixed(&log));
  return check::report();
}
