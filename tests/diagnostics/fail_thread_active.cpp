// Active work handed to another thread.
// refuses: ThreadActive
// backsweep: --gradient 'f(x)'
#include <thread>

double f(double x) {
  double y = 0;
// expect-error@+2:3: 'std::thread' runs code in another thread [ThreadActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  std::thread worker([&] { y = x * x; });
  worker.join();
  return y;
}
