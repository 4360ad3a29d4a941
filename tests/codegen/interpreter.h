// What an expression of the IR means: its value, computed node by node in the types that the nodes say.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "ir/program.h"

namespace backsweep::codegen::testing {

/// A scalar value in its own C++ type.
using Scalar = std::variant<bool, short, int, unsigned int, long, unsigned long, float, double, long double>;

/// The value converted as a C++ cast does; nothing where that is undefined (a real out of the integer's range).
std::optional<Scalar> convert(const Scalar& value, const ir::Type& type);

/// `a op b` computed in `type` (comparisons: operands compared in `type`); nothing where it is undefined.
std::optional<Scalar> apply(ir::BinaryOp op, const Scalar& a, const Scalar& b, const ir::Type& type);

/// The type in which C++ computes with operands of these types, written down here once more.
ir::Type arithmetic_type(const ir::Type& a, const ir::Type& b);

/// The value of an expression over variables with these values; nothing where it is undefined.
std::optional<Scalar> evaluate(const ir::Expr& expr, const std::vector<Scalar>& variables);

/// The value as C++ source with all its bits.
std::string spell(const Scalar& value);

}  // namespace backsweep::codegen::testing
