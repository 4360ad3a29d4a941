// Joint reversal of functions that return through pointers, references, members and vectors, and of one that calls itself.
// derivatives: assemble(x[n])
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

struct Body {
  double position[2];
  double speed;
};

void polar(double x, double y, double* radius, double& angle) {
  *radius = std::sqrt(x * x + y * y);
  angle = std::atan2(y, x);
}

void push(Body& body, double force) {
  body.speed += 0.1 * force * body.position[0];
  body.position[0] += body.speed * body.speed;
  body.position[1] *= body.speed;
}

void extend(std::vector<double>& series, double x) {
  series.resize(series.size() + 2);
  series[series.size() - 1] = x * series[0];
  series[0] *= x;
}

void halve(double* x, int depth) {
  if (depth > 0) {
    BACKSWEEP_RECOMPUTE
    halve(x, depth - 1);
  }
  *x *= 0.5 + 0.1 * *x;
}

double assemble(const double* x, int n) {
  double radius = 1;
  double angle = 1;
  Body body = {{x[0], 1}, 0.5};
  std::vector<double> series(1, x[0]);
  for (int i = 0; i < n; ++i) {
    BACKSWEEP_RECOMPUTE
    polar(x[i] * radius, angle, &radius, angle);
    BACKSWEEP_RECOMPUTE
    push(body, x[i]);
    BACKSWEEP_RECOMPUTE
    extend(series, x[i]);
    BACKSWEEP_RECOMPUTE
    halve(&radius, 2);
  }
  return radius * angle + body.position[0] * body.position[1] + series[0] * series[series.size() - 1];
}
