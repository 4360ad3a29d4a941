// Emitted derivatives as input: what they keep in the workspace becomes vectors, whose derivatives are known.
// derivatives: flow_gradient(u[n], c -> u[n], u_bar[n], c_bar)
// derivatives: power_gradient(x -> x_bar)
// derivatives: choices_gradient(x[n] -> x_bar[n])
#include <algorithm>
#include <backsweep/workspace.hpp>
#include <cmath>

inline double flow_gradient(double* u, int n, double c, double* u_bar, double& c_bar) {
  backsweep::Workspace& blocks = backsweep::Workspace::local_blocks();
  backsweep::Frame blocks_frame(blocks);
  std::fill_n(u_bar, n, 0.0);
  c_bar = 0;
  double* u_store = blocks.allocate<double>(static_cast<long>(3) * (n - 1));
  for (int t = 0; t < 3; ++t) {
    for (int i = 0; i < n - 1; ++i) {
      u_store[static_cast<long>(t) * (n - 1) + i] = u[i];
      u[i] += c * u[i] * u[i + 1];
    }
  }
  double e = 0;
  double* u_out = blocks.allocate<double>(n);
  std::copy_n(u, n, u_out);
  const double e_bar = 1;
  for (int i = 0; i < n; ++i) {
    e += u[i] * u[i];
    u_bar[i] += 2 * (u[i] * e_bar);
  }
  double c_bar_sum = 0;
  for (int t = 2; t >= 0; --t) {
    for (int i = n - 2; i >= 0; --i) {
      u[i] = u_store[static_cast<long>(t) * (n - 1) + i];
      const double value_bar = u[i + 1] * u_bar[i];
      const double c_term = u[i] * value_bar;
      const double u_term = c * value_bar;
      const double u_term_2 = c * u[i] * u_bar[i];
      c_bar_sum += c_term;
      u_bar[i] += u_term;
      u_bar[i + 1] += u_term_2;
    }
  }
  c_bar += c_bar_sum;
  std::copy_n(u_out, n, u);
  return e;
}

inline double power_gradient(double x, double& x_bar) {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  backsweep::Frame frame(workspace);
  x_bar = 0;
  double r = x;
  long trips = 0;
  while (r * r < 100) {
    workspace.push(r);
    r = r * r * 0.9 + x;
    ++trips;
  }
  const double value = r;
  double r_bar = 1;
  double x_bar_sum = 0;
  for (long trip = trips; trip > 0; --trip) {
    r = workspace.pop<double>();
    const double value_bar = 0.9 * r_bar;
    x_bar_sum += r_bar;
    r_bar = 2 * (r * value_bar);
  }
  x_bar_sum += r_bar;
  x_bar += x_bar_sum;
  return value;
}

inline double choices_gradient(const double* x, int n, double* x_bar) {
  backsweep::Workspace& blocks = backsweep::Workspace::local_blocks();
  backsweep::Frame blocks_frame(blocks);
  double s = 1;
  double* s_store = blocks.allocate<double>(n);
  bool* taken_store = blocks.allocate<bool>(n);
  for (int i = 0; i < n; ++i) {
    const double sin_value = std::sin(s * x[i]);
    s_store[i] = s;
    s += sin_value;
    taken_store[i] = s > 1.5;
    if (s > 1.5) {
      s = s * 0.9;
    }
  }
  const double value = s;
  double s_bar = 1;
  for (int i = n - 1; i >= 0; --i) {
    if (taken_store[i]) {
      s_bar = 0.9 * s_bar;
    }
    s = s_store[i];
    const double sin_value_bar = s_bar;
    const double value_bar = std::cos(s * x[i]) * sin_value_bar;
    s_bar += x[i] * value_bar;
    x_bar[i] = s * value_bar;
  }
  return value;
}
