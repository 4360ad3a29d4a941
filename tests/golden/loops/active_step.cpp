// A loop variable that is active: the step is an independent.
// derivatives: euler(h, y)
double euler(double h, double y) {
  for (double t = 0; t < 1; t = t + h) y = y + h * (t - y * y);
  return y;
}
