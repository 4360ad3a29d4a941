// A class with private data, a constructor and accessors.
// derivatives: evaluate(a, b, x)
class Line {
 public:
  Line(double slope, double offset) : slope_(slope), offset_(offset * slope) {}
  double at(double x) const { return slope_ * x + offset_; }
  double slope() const { return slope_; }
  void shift(double amount) { offset_ += amount * slope_; }

 private:
  double slope_;
  double offset_;
};

double evaluate(double a, double b, double x) {
  Line line(a, b);
  line.shift(x);
  const Line copy = line;
  line.shift(b);
  return line.at(x) * copy.at(a) + copy.slope();
}
