// Compares schedules for the relaxation.
#include <backsweep/tradeoff_main.hpp>

#include <vector>

#include "relax.backsweep.hpp"
#include "relax.h"

int main(int argc, char** argv) {
  const std::vector<double> u(64, 0.5);
  std::vector<double> u_bar(64);
  double sum = 0;
  const auto primal = [&] { sum += relaxed(u.data(), 64, 200); };
  const auto derivative = [&](const backsweep::Schedule& schedule) {
    sum += relaxed_gradient(u.data(), 64, 200, u_bar.data(), schedule);
  };
  const int status = backsweep::tradeoff_main(argc, argv, primal, derivative);
  return sum > 0 ? status : 1;
}
