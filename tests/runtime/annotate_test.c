/* Compiles the annotations as C and runs what they stand beside. */
#include "annotations.inc"

int main(void) {
  const double x[2] = {1, 2};
  struct material steel = {7.8, 3};
  double x_bar = 0;
  square_adjoint(steel.stiffness, &x_bar, 1);
  return sum_of_squares(x, 2, 2) == 13 && x_bar == 6 && square(steel.density) > 60 ? 0 : 1;
}
