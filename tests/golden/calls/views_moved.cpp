// Objects with pointers, handed over by value and moved by the function.
// backsweep: --inline-limit=0 --adjoint 'squared(x[n])' --tangent 'squared(x[n])' --adjoint 'overlapping(x[n])' --tangent 'overlapping(x[n])'
struct View {
  const double* at;
  int left;
};

double total(View view) {
  double sum = 0;
  while (view.left > 0) {
    sum += *view.at * *view.at;
    ++view.at;
    --view.left;
  }
  return sum;
}

double squared(const double* x, int n) { return total({x, n}) * x[0]; }

// A view with a number of its own, which takes its adjoint along.
struct Scaled {
  const double* at;
  double factor;
};

double product(Scaled scaled, int n) {
  double result = scaled.factor;
  for (int i = 0; i < n; ++i) {
    result *= scaled.at[0] * scaled.factor;
    scaled.at++;
    scaled.factor *= 0.5;
  }
  return result;
}

double overlapping(const double* x, int n) {
  const Scaled first{x, x[1]};
  const Scaled second{x + 1, 2.0};
  return product(first, n - 1) + product(second, n - 2) * product(first, 1);
}
