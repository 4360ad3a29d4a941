// A request that names a member which the struct does not have.
// refuses: UnknownMember
// backsweep: --gradient 'f(s.z)'
struct State {
  double x;
};

// expect-error@+1:8: 's.z' has no member 'z' [UnknownMember]
double f(const State& s) { return s.x * s.x; }
