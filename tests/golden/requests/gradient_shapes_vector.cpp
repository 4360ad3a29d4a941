// f_gradient gives the adjoint vector its shape.
// backsweep: --gradient 'log_sum(v)'
#include <cmath>
#include <vector>

double log_sum(const std::vector<double>& v) {
  double sum = 0;
  for (const double value : v) sum += std::exp(value);
  return std::log(sum);
}
