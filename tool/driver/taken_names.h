// takes: derivatives and the SOURCEs they are made of.  gives: the same under names that the SOURCEs leave free.
#pragma once

#include "frontend/frontend.h"
#include "transform/transform.h"

namespace backsweep::driver {

/// A derivative is `f_gradient_2` where a SOURCE defines a function `f_gradient` of as many parameters, and a variable
/// `blocks_2` where `blocks` is a macro.
void avoid_taken_names(frontend::Result& input, transform::Derivatives& derivatives);

}  // namespace backsweep::driver
