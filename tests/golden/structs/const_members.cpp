// Structs that are initialized by braces and have const and reference members.
// derivatives: spring(x, y)
struct Constants {
  const double stiffness;
  double damping;
};

struct View {
  double& position;
  const double& rest;
};

static void stretch(View view, double by) { view.position += by * view.rest; }

double spring(double x, double y) {
  const Constants constants{y * y, 0.5};
  double position = x;
  View view{position, y};
  view.position *= constants.stiffness;
  stretch(view, constants.damping);
  stretch({position, x}, 2);
  return position * position * constants.damping;
}
