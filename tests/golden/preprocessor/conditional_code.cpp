// Code chosen by the preprocessor, constants as macros, and a loop made by a macro.
// derivatives: configured(x)
#define ORDER 3
#define COEFFICIENT 0.25
#define FOR(i, n) for (int i = 0; i < (n); ++i)

double configured(double x) {
  double y = COEFFICIENT * x;
#if ORDER > 2
  FOR(i, ORDER) y = y * x + COEFFICIENT;
#else
  y = x;
#endif
#ifdef NOT_DEFINED_ANYWHERE
  y = 0;
#endif
  return y;
}
