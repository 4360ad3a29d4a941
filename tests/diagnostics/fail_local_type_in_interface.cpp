// A stand-alone derivative whose parameter has a type that only the source knows.
// refuses: LocalTypeInInterface
// backsweep: --standalone --gradient 'f(s)'
namespace {
struct State {
  double x;
};

// expect-error@+2:8: 'f_gradient' needs type 'State', which is local to the source file [LocalTypeInInterface]
// expect-note@+1:8: move the type out of the unnamed namespace, or leave --standalone away [WayOut]
double f(const State& s) { return s.x * s.x; }
}  // namespace

double use(double x) { return f(State{x}); }
