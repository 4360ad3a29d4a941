// Two functions that call each other.
// derivatives: even_part(x)
double odd_part(double x, int depth);

double even_part(double x, int depth) {
  if (depth == 0) return x;
  return x * odd_part(x * 0.9, depth - 1);
}

double odd_part(double x, int depth) {
  if (depth == 0) return x * x;
  return x + even_part(x * x, depth - 1);
}
