// Peak memory of one call, measured in a child process of its own.
#pragma once

#include <functional>

#include "harness.hpp"

namespace bench {

/// Bytes by which the first run raises the peak of resident anonymous memory over what the input and output take.
/// Negative where the system does not tell.
double peak_extra_bytes(const std::function<Runner()>& make);

}  // namespace bench
