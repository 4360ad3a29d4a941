// Blocks that only enclose: nothing is declared in them.
#pragma once

#include "ir/program.h"

namespace backsweep::codegen {

/// `{ a = b; while (…) {…} }`  ->  `a = b; while (…) {…}`. Blocks that declare something, and copied text, keep their braces.
void open_bare_blocks(ir::Function& function);

}  // namespace backsweep::codegen
