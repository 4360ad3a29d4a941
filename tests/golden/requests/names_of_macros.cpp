// Macros that are called as the tool would call its variables.
// derivatives: powers(x[n])
#define blocks 64
#define workspace (1 + 1)
#define s_store() 3
#define x_bar "x_bar"
double powers(const double* x, int n) {
  double s = 1;
  for (int i = 0; i < n; ++i) {
    if (s > 4) s *= x[i] / workspace;
    s = s * x[i] + s_store();
  }
  return s;
}
