// An array of objects that hold no active value, and a text besides: made as the source makes it.
// derivatives: posed(x[n])
#include <cmath>
#include <string>

namespace {

class Joint {
 public:
  Joint(const std::string& name, double axis) : name_(name), axis_(axis) {}
  double pose(double angle) const { return std::cos(axis_ * angle); }

 private:
  std::string name_;
  double axis_;
};

}  // namespace

double posed(const double* x, int n) {
  const Joint joints[2] = {Joint("shoulder", 1.5), Joint("elbow", 2)};
  double product = 1;
  for (int i = 0; i < n; ++i) product *= joints[i].pose(x[i]);
  return product;
}
