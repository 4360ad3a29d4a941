// Tables and objects that point to locals of a loop's body: in the reverse sweep they point to those of that time.
// derivatives: by_table(x[5])
// derivatives: into_vector(x[5])
// derivatives: by_members(x[5])
#include <vector>

double by_table(const double* x) {
  double s = 0;
  int k = 0;
  do {
    double w[4] = {x[k], x[k + 1] * x[k], x[k + 2], x[k]};
    double* rows[2] = {w, w + 2};
    for (int j = 0; j < 2; j++) {
      rows[j][k % 2] = s * 0.5 * rows[j][0];
      s += rows[j][0] * rows[j][1] + x[j];
    }
    ++k;
  } while (k < 3);
  return s;
}

double into_vector(const double* x) {
  double s = 0;
  for (int k = 0; k < 3; k++) {
    std::vector<double> w(4, x[k]);
    double* rows[2] = {w.data(), w.data() + 2};
    for (int j = 0; j < 2; j++) {
      rows[j][k % 2] = (s + 1) * 0.5 * rows[j][0];
      s += rows[j][0] * rows[j][1] * x[j];
    }
  }
  return s;
}

struct Halves {
  double* lower;
  double* upper;
};

double by_members(const double* x) {
  double s = 1;
  for (int k = 0; k < 3; k++) {
    double w[4] = {x[k], x[k + 1] * x[k], x[k + 2], x[k]};
    Halves halves = {w, w + 2};
    for (int j = 0; j < 2; j++) {
      halves.lower[k % 2] = s * 0.5 * halves.upper[j];
      s += halves.upper[0] * halves.lower[1] * x[j];
    }
  }
  return s;
}
