// Takes away from C++ text what names nothing.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>

namespace backsweep::base {

/// Where the comment that begins at `at` ends; `at` where none does.
inline std::size_t behind_comment(const std::string& text, std::size_t at) {
  if (text.compare(at, 2, "//") == 0) return std::min(text.find('\n', at), text.size());
  if (text.compare(at, 2, "/*") != 0) return at;
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string::npos ? text.size() : end + 2;
}

/// Where the string or character that begins at `at` ends; `at` where none does.
inline std::size_t behind_literal(const std::string& text, std::size_t at) {
  const char quote = text[at];
  const bool is_separator = quote == '\'' && at > 0 && std::isxdigit(static_cast<unsigned char>(text[at - 1])) != 0;
  if ((quote != '"' && quote != '\'') || is_separator) return at;
  if (quote == '"' && at > 0 && text[at - 1] == 'R') {
    const std::size_t open = text.find('(', at);
    if (open == std::string::npos) return at + 1;
    const std::string close = ")" + text.substr(at + 1, open - at - 1) + quote;
    const std::size_t end = text.find(close, open);
    return end == std::string::npos ? text.size() : end + close.size();
  }
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != quote) end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

/// The text without comments, which quote the source, and without strings and characters, which name nothing.
inline std::string only_code(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::max(behind_comment(text, i), behind_literal(text, i));
    result += end > i ? ' ' : text[i];
    i = std::max(end, i + 1);
  }
  return result;
}

}  // namespace backsweep::base
