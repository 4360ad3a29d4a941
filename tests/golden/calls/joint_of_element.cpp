// A call that runs again changes an element of a vector that references lead into: the vector gets its values back where it
// lies.
// derivatives: grown(x[2] -> x[2])
#include <vector>

#include "backsweep/annotate.h"

struct Spot {
  double x;
  double y;
  Spot& operator+=(const Spot& other) {
    x += other.x;
    y += other.y;
    return *this;
  }
};

inline Spot operator*(double s, const Spot& a) { return {s * a.x, s * a.y}; }

void grown(unsigned n, double* x) {
  std::vector<Spot> spots(3);
  for (unsigned i = 0; i < 3; ++i) spots[i] = Spot{x[1], x[0] * i};
  double& last = spots[2].y;
  for (auto& spot : spots) {
    BACKSWEEP_RECOMPUTE
    spot += spots[n].x * spot;
  }
  x[0] += last;
}
