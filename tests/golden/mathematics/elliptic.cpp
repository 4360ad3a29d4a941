// Elliptic integrals, by the modulus and by the angle.
// derivatives: elliptic(k, phi)
#include <cmath>

double elliptic(double k, double phi) {
  const double complete = std::comp_ellint_1(k) * std::comp_ellint_2(k);
  return complete * std::ellint_1(k, phi) + std::ellint_2(k, phi) * std::ellint_3(0.4, 0.3, phi);
}
