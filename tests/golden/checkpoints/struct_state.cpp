// Members that the loop changes are state, others are not; a temporary of each step is not either.
// derivatives: run(model.state, model.speed, model.position -> model.state, model.position)
#include <backsweep/annotate.h>

#include <cmath>
#include <vector>

struct Model {
  std::vector<double> state;
  double position[2] = {0, 0};
  double speed = 1;
  double time = 0;
  int steps = 0;
};

void run(Model& model) {
  double force[2] = {0, 0};
  double total = 0;
  BACKSWEEP_CHECKPOINT()
  while (model.time < 1) {
    total = 0;
    for (double& value : model.state) {
      value += 0.1 * std::sin(value * model.position[0]);
      total += value;
    }
    for (int i = 0; i < 2; ++i) force[i] = model.speed * std::cos(model.position[i]) - 0.1 * total;
    for (int i = 0; i < 2; ++i) model.position[i] += 0.1 * force[i];
    model.time += 0.125;
    ++model.steps;
  }
}
