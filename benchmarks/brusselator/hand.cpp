// Gradient of the Brusselator's misfit written by hand: the four stages of each step are stored, the reverse gathers.
#include <algorithm>
#include <memory>

#include "input.hpp"

namespace brusselator {
namespace {

/// Calls cell(at, up, down, left, right) with the indices of each cell and its neighbours, the inner ones of a row in
/// a loop without wrapping.
template <class Cell>
void for_each_cell(int n, Cell cell) {
  for (int i = 0; i < n; ++i) {
    const int row = i * n;
    const int up = i == 0 ? (n - 1) * n : row - n;
    const int down = i == n - 1 ? 0 : row + n;
    cell(row, up, down, row + n - 1, row + 1);
    // What is written is never what is read: g++ does not see it through the captured pointers.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC ivdep
#endif
    for (int j = 1; j < n - 1; ++j) cell(row + j, up + j, down + j, row + j - 1, row + j + 1);
    cell(row + n - 1, up + n - 1, down + n - 1, row + n - 2, row);
  }
}

void right_hand_side(int n, const double* parameters, const double* __restrict state, double* __restrict rate) {
  const double a = parameters[0];
  const double b = parameters[1];
  const double diffusion = parameters[2];
  const double* const u = state;
  const double* const v = state + n * n;
  double* const v_rate = rate + n * n;
  for_each_cell(n, [=](int at, int up, int down, int left, int right) {
    const double reaction = u[at] * u[at] * v[at];
    rate[at] = b + reaction - (a + 1) * u[at] + diffusion * (u[up] + u[down] + u[left] + u[right] - 4 * u[at]);
    v_rate[at] = a * u[at] - reaction + diffusion * (v[up] + v[down] + v[left] + v[right] - 4 * v[at]);
  });
}

/// Adjoints of the parameters, cell by cell: summed once at the end, so that no loop carries a sum.
struct Sums {
  std::vector<double> a;
  std::vector<double> b;
  std::vector<double> diffusion;
};

/// Overwrites state_bar by the transposed Jacobian times rate_bar, and adds to the parameters' adjoints.
void right_hand_side_adjoint(int n, const double* parameters, const double* __restrict state,
                             const double* __restrict rate_bar, double* __restrict state_bar, Sums& sums) {
  const double a = parameters[0];
  const double diffusion = parameters[2];
  const double* const u = state;
  const double* const v = state + n * n;
  const double* const ru = rate_bar;
  const double* const rv = rate_bar + n * n;
  double* const v_bar = state_bar + n * n;
  double* __restrict const a_bar = sums.a.data();
  double* __restrict const b_bar = sums.b.data();
  double* __restrict const diffusion_bar = sums.diffusion.data();
  for_each_cell(n, [=](int at, int up, int down, int left, int right) {
    // The five-point stencil is its own transpose.
    const double spread_u = ru[up] + ru[down] + ru[left] + ru[right] - 4 * ru[at];
    const double spread_v = rv[up] + rv[down] + rv[left] + rv[right] - 4 * rv[at];
    const double reaction_bar = ru[at] - rv[at];
    state_bar[at] = 2 * u[at] * v[at] * reaction_bar - (a + 1) * ru[at] + a * rv[at] + diffusion * spread_u;
    v_bar[at] = u[at] * u[at] * reaction_bar + diffusion * spread_v;
    a_bar[at] -= u[at] * reaction_bar;
    b_bar[at] += ru[at];
    diffusion_bar[at] += u[at] * spread_u + v[at] * spread_v;
  });
}

struct Scratch {
  /// Per step four stages, and the final state behind the last.
  std::vector<double> stages;
  std::vector<double> k[4];
  Sums sums;
};

/// The stages s[0..3] of one step are written, s[0] is read; the next state goes to s[4].
void step(const Input& input, std::size_t size, double* s, Scratch& scratch) {
  const double* const p = input.parameters.data();
  const double h[3] = {input.dt / 2, input.dt / 2, input.dt};
  for (std::size_t stage = 0; stage < 4; ++stage) {
    right_hand_side(input.n, p, s + stage * size, scratch.k[stage].data());
    if (stage == 3) break;
    const double* __restrict const k = scratch.k[stage].data();
    double* __restrict const next = s + (stage + 1) * size;
    for (std::size_t i = 0; i < size; ++i) next[i] = s[i] + h[stage] * k[i];
  }
  const double *k1 = scratch.k[0].data(), *k2 = scratch.k[1].data(), *k3 = scratch.k[2].data(),
               *k4 = scratch.k[3].data();
  double* __restrict const next = s + 4 * size;
  for (std::size_t i = 0; i < size; ++i) next[i] = s[i] + input.dt / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
}

/// w, the adjoint of the state after the step, becomes that of the state before.
void step_adjoint(const Input& input, std::size_t size, const double* s, double* __restrict w, Scratch& scratch) {
  const double dt = input.dt;
  const double* const p = input.parameters.data();
  double* __restrict const rate_bar = scratch.k[0].data();
  double* __restrict const stage_bar = scratch.k[1].data();
  double* __restrict const sum = scratch.k[2].data();
  const double own[4] = {dt / 6, dt / 3, dt / 3, dt / 6};
  const double later[4] = {dt / 2, dt / 2, dt, 0};
  for (std::size_t i = 0; i < size; ++i) {
    rate_bar[i] = own[3] * w[i];
    sum[i] = w[i];
  }
  for (std::size_t stage = 4; stage-- > 0;) {
    right_hand_side_adjoint(input.n, p, s + stage * size, rate_bar, stage_bar, scratch.sums);
    const double from_sum = stage > 0 ? own[stage - 1] : 0;
    const double from_stage = stage > 0 ? later[stage - 1] : 0;
    for (std::size_t i = 0; i < size; ++i) {
      sum[i] += stage_bar[i];
      rate_bar[i] = from_sum * w[i] + from_stage * stage_bar[i];
    }
  }
  std::copy(sum, sum + size, w);
}

double gradient(const Input& input, Gradient& out, Scratch& scratch) {
  const std::size_t size = input.initial.size();
  const auto steps = static_cast<std::size_t>(input.steps);
  scratch.stages.resize((4 * steps + 1) * size);
  for (std::vector<double>& k : scratch.k) k.resize(size);
  double* s = scratch.stages.data();
  std::copy(input.initial.begin(), input.initial.end(), s);
  for (std::size_t t = 0; t < steps; ++t) step(input, size, s + 4 * t * size, scratch);
  const double* const last = s + 4 * steps * size;
  for (std::vector<double>* part : {&scratch.sums.a, &scratch.sums.b, &scratch.sums.diffusion}) {
    part->assign(size / 2, 0.0);
  }
  double* const w = out.initial.data();
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    w[i] = last[i] - input.target[i];
    sum += w[i] * w[i];
  }
  for (std::size_t t = steps; t-- > 0;) {
    step_adjoint(input, size, s + 4 * t * size, w, scratch);
  }
  out.parameters = {0, 0, 0};
  for (std::size_t i = 0; i < size / 2; ++i) {
    out.parameters[0] += scratch.sums.a[i];
    out.parameters[1] += scratch.sums.b[i];
    out.parameters[2] += scratch.sums.diffusion[i];
  }
  return 0.5 * sum;
}

const bench::Registration registration{"hand", [](long size) {
                                         const auto input = std::make_shared<const Input>(make_input(size));
                                         const auto result = std::make_shared<Gradient>(*input);
                                         const auto scratch = std::make_shared<Scratch>();
                                         return bench::Runner{[=] { return gradient(*input, *result, *scratch); },
                                                              [=] { return result->flat(); }};
                                       }};

}  // namespace
}  // namespace brusselator
