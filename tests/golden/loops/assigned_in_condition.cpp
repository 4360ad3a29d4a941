// A variable that gets its value in the condition of a loop: the first time there is no old value to keep.
// derivatives: assigned(x[n])
double assigned(const double* x, int n) {
  double s = 0.1, t;
  int i = 0;
  while (t = s * x[i] + 0.3, s += t * t, ++i < n) s += t;
  return s + t;
}
