// Constant globals, in a namespace and in an unnamed one.
// derivatives: phys::weight(m, h)
namespace phys {
const double kGravity = 9.81;
namespace {
const double kRadius = 6.4;
}
int corrections = 2;

double weight(double m, double h) {
  double factor = kRadius / (kRadius + h);
  for (int i = 1; i < corrections; ++i) factor *= factor;
  return m * kGravity * factor;
}
}  // namespace phys
