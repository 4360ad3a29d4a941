// Compiles the annotations as C++ and runs what they stand beside.
#include "annotations.inc"

namespace {

template <class T>
BACKSWEEP_GRADIENT(x)
T cube(T x) {
  return x * x * x;
}

class Spring {
 public:
  explicit Spring(double stiffness) : stiffness_(stiffness) {}
  BACKSWEEP_GRADIENT(this, x)
  double energy(double x) const { return 0.5 * stiffness_ * x * x; }

 private:
  double stiffness_;
};

}  // namespace

int main() {
  const double x[2] = {1, 2};
  const material steel{7.8, 3};
  double x_bar = 0;
  square_adjoint(steel.stiffness, &x_bar, 1);
  const bool is_right = sum_of_squares(x, 2, 2) == 13 && x_bar == 6 && square(steel.density) > 60;
  return is_right && cube(2.0) == 8 && Spring(4).energy(3) == 18 ? 0 : 1;
}
