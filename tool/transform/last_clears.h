// takes: a finished derivative.  gives: the same without clearing local variables, or parts of them, that nothing reads again.
// promises: no value that is read changes.
#pragma once

#include "ir/program.h"

namespace backsweep::transform {

/// `{ double t_bar[n]{}; …; for (i…) { in = t_bar[i]; t_bar[i] = 0; … } }`: the last loop need not clear. Nor does `m_bar.x = 0` where m_bar ends.
void drop_last_clears(ir::Function& function);

}  // namespace backsweep::transform
