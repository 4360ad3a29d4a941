// Functions without a body that are handed numbers and text, but no active value.
// derivatives: settle(x[n])
// derivatives: scaled(x)
#include <vector>

int rounds_of(const char* what);
double now();
void tell(int round, double since);

void settle(double* x, int n) {
  const double start = now();
  for (int round = 0; round < rounds_of("settle"); ++round) {
    for (int i = 0; i + 1 < n; ++i) x[i] += 0.25 * x[i + 1] * x[i];
    tell(round, now() - start);
  }
}

double scaled(const std::vector<double>& x) {
  double sum = 0;
  for (const double one : x) {
    tell(rounds_of("scaled"), sum > 1 ? 1 : 0);
    sum += one * one * rounds_of("weight");
  }
  return sum;
}
