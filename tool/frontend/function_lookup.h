// takes: parsed SOURCEs and a name as the user types it.  gives: the functions it can mean.
// promises: a function that several SOURCEs declare is given once, by its definition where there is one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "frontend/parse.h"
#include "frontend/request_text.h"

namespace backsweep::frontend {

/// A function and the SOURCE in which it was found.
struct FoundFunction {
  const clang::FunctionDecl* decl = nullptr;
  const Unit* unit = nullptr;
};

/// All functions that the name and the parameter types of the request fit. `index` is the request's position in the
/// run.
std::vector<FoundFunction> find_functions(const std::vector<Unit>& units, const RequestText& request,
                                          std::size_t index);

/// The instantiations that `request` needs of templates, as a text to parse behind the source; empty where none.
std::string instantiation_text(const RequestText& request, std::size_t index);

/// Functions of the user's own files whose names are like the one asked for, best first, at most five.
std::vector<FoundFunction> near_misses(const std::vector<Unit>& units, const RequestText& request);

/// What stands where a type of a parameter is expected, but names a parameter: in 'f(x y)' the `x`. Empty if there is no such.
std::string parameter_as_type(const std::vector<FoundFunction>& candidates, const RequestText& request);

/// `ns::Class::f<double>`.
std::string display_name(const clang::FunctionDecl& function);
/// `ns::f(const double *, int)`: what `Candidate` notes show.
std::string display_signature(const clang::FunctionDecl& function);

/// The declaration with the body, where there is one.
const clang::FunctionDecl* definition_or_self(const clang::FunctionDecl* function);

/// One entry for each function: redeclarations and other SOURCEs' declarations of it go.
void add_once(std::vector<FoundFunction>& functions, const FoundFunction& found);

/// Calls `visit` for every function outside system headers, specializations of templates included.
void walk_functions(const clang::DeclContext* scope, const clang::SourceManager& sources,
                    const std::function<void(const clang::FunctionDecl&)>& visit);

}  // namespace backsweep::frontend
