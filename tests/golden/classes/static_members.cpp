// Static member functions and constants, and a nested class.
// derivatives: model(x)
class Unit {
 public:
  static constexpr double kScale = 2.5;
  static double convert(double x) { return kScale * x * x; }
  struct Range {
    double low, high;
    double width() const { return high - low; }
  };
};

double model(double x) {
  const Unit::Range range{x, Unit::convert(x)};
  return range.width() * Unit::kScale + Unit::convert(range.high);
}
