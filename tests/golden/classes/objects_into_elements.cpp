// Objects that functions make, of a class whose copies are the user's own code, as elements of arrays and as members.
// derivatives: in_array(x[3])
// derivatives: in_library_array(x[3])
// derivatives: in_member(x[3])
// derivatives: in_pair(x[3])
// derivatives: handed_over(x[3])
#include <array>
#include <utility>

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

double in_array(const double* x) {
  Line lines[2] = {through(x[0], x[1]), through(x[1], x[2])};
  lines[1] = through(x[2], lines[0].at(x[0]));
  return lines[0].at(x[2]) * lines[1].at(x[0]);
}

double in_library_array(const double* x) {
  const std::array<Line, 2> lines = {through(x[0], x[1]), through(x[1], x[2])};
  return lines[0].at(x[2]) * lines[1].at(x[0]);
}

struct Scaled {
  Line line;
  double factor;
};

double in_member(const double* x) {
  const Scaled scaled{through(x[0], x[1]), x[2]};
  return scaled.line.at(x[1]) * scaled.factor;
}

double in_pair(const double* x) {
  const std::pair<Line, double> both{through(x[0], x[1]), x[2]};
  return both.first.at(x[1]) * both.second;
}

static double power(Line line, double t, int n) { return n == 0 ? t : power(line, line.at(t), n - 1) * t; }

double handed_over(const double* x) { return power(through(x[0], x[1]), x[2], 3); }
