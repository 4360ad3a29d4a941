// Which characters make up a name.
#pragma once

#include <cctype>
#include <string>

namespace backsweep::base {

/// A letter, a digit or `_`. Letters beyond ASCII are, in UTF-8, bytes from 0x80 on.
inline bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || byte >= 0x80;
}

/// A name without the number that told it from another: `mean` for `mean_2`. From 2 on, as the tool counts.
inline std::string without_number(const std::string& name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  const bool is_number = last != std::string::npos && last > 0 && last + 1 < name.size() && name[last] == '_';
  const bool is_counted = is_number && name[last + 1] != '0' && name.substr(last + 1) != "1";
  return is_counted ? name.substr(0, last) : name;
}

}  // namespace backsweep::base
