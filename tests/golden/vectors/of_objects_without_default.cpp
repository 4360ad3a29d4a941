// Objects in vectors that only their own constructor makes: an adjoint takes its shape from the vector it belongs to.
// backsweep: --gradient 'cost' --adjoint 'cost' --tangent 'cost'
// backsweep: --gradient 'total' --adjoint 'total' --tangent 'total'
#include <vector>

class Factor {
 public:
  explicit Factor(double weight) : weight_(weight) {}
  double error(double x) const { return weight_ * x * x; }
  double& weight() { return weight_; }

 private:
  double weight_;
};

double cost(const std::vector<Factor>& factors, double x) {
  double sum = 0;
  for (const Factor& factor : factors) sum += factor.error(x);
  return sum;
}

struct Group {
  std::vector<std::vector<Factor>> rows;
  double scale;
};

double total(const Group& group, double x) {
  double sum = 0;
  for (const std::vector<Factor>& row : group.rows) {
    for (const Factor& factor : row) sum += factor.error(x) * group.scale;
  }
  return sum;
}
