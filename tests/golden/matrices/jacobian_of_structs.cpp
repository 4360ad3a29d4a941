// The members of a struct in the order of their declaration, or only those that are listed; rows of a matrix.
// backsweep: --jacobian 'kick(body, impulse -> next)' --jacobian 'ring(spring.stiffness, x[n] -> force[n])'
// backsweep: --jacobian 'damp(grid[n] -> grid[n])'
struct Body {
  double mass;
  double velocity[2];
  int label;
};

void kick(const Body& body, const double* impulse, Body& next) {
  next = body;
  for (int k = 0; k < 2; ++k) next.velocity[k] += impulse[k] / body.mass;
}

struct Spring {
  double stiffness;
  double length;
};

void ring(const Spring& spring, const double* x, int n, double* force) {
  for (int i = 0; i < n; ++i) force[i] = spring.stiffness * (x[(i + 1) % n] - x[i] - spring.length);
}

void damp(double (*grid)[3], int n) {
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < 3; ++j) grid[i][j] *= grid[i][j] / (1 + j);
  }
}
