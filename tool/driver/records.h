// takes: derivatives and one of their functions.  gives: what is told about it.
#pragma once

#include <string>
#include <vector>

#include "transform/transform.h"

namespace backsweep::driver {

/// The records of the function, which go by its name: `name` is the one that they know it by.
std::vector<plan::Record*> records_of(transform::Derivatives& derivatives, const ir::Program& program,
                                      const ir::Function& function, const std::string& name);

}  // namespace backsweep::driver
