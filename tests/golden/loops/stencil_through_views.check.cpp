#include "stencil_through_views.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const int n : {3, 9, 300}) {
    CHECK_DERIVATIVES(swept, in(sample(static_cast<std::size_t>(n))), fixed(n));
    CHECK_DERIVATIVES(swept_from, in(sample(static_cast<std::size_t>(n))), fixed(n));
    CHECK_DERIVATIVES(differences, in(sample(static_cast<std::size_t>(n))), fixed(n));
  }
  return check::report();
}
