// Bessel functions of <cmath> and those of the C library.
// derivatives: bessel(x)
#include <cmath>

double bessel(double x, double order) {
  const double cylindrical = std::cyl_bessel_j(order, x) * std::cyl_bessel_i(order, x) + std::cyl_bessel_k(order, x) -
                             std::cyl_neumann(order, x);
  const double spherical = std::sph_bessel(2, x) * std::sph_neumann(1, x);
  return cylindrical * spherical + j0(x) * j1(x) + jn(3, x) * y0(x) + y1(x) * yn(2, x);
}
