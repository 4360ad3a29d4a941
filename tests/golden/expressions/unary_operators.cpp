// Plus, minus, not and sizeof.
// derivatives: unary(x, y)
double unary(double x, double y) {
  const double minus = -x * +y;
  return !(x < y) ? -minus : -(-minus - x) * static_cast<double>(sizeof(double));
}
