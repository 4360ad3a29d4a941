// Objects that functions make, of a class whose copies are the user's own code, as elements of a vector.
// derivatives: in_vector(x[n])
#include <vector>

class Line {
 public:
  Line() = default;
  Line(double slope, double offset) : slope_(slope), offset_(offset) {}
  Line(const Line& other) : slope_(other.slope_), offset_(other.offset_) {}
  Line& operator=(const Line& other) {
    slope_ = other.slope_;
    offset_ = other.offset_;
    return *this;
  }
  double at(double t) const { return slope_ * t + offset_; }

 private:
  double slope_ = 0;
  double offset_ = 0;
};

static Line through(double a, double b) { return Line(b - a * a, a * b); }

double in_vector(const double* x, int n) {
  std::vector<Line> lines{through(x[0], x[1])};
  for (int i = 1; i < n; ++i) lines.push_back(through(x[i], x[i - 1]));
  double s = 1;
  for (const Line& line : lines) s = line.at(s);
  return s;
}
