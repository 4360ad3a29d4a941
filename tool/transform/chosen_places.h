// takes: functions in which calls have been inlined.  gives: the same with references in place of pointers that branches
// set once.
// promises: the same memory in the same order.
#pragma once

#include <set>

#include "ir/program.h"

namespace backsweep::transform {

/// `double* p; if (i == 0) p = &v.x; else p = &v.y;` becomes `double& p = i == 0 ? v.x : v.y;`, and where the branch is decided
/// `v.x` stands for `*p`: a reverse sweep binds that again, where a pointer that is assigned would have to be kept. Functions
/// that return one of several places (`double& operator[](int i)` with a switch) leave such pointers where they are inlined.
/// Pointers stay where what the choice reads is overwritten while they are in use.
void bind_chosen_places(ir::Program& program, const std::set<ir::FunctionId>& functions);

}  // namespace backsweep::transform
