// Functions of real arguments whose derivative is zero wherever it exists: steps, tests, integers.
#include "rules/row.h"

namespace backsweep::rules {
namespace {

constexpr ZeroRow kZeroRows[] = {
    {"std::floor", Spelling::kC, 1},
    {"std::ceil", Spelling::kC, 1},
    {"std::trunc", Spelling::kC, 1},
    {"std::round", Spelling::kC, 1},
    {"std::rint", Spelling::kC, 1},
    {"std::nearbyint", Spelling::kC, 1},
    {"std::lround", Spelling::kC, 1},
    {"std::llround", Spelling::kC, 1},
    {"std::lrint", Spelling::kC, 1},
    {"std::llrint", Spelling::kC, 1},
    {"std::logb", Spelling::kC, 1},
    {"std::ilogb", Spelling::kC, 1},
    {"std::fpclassify", Spelling::kC, 1},
    {"std::isfinite", Spelling::kC, 1},
    {"std::isinf", Spelling::kC, 1},
    {"std::isnan", Spelling::kC, 1},
    {"std::isnormal", Spelling::kC, 1},
    {"std::signbit", Spelling::kC, 1},
    {"std::isgreater", Spelling::kC, 2},
    {"std::isgreaterequal", Spelling::kC, 2},
    {"std::isless", Spelling::kC, 2},
    {"std::islessequal", Spelling::kC, 2},
    {"std::islessgreater", Spelling::kC, 2},
    {"std::isunordered", Spelling::kC, 2},
    {"std::labs", Spelling::kC, 1},
    {"std::llabs", Spelling::kC, 1},
    {"backsweep::frexp_exponent", Spelling::kRuntime, 1},
    {"backsweep::remquo_quotient", Spelling::kRuntime, 2},
};

}  // namespace

std::span<const ZeroRow> zero_rows() { return kZeroRows; }

}  // namespace backsweep::rules
