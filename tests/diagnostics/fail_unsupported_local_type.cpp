// A type that a function template declares inside its body.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
template <class T>
T squared(T x) {
// expect-error@+1:3: the local type 'Pair' of a template is not supported on an active path [Unsupported]
  struct Pair {
    T first, second;
  };
  const Pair pair{x, x};
  return pair.first * pair.second;
}

// expect-note@+1:22: reached from the call of 'squared' here [ReachedFrom]
double f(double x) { return squared(x); }
