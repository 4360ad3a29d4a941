// What a benchmark problem and its variants (primal, by hand, tapes, Backsweep) tell the common main program.
#pragma once

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace bench {

/// One way to compute a derivative, bound to one input.
struct Runner {
  /// Computes value and derivative, as often as asked; this is what is timed.
  std::function<double()> run;
  /// The derivative of the last run, flattened in the order of the problem's independents. Empty for the primal.
  std::function<std::vector<double>()> derivative;
};

/// A problem: its sizes, and the plain function against which every derivative is checked.
struct Problem {
  std::string name;
  /// Sizes to time; the first is the one that the table shows.
  std::vector<long> sizes;
  /// A smaller size at which the derivatives are compared before anything is timed.
  long check_size = 0;
  /// The independents of the input of this size.
  std::function<std::vector<double>(long size)> point;
  /// The primal at other independents, all outputs.
  std::function<std::vector<double>(long size, const std::vector<double>& x)> evaluate;
  /// Derivative times direction. Left empty where the derivative is the gradient of one output.
  std::function<std::vector<double>(long size, const std::vector<double>& derivative, const std::vector<double>& x_dot)>
      apply;
};

/// Adds a variant to the program when a global of this type is initialised.
struct Registration {
  /// `max_size` bounds the sizes at which it runs (tapes fill the memory long before the others); 0 is no bound.
  Registration(std::string name, std::function<Runner(long size)> make, long max_size = 0);
};

/// Each benchmark program defines its problem once.
const Problem& problem();

/// `count` reproducible numbers, uniform between `low` and `high`.
inline std::vector<double> random_vector(std::size_t count, double low, double high, unsigned seed) {
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform(low, high);
  std::vector<double> numbers(count);
  for (double& number : numbers) number = uniform(engine);
  return numbers;
}

/// The parts one after another.
inline std::vector<double> concatenate(std::initializer_list<const std::vector<double>*> parts) {
  std::vector<double> all;
  for (const std::vector<double>* part : parts) all.insert(all.end(), part->begin(), part->end());
  return all;
}

}  // namespace bench
