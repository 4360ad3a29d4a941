// Logarithm of a sum of exponentials.
#pragma once

namespace logsumexp {

/// log(sum_i exp(x[i])), without overflow.
double logsumexp(const double* x, int n);

}  // namespace logsumexp
