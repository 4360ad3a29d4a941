// Timing around the active code.
// derivatives: timed(x)
#include <chrono>
#include <ctime>

double last_seconds;

double timed(double x) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t ticks = std::clock();
  double y = x;
  for (int i = 0; i < 4; ++i) y = y * x + 1;
  last_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() +
                 static_cast<double>(std::clock() - ticks);
  return y;
}
