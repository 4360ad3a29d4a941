// Static variables of member functions, whose initializers name what only the class and its namespace know.
// derivatives: mapped(x, y)
#include <limits>

namespace geometry {

class Numbers {
 public:
  template <class T = double>
  static T half_turn() {
    return T(3.14159);
  }
  template <class T>
  static T square(T x) {
    return x * x;
  }
  static double tangent(double tau) {
    using namespace std;
    static const double overflow = 1 / square(numeric_limits<double>::epsilon());
    return tau < overflow ? tau * tau : tau;
  }
  static double radians(double degrees) {
    static const double degree = half_turn<double>() / 180;
    return degrees * degree;
  }
};

}  // namespace geometry

double mapped(double x, double y) { return geometry::Numbers::tangent(x) * geometry::Numbers::radians(y); }
