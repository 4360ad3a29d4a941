// Active data seen as an object of an unrelated class.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x[2])'
struct Point {
  double x, y;
};

double f(const double* x) {
  const void* memory = x;
  const Point* point = static_cast<const Point*>(memory);
// expect-error@+2:3: active data is accessed as 'Point' [ReinterpretActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  return point->x * point->y * x[0];
}
