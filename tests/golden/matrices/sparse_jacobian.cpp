// Jacobians of which only some entries are kept: bands, columns of scalars, branches, structures, what is overwritten.
// backsweep: --sparse --jacobian 'smoothed(x[n] -> y[n])' --jacobian 'upwind(u[n], courant -> next[n])' --jacobian 'springs(bodies[n] -> forces[n])' --jacobian 'relax(x[n] -> x[n])' --jacobian 'total(x[n] -> y[n], return)'
void smoothed(const double* x, double* y, int n) {
  for (int i = 0; i < n; ++i) {
    const double left = i > 0 ? x[i - 1] : 0.0;
    const double right = i + 1 < n ? x[i + 1] : 0.0;
    y[i] = left * x[i] - right * right;
  }
}

// Which neighbour counts depends on the values.
void upwind(const double* u, double courant, double* next, int n) {
  next[0] = u[0];
  next[n - 1] = u[n - 1];
  for (int i = 1; i < n - 1; ++i) {
    const double slope = u[i] > 0 ? u[i] - u[i - 1] : u[i + 1] - u[i];
    next[i] = u[i] - courant * u[i] * slope;
  }
}

struct Body {
  double position;
  double stiffness;
};

void springs(const Body* bodies, double* forces, int n) {
  for (int i = 0; i < n; ++i) forces[i] = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const double stretch = bodies[i + 1].position - bodies[i].position - 1;
    const double pull = bodies[i].stiffness * stretch * stretch * stretch;
    forces[i] += pull;
    forces[i + 1] -= pull;
  }
}

// From the left to the right: each element sees the new value of the one before.
void relax(double* x, int n) {
  for (int i = 1; i < n; ++i) x[i] = 0.5 * x[i] * x[i] + 0.25 * (i == 3 ? x[i - 1] : 1.0);
}

double total(const double* x, double* y, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    y[i] = x[i] * x[i];
    sum += y[i] * x[i];
  }
  return sum;
}
