// Reverse mode by ADOL-C's tape: record with the values kept, then one reverse sweep.
#pragma once

#include <adolc/adolc.h>

#include <vector>

namespace bench {

/// Records `function` (a vector of adouble to one adouble) at `x` and returns its value; `gradient` is overwritten.
/// The tape is recorded anew in each call, since branches may go another way at another point.
template <class Function>
double adolc_gradient(const std::vector<double>& x, std::vector<double>& gradient, Function function) {
  const short tag = 1;
  // Buffers of this many entries: the tape stays in memory instead of being written to files.
  const unsigned entries = 1U << 29;
  trace_on(tag, 1, entries, entries, entries, entries);
  double value = 0;
  {
    std::vector<adouble> active(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) active[i] <<= x[i];
    adouble result = function(active);
    result >>= value;
  }
  trace_off();
  double seed = 1;
  gradient.resize(x.size());
  fos_reverse(tag, 1, static_cast<int>(x.size()), &seed, gradient.data());
  return value;
}

}  // namespace bench
