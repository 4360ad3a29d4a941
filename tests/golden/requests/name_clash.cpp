// Parameters and locals that are already called x_bar, x_dot and result_bar.
// derivatives: clash(x, x_bar)
double clash(double x, double x_bar) {
  const double x_dot = x * x_bar;
  const double result_bar = x_dot * x_dot;
  return result_bar + x;
}
