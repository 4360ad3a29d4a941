// What belongs to the condition runs once before the loop and again at the end of every step.
// derivatives: grow(u, dt)
#include <backsweep/annotate.h>

#include <algorithm>
#include <vector>

double advance(std::vector<double>& u, double dt) {
  double largest = 0;
  for (double& value : u) {
    value += dt * value * value;
    largest = std::max(largest, value);
  }
  return largest;
}

double grow(std::vector<double> u, double dt) {
  double sum = 1;
  int count = 0;
  BACKSWEEP_CHECKPOINT()
  while (advance(u, dt) < 5 && ++count < 30) sum += u[0];
  BACKSWEEP_CHECKPOINT()
  do {
    sum *= 0.9 + u[1] * 0.001;
  } while (sum > 1.5);
  return sum;
}
