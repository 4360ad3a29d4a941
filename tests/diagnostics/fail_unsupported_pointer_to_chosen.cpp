// A function that returns a pointer to one of two objects whose copies are the user's own code.
// refuses: Unsupported
// backsweep: --gradient 'f(x[2])'
struct View {
  const double* first;
  double weight = 1;
  explicit View(const double* from) : first(from) {}
  View(const View& other) : first(other.first), weight(other.weight) {}
};

static View* pick(View* a, View* b, bool takes_first) { return takes_first ? a : b; }

double f(const double* x) {
  View a(x), b(x + 1);
// expect-error@+2:3: the object that 'pick(&a, &b, x[0] > x[1])' points to is not supported on an active path [Unsupported]
// expect-note@+1:3: choose between the objects by ?: where the pointer is used, without a function [WayOut]
  View* view = pick(&a, &b, x[0] > x[1]);
  view->weight = x[0];
  return a.weight * b.weight * view->first[0];
}
