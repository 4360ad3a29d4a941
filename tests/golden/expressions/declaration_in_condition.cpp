// Variables declared in the condition and in the initializer of if and switch.
// derivatives: declared(x)
double declared(double x, int n) {
  double y = x;
  if (const int half = n / 2) y = y * x * half;
  if (const double square = x * x; square > 0.5) y += square * y;
  switch (const int rest = n % 2; rest) {
    case 0: y *= 3; break;
    default: y *= y;
  }
  return y;
}
