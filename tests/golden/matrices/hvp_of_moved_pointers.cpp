// Parameters that walk through what they point to: the direction walks along.
// backsweep: --gradient 'from_second(x[n])'
// backsweep: --hvp 'from_second(x[n])'
// backsweep: --gradient 'walked(x[n])'
// backsweep: --hvp 'walked(x[n])'

double from_second(const double* x, int n) {
  x += 1;
  double s = 0;
  for (int i = 0; i + 1 < n; ++i) s += x[i] * x[i] * x[i];
  return s;
}

double walked(const double* x, int n) {
  double s = 0;
  for (; n > 0; --n, ++x) s += *x * *x * *x;
  return s;
}
