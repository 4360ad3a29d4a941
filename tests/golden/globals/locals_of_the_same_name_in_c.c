/* Variables and tables of the file that a helper reads, and whose names its callers have for locals of their own. */
// derivatives: by_table(x[2])
// derivatives: by_number(x[2])
#pragma GCC diagnostic ignored "-Wshadow"

static const double w[3] = {0.5, 1.5, 2.5};
double scale = 2.0;

static double weight(double v, int i) { return v * w[i]; }
static double scaled(double v) { return v * v * scale; }

double by_table(const double *x) {
  double w = x[0] * x[1];
  return weight(w, 1) * w;
}

double by_number(const double *x) {
  double scale = x[0] * 3;
  return scaled(scale) * x[1];
}
