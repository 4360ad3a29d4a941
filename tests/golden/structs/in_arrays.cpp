// Arrays of structs: particles that pull at each other.
// derivatives: forces(p[n] -> p[n])
struct Particle {
  double x;
  double mass;
  double force;
};

void forces(Particle* p, int n) {
  for (int i = 0; i < n; ++i) {
    p[i].force = 0;
    for (int j = 0; j < n; ++j) {
      const double distance = p[i].x - p[j].x;
      p[i].force += p[i].mass * p[j].mass * distance / (1 + distance * distance);
    }
  }
  for (Particle* q = p; q != p + n; ++q) q->x += 0.1 * q->force / q->mass;
}
