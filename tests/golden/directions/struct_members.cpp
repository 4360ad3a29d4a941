// Structs: a struct of arrays of directions is declared for each; members that hold no real numbers are left out.
// backsweep: --adjoint 'energy(particles[n], box)' --tangent 'energy(particles[n], box)' --directions=3
#include <vector>

struct Particle {
  int kind;
  double position[2];
  float charge;
};

struct Box {
  std::vector<double> walls;
  Particle centre;
};

double energy(const Particle* particles, int n, const Box& box) {
  double sum = 0;
  Particle before = box.centre;
  for (int i = 0; i < n; ++i) {
    const Particle& particle = particles[i];
    const double x = particle.position[0] - before.position[0];
    const double y = particle.position[1] - before.position[1];
    if (particle.kind == 1) sum += particle.charge * before.charge / (1 + x * x + y * y);
    before = particle;
    for (const double wall : box.walls) sum += wall * x * y;
  }
  return sum;
}
