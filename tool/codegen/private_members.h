// Access to private data members: one explicitly instantiated accessor per member, the class unchanged.
#pragma once

#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// How to call the accessor of `field` in a class of this type: `backsweep::access::k_of`.
std::string accessor_name(const ir::Type& record, const std::string& field);

/// The accessors that these functions' private members need, as text for the top of a file; empty if they need none.
std::string print_accessors(const std::vector<const ir::Function*>& functions);

}  // namespace backsweep::codegen
