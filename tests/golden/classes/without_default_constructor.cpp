// Objects of a class that only constructors with arguments make, where whole objects are needed.
// derivatives: pushed(x[n])
// derivatives: emplaced(x[n])
// derivatives: returned(x[n])
// derivatives: member_array(x[n])
// derivatives: members(x[n])
// derivatives: filled(x[n])
// derivatives: in_array(x[n])
// derivatives: popped(x[n])
// derivatives: in_object(x[n])
#include <array>
#include <cstddef>
#include <vector>

namespace {

class Particle {
 public:
  Particle(double position, double speed) : position_(position), speed_(speed) {}
  double position() const { return position_; }
  double speed() const { return speed_; }
  void move(double dt) { position_ += dt * speed_; }

 private:
  double position_;
  double speed_;
};

struct Pair {
  Particle two[2];
  Pair(Particle a, Particle b) : two{a, b} {}
};

struct Weighted {
  Particle particle;
  double weight;
};

struct Cloud {
  std::vector<Particle> all;
  Cloud(const double* x, int n) {
    for (int i = 0; i < n; ++i) all.push_back(Particle(x[i], i));
  }
};

Particle thrown(double speed) { return Particle(speed * speed, -speed); }

double sum_of(const std::vector<Particle>& all) {
  double sum = 0;
  for (const Particle& one : all) sum += one.position() * one.speed();
  return sum;
}

}  // namespace

double pushed(const double* x, int n) {
  std::vector<Particle> all;
  for (int i = 0; i + 1 < n; ++i) all.push_back(Particle(x[i], x[i + 1] * x[0]));
  for (Particle& one : all) one.move(x[1]);
  return sum_of(all);
}

double emplaced(const double* x, int n) {
  std::vector<Particle> all;
  for (int i = 0; i < n; ++i) all.emplace_back(x[i] * x[i], 2);
  all[0].move(x[0]);
  return sum_of(all);
}

double returned(const double* x, int n) {
  std::vector<Particle> all;
  for (int i = 0; i < n; ++i) all.push_back(thrown(x[i]));
  return sum_of(all);
}

double member_array(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    Pair pair(Particle(x[i], x[i + 1]), thrown(x[i]));
    pair.two[i % 2].move(x[0]);
    sum += pair.two[0].position() * pair.two[1].position();
  }
  return sum;
}

double members(const double* x, int n) {
  std::vector<Weighted> all;
  for (int i = 0; i < n; ++i) all.push_back({Particle(x[i], 1), x[i] * x[0]});
  double sum = 0;
  for (const Weighted& one : all) sum += one.weight * one.particle.position();
  return sum;
}

double filled(const double* x, int n) {
  std::vector<Particle> all(static_cast<std::size_t>(n), Particle(x[0], x[1]));
  for (int i = 0; i < n; ++i) all[static_cast<std::size_t>(i)].move(x[i]);
  return sum_of(all);
}

double in_array(const double* x, int n) {
  std::array<Particle, 2> two{{Particle(x[0], x[1]), thrown(x[1])}};
  for (int i = 0; i < n; ++i) two[static_cast<std::size_t>(i % 2)].move(x[i]);
  return two[0].position() * two[1].position();
}

double popped(const double* x, int n) {
  std::vector<Particle> all;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    all.push_back(Particle(x[i], sum));
    if (i % 3 == 2) {
      sum += all.back().position() * all.back().speed();
      all.pop_back();
    }
  }
  return sum + sum_of(all);
}

double in_object(const double* x, int n) {
  Cloud cloud(x, n);
  cloud.all[1].move(x[2]);
  return sum_of(cloud.all);
}
