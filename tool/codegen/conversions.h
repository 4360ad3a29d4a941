// What C++ converts by itself, and what of it the compilers' -Wconversion lets pass.
#pragma once

#include "codegen/text.h"
#include "ir/program.h"

namespace backsweep::codegen {

/// Whether the integer is an enumeration: nothing converts to it by itself.
bool is_enumeration(const ir::Type& type);

/// The type after integer promotion; reals stay.
ir::Type promoted(const ir::Type& type);

/// The type in which C++ computes `a op b`: the usual arithmetic conversions.
ir::Type common_type(const ir::Type& a, const ir::Type& b);

/// Same kind, size and signedness: computing in one is computing in the other.
bool same_arithmetic(const ir::Type& a, const ir::Type& b);

/// The C++ type of a literal as it is spelled; `declared` where the spelling does not tell (names, enumerators).
ir::Type literal_type(const std::string& spelling, const ir::Type& declared);

/// Whether an implicit conversion keeps the value and no compiler warns about it.
bool converts_silently(const Text& from, const ir::Type& to);

/// An explicit conversion with the C++ cast that does it.
Text converted(const Text& from, const ir::Type& to);

/// The text with exactly this scalar type: literals are respelled (`2` as `2.0`), everything else is cast.
Text exactly(const Text& from, const ir::Type& to);

}  // namespace backsweep::codegen
