#include "switch_on_enum.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(area, fixed(Shape::kSquare), in(sample()));
  CHECK_DERIVATIVES(area, fixed(Shape::kCircle), in(sample()));
  CHECK_DERIVATIVES(area, fixed(Shape::kTriangle), in(sample()));
  return check::report();
}
