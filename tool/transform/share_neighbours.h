// takes: a function in normal form.  gives: the same, with loops computing once what neighbouring iterations share.
// promises: the same values; only where no element that is read may be written by the loop.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// Where an iteration computes a costly value of `u[i - 1], u[i]` that the one before computed of `u[i], u[i + 1]`, all
/// those values are computed first, into an array of their own:
/// `for (i…) next[i] = f(u[i], u[i + 1]) - f(u[i - 1], u[i]);`  ->
/// `for (k…) values[k] = f(u[k], u[k + 1]);  for (i…) next[i] = values[i] - values[i - 1];`
void share_neighbours(ir::Function& function);

}  // namespace backsweep::transform
