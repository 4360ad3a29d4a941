// What both examples need around a derivative: a table read from a file, and a minimisation by NLopt's L-BFGS.
#pragma once

#include <fstream>
#include <functional>
#include <nlopt.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace example {

/// The numbers of a comma-separated file with one line of headings, row by row. Quotation marks are ignored.
inline std::vector<std::vector<double>> read_table(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<std::vector<double>> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    for (char& character : line) {
      if (character == ',' || character == '"') character = ' ';
    }
    std::istringstream words(line);
    std::vector<double> row;
    for (double number = 0; words >> number;) row.push_back(number);
    rows.push_back(row);
  }
  return rows;
}

/// A function of x that overwrites x_bar with its gradient and returns its value.
using Gradient = std::function<double(const std::vector<double>& x, std::vector<double>& x_bar)>;

/// How a minimisation ended.
struct Fit {
  std::vector<double> x;
  double value = 0;
  int evaluations = 0;
};

/// Minimises by L-BFGS from `x`.
inline Fit minimize(const Gradient& gradient, std::vector<double> x) {
  struct Call {
    const Gradient& gradient;
    Fit& fit;
  };
  Fit fit;
  Call call{gradient, fit};
  nlopt::opt optimizer(nlopt::LD_LBFGS, static_cast<unsigned>(x.size()));
  optimizer.set_min_objective(
      [](const std::vector<double>& at, std::vector<double>& at_bar, void* data) {
        Call& here = *static_cast<Call*>(data);
        std::vector<double> bar(at.size());
        const double value = here.gradient(at, bar);
        if (!at_bar.empty()) at_bar = bar;
        if (here.fit.evaluations++ == 0 || value < here.fit.value) {
          here.fit.value = value;
          here.fit.x = at;
        }
        return value;
      },
      &call);
  optimizer.set_ftol_rel(1e-14);
  optimizer.set_maxeval(2000);
  double value = 0;
  try {
    optimizer.optimize(x, value);
  } catch (const std::runtime_error&) {
    // L-BFGS ends so where rounding leaves no step that goes further down; the best point is kept above.
  }
  return fit;
}

}  // namespace example
