// Vectors of the compiler's own.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
typedef double Pair __attribute__((vector_size(16)));

double f(double x) {
  Pair a = {x, 2 * x};
// expect-error@+1:3: an element of a vector register is not supported on an active path [Unsupported]
  return (a * a)[0];
}
