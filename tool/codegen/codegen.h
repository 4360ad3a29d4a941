// takes: IR and a layout of the file to make.  gives: C++17 text.  promises: same input, same bytes; the text includes
// what it uses and is silent under -Wall -Wextra -Wpedantic -Wshadow -Wconversion of g++ and clang++.
#pragma once

#include <string>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen {

/// Text printed as it is (constants, tables, types of the primal's file), inside its own namespaces.
struct TextBlock {
  std::vector<std::string> namespaces;  ///< Outermost first; "" is an unnamed namespace. Empty: global.
  std::string text;                     ///< One or more complete declarations.
};

/// `#define`d unless it is already.
struct Macro {
  std::string name;
  std::string definition;  ///< `REAL double`.
};

/// What one file holds, in the order in which it is printed.
struct Unit {
  std::vector<std::string> banner;    ///< Comment lines at the top, without slashes.
  std::vector<Macro> settings;        ///< What the includes read.
  std::vector<std::string> includes;  ///< `<cmath>` or `"model.hpp"`. Standard ones that the text needs are added.
  std::vector<TextBlock> blocks;      ///< After the includes.
  std::vector<ir::FunctionId> declarations;  ///< Declared only (forward declarations, `extern "C"` callees).
  std::vector<ir::FunctionId> definitions;   ///< Defined, in this order, grouped by namespace.
  bool is_header = false;                    ///< `#pragma once`, and definitions are inline.
  bool is_declared_elsewhere = false;  ///< An included header declares the definitions: no default arguments here.
};

/// The whole file, ending in a newline.
std::string print_file(const ir::Program& program, const Unit& unit);

/// The header of a split output: everything of the unit declared, nothing defined.
std::string print_declarations(const ir::Program& program, const Unit& unit);

/// One definition without its namespaces, ending in a newline.
std::string print_function(const ir::Program& program, const ir::Function& function);

/// The definition of a struct of public members, ending in `};` and a newline.
std::string print_record(const ir::Record& record);

/// One declaration without its namespaces: `double f(const double* x, int n);`.
std::string print_declaration(const ir::Program& program, const ir::Function& function);

/// An expression with the function's own variable names, as it would stand in an initializer.
std::string print_expr(const ir::Program& program, const ir::Function& function, const ir::Expr& expr);

/// A type as it is spelled in a declaration without a name: `const double*`, `std::vector<double>`.
std::string print_type(const ir::Type& type);

/// A declaration of `name`: `double (*x_bar)[4]`, `const double* x`.
std::string print_declarator(const ir::Type& type, const std::string& name);

/// The standard and run-time headers that C++ text needs for the names it uses, sorted: `<cmath>`, `<vector>`.
std::vector<std::string> includes_needed(const std::string& text);

/// What C++ includes for a standard C header: `<cmath>` for `<math.h>`. Any other include stays as it is.
std::string cpp_header(const std::string& include);

}  // namespace backsweep::codegen
