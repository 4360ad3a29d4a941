// An object with references for members: its adjoint refers to adjoints, which a gradient starts from zero.
// backsweep: --gradient 'energy(spring, x)'
#include <vector>

struct Spring {
  const double& stiffness;
  std::vector<double>& lengths;
};

double energy(const Spring& spring, double x) {
  double sum = 0;
  for (const double length : spring.lengths) sum += (x - length) * (x - length);
  return spring.stiffness * sum / 2;
}
