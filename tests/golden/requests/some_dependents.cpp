// Only some outputs are dependent; the others get no adjoint.
// derivatives: outputs(x -> first)
void outputs(double x, double& first, double& second) {
  first = x * x;
  second = first * x;
}
