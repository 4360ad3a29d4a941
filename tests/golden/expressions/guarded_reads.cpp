// Choices that keep a read inside its array, or off a null pointer: the adjoint of what is not read is not touched.
// derivatives: around(x[n])
// derivatives: rough(x[n])
// derivatives: weighted(x[2], weight[1])
// derivatives: shifted(x[n])
// derivatives: leaky(x[n])
// derivatives: heaviest(nodes[n])

/// A ring: the neighbour of the first is the last.
double around(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    const double left = i > 0 ? x[i - 1] : x[n - 1], right = i < n - 1 ? x[i + 1] : x[0];
    sum += left * x[i] * right;
  }
  return sum;
}

/// Zero beyond the ends, inside of a larger expression.
double rough(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) {
    const double bend = (i > 0 ? x[i - 1] : 0.0) - 2 * x[i] + (i + 1 < n ? -x[i + 1] : 0.0);
    sum += bend * bend;
  }
  return sum;
}

/// The weight may be missing.
double weighted(const double* x, const double* weight) { return (weight ? weight[0] : x[1]) * x[0]; }

/// In place.
void shifted(double* x, int n) {
  for (int i = 0; i < n; i++) x[i] = 0.5 * x[i] + 0.25 * (i > 0 ? x[i - 1] * x[i] : x[n - 1]);
}

/// What a choice reads in any case may be added to in any case.
double leaky(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * (x[i] > 0 ? x[i] : -x[i]);
  return sum;
}

struct Node {
  double mass;
  double position;
};

/// Members behind a pointer that may be null.
double heaviest(const Node* nodes, int n) {
  const Node* best = nullptr;
  for (int i = 0; i < n; i++) {
    if (nodes[i].mass > 1.5) best = nodes + i;
  }
  return best ? best->position : nodes[0].position;
}
