// A lambda's copy of the object it is made in, and an array whose initializer reads the array.
// refuses: Unsupported
// backsweep: --gradient 'of_this(x[n])' --gradient 'own_initializer(x[n])'
struct Scale {
  double k;
  double run(double v) {
// expect-error@+1:5: a lambda that captures *this by copy is not supported on an active path [Unsupported]
    const auto scaled = [*this](double u) { return u * k; };
    k *= 2;
    return scaled(v);
  }
};

double of_this(const double* x, int n) {
  Scale scale{x[0]};
// expect-note@+1:3: reached from the call of 'run' here [ReachedFrom]
  return scale.run(x[n - 1]) * scale.k;
}

double own_initializer(const double* x, int n) {
// expect-error@+1:3: 'a', which its own initializer reads, is not supported on an active path [Unsupported]
  double a[2] = {x[0], a[0] * x[n - 1]};
  return a[0] * a[1];
}
