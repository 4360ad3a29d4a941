// Objects on the heap whose classes have no default constructor, by new and by std::make_unique.
// derivatives: made_unique(x[4])
// derivatives: by_new(x[4])
// derivatives: hidden(x[4])
#include <memory>

namespace {

class Spring {
 public:
  Spring(double stiffness, double length) : stiffness_(stiffness * length), length_(length) {}
  double energy(double x) const { return stiffness_ * (x - length_) * (x - length_); }
  void stiffen(double factor) { stiffness_ *= factor; }

 private:
  double stiffness_;
  double length_;
};

// What the class is made of is behind a pointer.
class Solver {
 public:
  Solver(int count, double rate) : state_(new State(count, rate)) {}
  double run(const double* x) {
    for (int i = 0; i < state_->count; ++i) state_->sum += state_->rate * x[i] * x[i];
    return state_->sum;
  }

 private:
  struct State {
    int count;
    double rate;
    double sum;
    State(int n, double r) : count(n), rate(r), sum(0) {}
  };
  std::unique_ptr<State> state_;
};

}  // namespace

double made_unique(const double* x) {
  auto spring = std::make_unique<Spring>(x[0], x[1]);
  spring->stiffen(x[2]);
  return spring->energy(x[3]);
}

double by_new(const double* x) {
  Spring* spring = new Spring(x[0], x[1]);
  spring->stiffen(x[2]);
  const double energy = spring->energy(x[3]);
  delete spring;
  return energy * x[0];
}

double hidden(const double* x) {
  Solver solver(4, x[0]);
  solver.run(x);
  return solver.run(x);
}
