// Where a piece of the user's source is. Plain data, so no phase after frontend/ needs Clang.
#pragma once

#include <compare>
#include <string>

namespace backsweep::base {

/// A range of the user's source. `file` is spelled as the compiler names it (what diagnostics print).
struct SourceSpan {
  std::string file;
  int line = 0;    ///< 1-based; 0 means "no place known".
  int column = 0;  ///< 1-based.
  int end_line = 0;
  int end_column = 0;  ///< One past the last column of the range on end_line.

  [[nodiscard]] bool is_known() const { return line > 0; }
  friend auto operator<=>(const SourceSpan&, const SourceSpan&) = default;
};

}  // namespace backsweep::base
