// A recursive member function that may change its object, whose members are known one by one: no copy stands for it.
// refuses: Unsupported
// backsweep: --gradient 'power(x)'
struct Base {
  const double& value;
  int calls;
  double to(int n) {
    ++calls;
// expect-error@+3:5: this use of a 'Base' is not supported on an active path [Unsupported]
// expect-note@+2:5: hand over its members, or what they refer to, in place of the whole object [WayOut]
// expect-note@+1:5: reached from the call of 'to' here [ReachedFrom]
    return n == 0 ? value : to(n - 1) * value;
  }
};

double power(double x) {
  return Base{x, 0}.to(3);
}
