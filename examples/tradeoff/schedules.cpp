// What the gradient costs under other schedules: run by the target tradeoff_schedules_run.
#include <backsweep/tradeoff_main.hpp>

#include <vector>

#include "assimilation.backsweep.hpp"
#include "assimilation.hpp"
#include "wave.hpp"

int main(int argc, char** argv) {
  const std::size_t cells = 2000;
  const assimilation::Flow flow;
  int steps = 0;
  const std::vector<double> observed = assimilation::forecast(assimilation::wave(cells, 0.5), flow, steps);
  const std::vector<double> guess = assimilation::wave(cells, 0.3);
  std::vector<double> guess_bar(cells);
  const auto primal = [&] { assimilation::misfit(guess, observed, flow); };
  const auto derivative = [&](const backsweep::Schedule& schedule) {
    assimilation::misfit_gradient(guess, observed, flow, guess_bar, schedule);
  };
  return backsweep::tradeoff_main(argc, argv, primal, derivative);
}
