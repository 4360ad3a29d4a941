// Results that a loop adds to which runs in the reverse sweep only, where that puts their variable back later.
// backsweep: --gradient 'logistic(x[n])' --hvp 'logistic(x[n])' --gradient 'products(x[n])'

double logistic(const double* x, int n) {
  double state = 0.3;
  for (int i = 0; i < n; ++i) state = x[i] * state * (1 - state) + 0.1;
  for (int i = 0; i < n; ++i) state += 0.5 * x[i];
  return state;
}

double products(const double* x, int n) {
  double sum = x[0];
  sum = sum * sum;
  sum = sum * sum * x[1];
  for (int i = 0; i < n; ++i) sum += x[i] * x[i];
  return sum;
}
