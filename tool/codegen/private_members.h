// Access to private members: one explicitly instantiated accessor per member, the class unchanged.
#pragma once

#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// How to call the accessor of `field` in a class of this type: `backsweep_access::k_of`.
std::string accessor_name(const ir::Type& record, const std::string& field);

/// What gives a private member function, `backsweep_access::Shape_helper_function()`; empty for all other functions.
std::string private_callee(const ir::Program& program, const ir::Function& callee);

/// Whether the sources use private types, static members or functions.
bool has_access_names(const ir::Program& program);

/// The accessors that these functions' private members, and the names in the text `body`, need, as text for the top of a
/// file; empty if they need none.
std::string print_accessors(const ir::Program& program, const std::vector<const ir::Function*>& functions,
                            const std::string& body);

}  // namespace backsweep::codegen
