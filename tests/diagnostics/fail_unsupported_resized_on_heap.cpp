// A function that is not inlined gets several objects in allocated memory, nobody says how many, and makes their vectors grow.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])' --inline-limit=0
#include <vector>

struct Curve {
  std::vector<double> nodes;
};

void extend(Curve* curves, double z) {
  for (int i = 0; i < 2; ++i) curves[i].nodes.push_back(z * i);
}

double f(const double* x, int n) {
  Curve* curves = new Curve[2];
  double sum = 0;
  for (int i = 0; i < n; ++i) {
// expect-error@+2:5: a vector in allocated memory that 'extend', which is not inlined, gives another size, is not supported on an active path [Unsupported]
// expect-note@+1:5: raise --inline-limit where it is not recursive, or hand the object in by reference [WayOut]
    extend(curves, x[i] * x[i]);
    sum += curves[1].nodes[0] * x[i];
  }
  delete[] curves;
  return sum;
}
