// Pointers that are kept from iteration to iteration and lead to an object of a branch: the reverse sweep makes that anew.
// refuses: Unsupported
// backsweep: --gradient 'chosen(x[n])' --gradient 'moved_on(x[n])'
struct Point {
  double x, y, z;
};

double chosen(const double* x, int n) {
  double sum = 0;
  if (n > 2) {
    Point p{x[0], x[1], x[2]};
    for (int i = 0; i < n; ++i) {
// expect-error@+2:7: 'larger' here (what it points to has ended when the reverse sweep reads it) is not supported on an active path [Unsupported]
// expect-note@+1:7: keep an index in its place, or declare what it points to outside of branches and loops [WayOut]
      double* larger;
      if (p.x > p.y) larger = &p.x;
      else larger = &p.y;
      *larger *= x[i];
      sum += *larger * p.z;
    }
  }
  return sum;
}

double moved_on(const double* x, int n) {
  double sum = 0;
  if (n > 2) {
    Point p{x[0], x[1], x[2]};
    double* next = &p.x;
    for (int i = 0; i < n; ++i) {
      *next *= x[i];
      sum += *next * p.z;
// expect-error@+2:7: 'next' here (what it points to has ended when the reverse sweep reads it) is not supported on an active path [Unsupported]
// expect-note@+1:7: keep an index in its place, or declare what it points to outside of branches and loops [WayOut]
      next = sum > 2 ? &p.x : &p.y;
    }
  }
  return sum;
}
