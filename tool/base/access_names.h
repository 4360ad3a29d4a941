// The names under which emitted code reaches what is private in the source.
#pragma once

#include <string>

#include "base/words.h"

namespace backsweep::base {

/// Outside of the run-time library's namespace, where types of the source would be taken for its own.
inline constexpr const char* kAccess = "backsweep_access::";

/// `Tree<double>::Node` as one identifier: `Tree_double_Node`.
inline std::string as_identifier(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c != '_' && is_word(c))
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result;
}

}  // namespace backsweep::base
