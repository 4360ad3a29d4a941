// Writes lines and breaks long ones.
#include "codegen/writer.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace backsweep::codegen {
namespace {

constexpr std::size_t kColumns = 120;
constexpr std::size_t kContinuation = 4;

/// Where a line of at most `limit` characters may end: the best place is nested least deeply, then furthest right.
std::size_t break_position(const std::string& text, std::size_t limit) {
  constexpr std::string_view kBefore[] = {"+ ", "- ", "* ", "/ ", "&& ", "|| ", "? ", ": "};
  std::size_t best = std::string::npos;
  int best_depth = 1000;
  int depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size() && i < limit; ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == '\\')
        ++i;
      else if (c == quote)
        quote = '\0';
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    if (c == '(' || c == '[' || c == '{') ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (c != ' ' || i < kContinuation || i + 1 == text.size()) continue;
    const std::string_view next = std::string_view(text).substr(i + 1);
    const bool starts_operand = std::any_of(std::begin(kBefore), std::end(kBefore),
                                            [&](std::string_view op) { return next.substr(0, op.size()) == op; });
    const char before = text[i - 1];
    if (!starts_operand && before != ',' && before != '=' && before != ';') continue;
    if (depth > best_depth) continue;
    best = i;
    best_depth = depth;
  }
  return best;
}

}  // namespace

void Writer::line(const std::string& text) {
  if (text.empty()) {
    text_ += '\n';
    return;
  }
  std::string rest = text;
  std::size_t column = indentation_;
  while (column + rest.size() > kColumns) {
    const std::size_t at = break_position(rest, kColumns - column);
    if (at == std::string::npos || rest.rfind("//", 0) == 0) break;
    text_ += std::string(column, ' ') + rest.substr(0, at) + '\n';
    rest = rest.substr(at + 1);
    column = indentation_ + kContinuation;
  }
  text_ += std::string(column, ' ') + rest + '\n';
}

void Writer::comment(const std::string& text, const std::string& mark) {
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    std::string one = mark + text.substr(start, end - start);
    while (!one.empty() && one.back() == ' ') one.pop_back();
    // A backslash at the end would take the next line into the comment.
    if (!one.empty() && one.back() == '\\') one += " .";
    text_ += std::string(indentation_, ' ') + one + '\n';
    start = end + 1;
  }
}

void Writer::trail(const std::string& comment) {
  if (comment.empty() || text_.empty()) return;
  text_.pop_back();
  std::string flat = comment;
  std::replace(flat.begin(), flat.end(), '\n', ' ');
  if (flat.back() == '\\') flat += " .";
  text_ += "  // " + flat + '\n';
}

}  // namespace backsweep::codegen
