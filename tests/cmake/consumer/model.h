// What callers see of the model.
#pragma once
#include "weights.h"

namespace phys {

double energy(const double* x, int n);

}  // namespace phys
