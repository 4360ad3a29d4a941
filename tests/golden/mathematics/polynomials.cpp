// Legendre, Hermite and Laguerre polynomials.
// derivatives: polynomials(x)
#include <cmath>

double polynomials(double x, unsigned n) {
  return std::legendre(n, x / 2) * std::hermite(n, x) + std::laguerre(n, x) * std::assoc_laguerre(n, 1, x) +
         std::assoc_legendre(n, 1, x / 2) * std::sph_legendre(n, 2, x);
}
