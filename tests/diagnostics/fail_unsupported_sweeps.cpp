// A matrix takes several sweeps: what the function keeps from one call to the next must not tell them apart.
// refuses: Unsupported
// backsweep: --jacobian 'scale(x -> y[2])' --hessian 'noise(x, y)'
#include <cstdlib>

// expect-error@+2:6: 'calls', which 'scale' reads and overwrites and every sweep must find as it was, is not supported on an active path [Unsupported]
// expect-note@+1:6: ask for --tangent, --adjoint or --hvp, which run it once [WayOut]
void scale(double x, double* y) {
  static int calls = 0;
  ++calls;
  y[0] = x * calls;
  y[1] = x * x;
}

double noise(double x, double y) {
  const double noise = std::rand() % 100;
  return x * y * noise;
}
