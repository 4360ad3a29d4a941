// A linear congruential generator written by the user, its state passed by pointer.
// derivatives: monte_carlo(x)
static double uniform(unsigned* state) {
  *state = *state * 1664525U + 1013904223U;
  return (*state >> 8U) / 16777216.0;
}

double monte_carlo(double x, int samples) {
  unsigned state = 1;
  double sum = 0;
  for (int i = 0; i < samples; ++i) {
    const double u = uniform(&state);
    if (u < 0.3) continue;
    sum += x * u * (x + u);
  }
  return sum / samples;
}
