// takes: a declaration that only the class around it may name.  gives: a name under which emitted code, which stands outside
// of all classes, reaches it; what declares that name is left in the program.
#pragma once

#include <clang/AST/Decl.h>

#include <string>

#include "ir/program.h"

namespace backsweep::frontend {

class ProgramLowering;

/// Whether code outside of the class may name it, all enclosing classes included.
bool is_accessible(const clang::Decl& decl);

/// Whether it is a member, or a member of a member, that only its class may name: not what belongs to a function.
bool is_private_member(const clang::Decl& decl);

/// Whether it is a function that emitted code cannot call: a friend that no scope declares, or one of several private members
/// of that name.
bool is_out_of_reach(const clang::FunctionDecl& function);

/// `backsweep_access::Path_Node_type` for the type `Path::Node`.
std::string access_to_type(ir::Program& program, const std::string& name);

/// `backsweep_access::Table_kRows_object()` for the static member `Table::kRows`.
std::string access_to_variable(ir::Program& program, const std::string& name);

/// Has the member function `name` called through `backsweep_access`.
void access_to_function(ir::Program& program, const std::string& name);

/// The text with the names that emitted code knows for types without a name, or with one that it cannot use.
std::string with_known_names(const ProgramLowering& owner, const std::string& text);

}  // namespace backsweep::frontend
