// Roots of products with a factor that a choice makes zero, in second derivatives.
// backsweep: --gradient 'diffusion(v, dt)' --hvp 'diffusion(v, dt)' --gradient 'in_steps(v, dt, k)' --hvp 'in_steps(v, dt, k)'
// backsweep: --gradient 'branched(v, t)' --hvp 'branched(v, t)'
#include <algorithm>
#include <cmath>

double diffusion(double v, double dt) {
  const double positive = std::max(v, 0.0);
  return std::sqrt(positive * 0.5) * dt + std::sqrt(positive * dt) + v * dt * dt;
}

double in_steps(double v, double dt, double k) {
  const double variance = k * std::max(v, 0.0) * dt;
  const double deviation = std::sqrt(variance);
  return deviation * k + v * dt * k;
}

double branched(double v, double t) {
  double positive = v * t;
  if (positive < 0) positive = 0;
  return std::sqrt(positive / t) * v + v * v * t;
}
