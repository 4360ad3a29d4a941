// Compiles emitted text with every compiler of the machine under the warnings that users have.
#pragma once

#include <string>

namespace backsweep::codegen::testing {

/// Compiler output for the text as a C++17 file, empty where all compilers are silent.
std::string compile(const std::string& text);

/// Standard output of the text as a program, compiled with g++; a message of the compiler where it does not compile.
std::string run(const std::string& text);

}  // namespace backsweep::codegen::testing
