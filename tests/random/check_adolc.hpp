// Compares the two oracles with one another: dual numbers with ADOL-C's tape.
#pragma once

#include <adolc/adolc.h>

#include <cmath>
#include <cstdio>
#include <vector>

#include "dual.hpp"

// What random programs call and ADOL-C lacks, made of what it has. The rest is found by argument-dependent lookup.
inline adouble pow(const badouble& x, int y) {
  return y == 2 ? adouble(x * x) : adouble(pow(x, static_cast<double>(y)));
}
inline double cube_root(double x) { return std::cbrt(x); }
inline adouble cube_root(const badouble& x) { return pow(x, 1.0 / 3); }
inline adouble expm1(const badouble& x) { return exp(x) - 1; }
inline adouble log1p(const badouble& x) { return log(1 + x); }
inline adouble atan2(const badouble& y, double x) { return atan2(y, adouble(x)); }
inline adouble atan2(double y, const badouble& x) { return atan2(adouble(y), x); }
inline adouble hypot(const badouble& x, const badouble& y) { return sqrt(x * x + y * y); }

namespace checking {

inline void compare_with_adolc(const char* name, const std::vector<double>& in, int outputs,
                               void (*dual)(const Double*, Double*), void (*tape)(const adouble*, adouble*)) {
  const auto count = static_cast<std::size_t>(outputs);
  std::vector<double> value(count);
  {
    std::vector<adouble> x(in.size()), y(count);
    trace_on(1);
    for (std::size_t j = 0; j < in.size(); ++j) x[j] <<= in[j];
    tape(x.data(), y.data());
    for (std::size_t i = 0; i < count; ++i) y[i] >>= value[i];
    trace_off();
  }
  std::vector<std::vector<double>> jacobian_rows(count, std::vector<double>(in.size()));
  std::vector<double*> rows;
  for (std::vector<double>& row : jacobian_rows) rows.push_back(row.data());
  jacobian(1, outputs, static_cast<int>(in.size()), in.data(), rows.data());
  for (std::size_t j = 0; j < in.size(); ++j) {
    std::vector<Double> x(in.begin(), in.end());
    x[j].slope = 1;
    std::vector<Double> y(count, 0.0);
    dual(x.data(), y.data());
    for (std::size_t i = 0; i < count; ++i) {
      const double error = std::fabs(y[i].slope - jacobian_rows[i][j]);
      if (!(error <= 1e-9 * (1 + std::fabs(y[i].slope)))) {
        std::printf("%s oracles differ at (%zu, %zu): dual %.15g, ADOL-C %.15g\n", name, i, j, y[i].slope,
                    jacobian_rows[i][j]);
      }
    }
  }
}

}  // namespace checking
