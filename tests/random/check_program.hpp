// Compares the derivatives of random programs with the oracle's, and prints one line per program.
#pragma once

#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <random>
#include <vector>

#include "dual.hpp"

/// Flat views of one program: reals in, reals out, and what was made of it. Null where nothing was emitted.
struct ProgramCase {
  const char* name;
  bool has_float;
  std::vector<double> at;
  std::vector<bool> adds;  ///< Per input: whether its adjoint is added to what the caller passes.
  int outputs;
  void (*primal)(const double* in, double* out);
  void (*oracle)(const Double* in, Double* out);
  void (*adjoint)(const double* in, const double* out_bar, double* in_bar, double* out);
  void (*tangent)(const double* in, const double* in_dot, double* out_dot, double* out);
  double (*gradient)(const double* in, double* in_bar);
};

namespace checking {

using Numbers = std::vector<double>;

/// The number that three directions agree on, which are twice the number, itself, and a quarter of it.
template <class T>
double agreed(const std::array<T, 3>& directions) {
  const T value = directions[1];
  const bool is_same = !(directions[0] < 2 * value) && !(directions[0] > 2 * value) && !(4 * directions[2] < value) &&
                       !(4 * directions[2] > value);
  return is_same ? static_cast<double>(value) : std::nan("");
}

struct Tolerances {
  double value = 1e-12;
  double derivative = 1e-10;
};
inline Tolerances tolerances_of(const ProgramCase& test) {
  return test.has_float ? Tolerances{2e-5, 2e-3} : Tolerances{};
}

inline double size_of(const Numbers& numbers) {
  double size = 1;
  for (const double number : numbers) size = std::fmax(size, std::fabs(number));
  return size;
}

inline double distance(const Numbers& a, const Numbers& b) {
  double worst = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double error = std::fabs(a[i] - b[i]);
    if (!(error <= worst)) worst = error;
  }
  return worst / size_of(b);
}

/// Jacobian by columns, from the oracle; values in `out`.
inline std::vector<Numbers> oracle_columns(const ProgramCase& test, const Numbers& in, Numbers& out) {
  std::vector<Numbers> columns;
  for (std::size_t j = 0; j < in.size(); ++j) {
    std::vector<Double> x(in.begin(), in.end());
    x[j].slope = 1;
    std::vector<Double> y(out.size(), 0.0);
    test.oracle(x.data(), y.data());
    Numbers column;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = y[i].value;
      column.push_back(y[i].slope);
    }
    columns.push_back(column);
  }
  return columns;
}

/// Whether the program is tame at this point: finite, of moderate size, and smooth across a difference step.
inline bool is_tame(const ProgramCase& test, const Numbers& in, const std::vector<Numbers>& columns,
                    const Numbers& out) {
  for (const double value : out) {
    if (!(std::fabs(value) < 1e4)) return false;
  }
  const double step = test.has_float ? 1e-3 : 1e-5;
  for (std::size_t j = 0; j < in.size(); ++j) {
    Numbers up(out.size()), down(out.size()), above = in, below = in;
    above[j] += step;
    below[j] -= step;
    test.primal(above.data(), up.data());
    test.primal(below.data(), down.data());
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double slope = columns[j][i];
      if (!(std::fabs(slope) < 1e4)) return false;
      const double error = std::fabs((up[i] - down[i]) / (2 * step) - slope);
      if (!(error < (test.has_float ? 3e-2 : 1e-5) * (1 + std::fabs(slope)))) return false;
    }
  }
  return true;
}

class Report {
 public:
  explicit Report(const ProgramCase& test) : test_(test) {}
  void expect(const char* what, double error, double tolerance) {
    if (error <= tolerance) return;
    std::printf("%s fail %s %.3g\n", test_.name, what, error);
    failed_ = true;
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  const ProgramCase& test_;
  bool failed_ = false;
};

inline void print_bits(const char* name, const char* what, const Numbers& numbers) {
  std::printf("%s bits %s", name, what);
  for (const double number : numbers) std::printf(" %a", number);
  std::printf("\n");
}

inline void check_adjoint(const ProgramCase& test, const Numbers& in, const std::vector<Numbers>& columns,
                          const Numbers& value, std::mt19937& engine, Report& report) {
  std::uniform_real_distribution<double> uniform(-1, 1);
  Numbers out_bar(value.size());
  for (double& number : out_bar) number = uniform(engine);
  for (int repetition = 0; repetition < 2; ++repetition) {
    Numbers in_bar(in.size()), expected(in.size()), out(value.size());
    for (std::size_t j = 0; j < in.size(); ++j) {
      in_bar[j] = test.adds[j] ? 0.25 : 0;
      expected[j] = in_bar[j];
      for (std::size_t i = 0; i < value.size(); ++i) expected[j] += columns[j][i] * out_bar[i];
    }
    test.adjoint(in.data(), out_bar.data(), in_bar.data(), out.data());
    report.expect("adjoint", distance(in_bar, expected), tolerances_of(test).derivative);
    report.expect("adjoint-value", distance(out, value), tolerances_of(test).value);
    if (repetition == 0) print_bits(test.name, "adjoint", in_bar);
  }
}

inline void check_tangent(const ProgramCase& test, const Numbers& in, const std::vector<Numbers>& columns,
                          const Numbers& value, std::mt19937& engine, Report& report) {
  std::uniform_real_distribution<double> uniform(-1, 1);
  Numbers in_dot(in.size()), out_dot(value.size()), expected(value.size()), out(value.size());
  for (std::size_t j = 0; j < in.size(); ++j) {
    in_dot[j] = uniform(engine);
    for (std::size_t i = 0; i < value.size(); ++i) expected[i] += columns[j][i] * in_dot[j];
  }
  test.tangent(in.data(), in_dot.data(), out_dot.data(), out.data());
  report.expect("tangent", distance(out_dot, expected), tolerances_of(test).derivative);
  report.expect("tangent-value", distance(out, value), tolerances_of(test).value);
}

inline void check_gradient(const ProgramCase& test, const Numbers& in, const std::vector<Numbers>& columns,
                           const Numbers& value, Report& report) {
  Numbers in_bar(in.size(), 77), expected(in.size());
  for (std::size_t j = 0; j < in.size(); ++j) expected[j] = columns[j][0];
  const Numbers result = {test.gradient(in.data(), in_bar.data())};
  report.expect("gradient", distance(in_bar, expected), tolerances_of(test).derivative);
  report.expect("gradient-value", distance(result, {value[0]}), tolerances_of(test).value);
}

inline void check(const ProgramCase& test, unsigned seed) {
  std::mt19937 engine(seed);
  Report report(test);
  bool is_checked = false;
  for (int point = 0; point < 2; ++point) {
    Numbers in = test.at;
    for (double& number : in) {
      if (point > 0) number = 0.9 * number + 0.05;
      if (test.has_float) number = static_cast<float>(number);
    }
    Numbers value(static_cast<std::size_t>(test.outputs)), primal = value;
    const std::vector<Numbers> columns = oracle_columns(test, in, value);
    test.primal(in.data(), primal.data());
    if (!is_tame(test, in, columns, value)) continue;
    is_checked = true;
    report.expect("oracle", distance(primal, value), tolerances_of(test).value);
    if (test.adjoint) check_adjoint(test, in, columns, primal, engine, report);
    if (test.tangent) check_tangent(test, in, columns, primal, engine, report);
    if (test.gradient) check_gradient(test, in, columns, primal, report);
  }
  if (!report.failed()) std::printf("%s %s\n", test.name, is_checked ? "pass" : "wild");
  std::fflush(stdout);
}

}  // namespace checking
