// Control falls from a case into the next; default stands in the middle; two labels share a body.
// derivatives: unrolled(x)
double unrolled(int n, double x) {
  double product = 1;
  switch (n) {
    case 4: product *= x + 4; [[fallthrough]];
    case 3: product *= x + 3; [[fallthrough]];
    default: product = product * product; [[fallthrough]];
    case 2:
    case 1: product *= x + 1; break;
    case 0: product = 3 * x;
  }
  return product;
}
