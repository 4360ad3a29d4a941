// Types of one name, each declared inside a function of its own, one of which calls another.
// derivatives: first(x[n])
// derivatives: second(x[n])
// derivatives: calls_first(x[n])
double first(const double* x, int n) {
  struct State {
    double a, b;
  };
  State s[2] = {{x[0], x[1]}, {x[1], x[2]}};
  for (int i = 0; i < n; ++i) s[i % 2].a *= s[0].b + x[i];
  return s[0].a * s[1].a;
}

double second(const double* x, int n) {
  struct State {
    double a;
    double w[2];
  };
  State s[2] = {{x[0], {x[1], x[2]}}, {x[1], {x[2], x[0]}}};
  for (int i = 0; i < n; ++i) s[i % 2].a *= s[0].w[i % 2] + x[i];
  return s[0].a * s[1].a;
}

double calls_first(const double* x, int n) {
  struct State {
    double sum;
  };
  State state{x[0]};
  for (int i = 0; i < n; ++i) state.sum += first(x, n) * state.sum * x[i];
  return state.sum;
}
