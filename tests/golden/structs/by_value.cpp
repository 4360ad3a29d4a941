// A struct passed, copied and returned by value inside the differentiated code.
// derivatives: energy(x, v)
struct State {
  double position;
  double velocity;
};

State advance(State s, double dt) {
  s.velocity -= dt * s.position * s.position;
  s.position += dt * s.velocity;
  return s;
}

double energy(double x, double v) {
  State s = {x, v};
  for (int i = 0; i < 3; ++i) s = advance(s, 0.1);
  const State last = s;
  return last.velocity * last.velocity + s.position * s.position;
}
