// Inline assembly that only changes its own outputs.
// derivatives: shifted(x)
double shifted(double x, int k) {
  int copy = k;
  asm volatile("" : "+r"(copy));
  return x * x * copy;
}
