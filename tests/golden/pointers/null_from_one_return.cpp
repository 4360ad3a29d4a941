// An object with a pointer from a function with several returns, one of which gives a null pointer.
// derivatives: squares(x[n])
// derivatives: either_view(x[n])
struct View {
  double* values;
  int count;
  View() : values(nullptr), count(0) {}
  View(double* first, int length) : values(first), count(length) {}
  View(const View& other) : values(other.values), count(other.count) {}
};

inline View view_of(double* values, int n) {
  if (n < 2) return View();
  return View(values, n);
}

double squares(const double* x, int n) {
  double scaled[8] = {0};
  for (int i = 0; i < n; ++i) scaled[i] = 2 * x[i];
  View view = view_of(scaled, n);
  double sum = 0;
  for (int i = 0; i < view.count; ++i) sum += view.values[i] * view.values[i];
  return sum;
}

// Null pointers that are copied, chosen and compared.
double either_view(const double* x, int n) {
  View none;
  View copy(none);
  double scaled[8] = {0};
  for (int i = 0; i < n; ++i) scaled[i] = 2 * x[i];
  double sum = 0;
  for (int k = 0; k < 2; ++k) {
    double* values = k == 0 ? copy.values : view_of(scaled, n).values;
    if (!values) continue;
    for (int i = 0; i < n; ++i) sum += values[i] * values[i];
  }
  return sum;
}
