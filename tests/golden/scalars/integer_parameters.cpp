// Integer, bool, char and enum parameters stand between active ones.
// derivatives: weighted(a, b)
enum Sign { kPlus, kMinus };

double weighted(int n, double a, bool flip, char letter, double b, Sign sign, unsigned long count) {
  double value = n * a + static_cast<double>(count) * b;
  if (flip) value = value * a;
  if (letter == 'q') value = value * value;
  return sign == kMinus ? -value : value;
}
