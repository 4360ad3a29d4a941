// C casts, static_cast, functional casts, and a value cut to an integer (derivative zero).
// derivatives: casts(x)
double casts(double x, int n) {
  const int whole = static_cast<int>(x * 10);
  const double half = (double)n / 2;
  const double third = double(n) / 3;
  return x * whole + static_cast<double>(n) * x * half + x * x * third;
}
