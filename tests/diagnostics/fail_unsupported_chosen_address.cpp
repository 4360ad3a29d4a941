// The address of an object that ?: chose, compared: which of the two it is, its members alone do not say.
// refuses: Unsupported
// backsweep: --gradient 'f(x[2])'
#include <vector>

class Series {
 public:
  explicit Series(double first) : values_(2, first) {}
  double last() const { return values_[1]; }

 private:
  std::vector<double> values_;
};

double f(const double* x) {
  Series one(x[0]);
  Series other(x[1]);
  const Series* larger = x[0] > x[1] ? &one : &other;
// expect-error@+1:3: a comparison with the address of an object that ?: chose is not supported on an active path [Unsupported]
  return larger == &one ? larger->last() : 2 * larger->last();
}
