// Which characters make up a name.
#pragma once

#include <cctype>

namespace backsweep::base {

/// A letter, a digit or `_`. Letters beyond ASCII are, in UTF-8, bytes from 0x80 on.
inline bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

}  // namespace backsweep::base
