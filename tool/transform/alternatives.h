// takes: a program with statements said in two ways.  gives: one of both, wherever there are two.
// promises: text that is copied as it is stays where no request has active values pass through it.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// What the program's requests need: the way that can be differentiated where active values come by, the text elsewhere.
void settle_alternatives(ir::Program& program);
/// The program as it was written.
void choose_copied_text(ir::Program& program);

}  // namespace backsweep::transform
