// Tables that lack their `const`: nothing in the file writes them, and nobody else can.
// derivatives: integral(a, b)
// derivatives: relaxed(x[n])

struct Term {
  double weight;
  int power;
};

static double nodes[3] = {-0.7745966692414834, 0.0, 0.7745966692414834};
static double weights[] = {5.0 / 9.0, 8.0 / 9.0, 5.0 / 9.0};
static struct Term terms[2] = {{0.5, 1}, {0.25, 2}};
static double damping = 0.9;

static double polynomial(const double* coefficients, int count, double x) {
  double sum = 0;
  for (int i = count; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

double integral(double a, double b) {
  double sum = 0;
  for (unsigned i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
    const double x = 0.5 * (a + b) + 0.5 * (b - a) * nodes[i];
    sum += weights[i] * polynomial(weights, 3, x);
  }
  return 0.5 * (b - a) * sum;
}

double relaxed(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double power = 1;
    for (int k = 0; k < terms[i % 2].power; k++) power *= x[i];
    sum = damping * sum + terms[i % 2].weight * power;
  }
  return sum;
}
