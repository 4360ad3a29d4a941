// Prints a finding in the shape in which Clang prints its own: place, severity, text, source line, caret.
#include <algorithm>
#include <fstream>

#include "diagnostics/sink.h"

namespace backsweep::diagnostics {

namespace {

constexpr std::size_t kTabStop = 8;
constexpr std::size_t kLineNumberWidth = 5;

std::string_view word_for(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return "error";
}

/// The line of the file, without its end; empty where file or line does not exist.
std::string read_line(const std::string& file, int line) {
  std::ifstream in(file);
  std::string text;
  for (int i = 0; i < line; ++i) {
    if (!std::getline(in, text)) return {};
  }
  while (!text.empty() && (text.back() == '\r' || text.back() == '\n')) text.pop_back();
  return text;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Screen columns of the first `bytes` bytes: tabs reach the next stop, a UTF-8 character takes one column.
std::size_t columns(std::string_view text, std::size_t bytes) {
  std::size_t count = 0;
  for (const char c : text.substr(0, bytes)) {
    if (c == '\t') {
      count += kTabStop - count % kTabStop;
    } else if (!continues_character(c)) {
      ++count;
    }
  }
  return count;
}

std::string expand_tabs(std::string_view text) {
  std::string result;
  std::size_t column = 0;
  for (const char c : text) {
    const std::size_t width = c == '\t' ? kTabStop - column % kTabStop : 1;
    result += c == '\t' ? std::string(width, ' ') : std::string(1, c);
    if (!continues_character(c)) column += width;
  }
  return result;
}

/// `^~~~` under the range; a range that goes on to later lines is marked to the end of this one.
std::string caret_line(const base::SourceSpan& span, std::string_view line) {
  const auto begin = std::min(static_cast<std::size_t>(std::max(span.column, 1)) - 1, line.size());
  std::size_t end = begin + 1;
  if (span.end_line == span.line && span.end_column > span.column) end = static_cast<std::size_t>(span.end_column) - 1;
  if (span.end_line > span.line) end = line.size();
  end = std::min(std::max(end, begin + 1), std::max(line.size(), begin + 1));
  const std::size_t from = columns(line, begin);
  const std::size_t to = std::max(columns(line, end), from + 1);
  return std::string(from, ' ') + "^" + std::string(to - from - 1, '~');
}

std::string snippet(const base::SourceSpan& span) {
  const std::string line = read_line(span.file, span.line);
  if (line.empty()) return {};
  std::string number = std::to_string(span.line);
  if (number.size() < kLineNumberWidth) number.insert(0, kLineNumberWidth - number.size(), ' ');
  return number + " | " + expand_tabs(line) + "\n" + std::string(number.size(), ' ') + " | " + caret_line(span, line) +
         "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic) {
  const base::SourceSpan& span = diagnostic.span;
  std::string result = "backsweep";
  if (span.is_known()) result = span.file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
  result += ": " + std::string(word_for(severity_of(diagnostic.kind))) + ": " + diagnostic.text() + " [" +
            std::string(name_of(diagnostic.kind)) + "]\n";
  if (span.is_known()) result += snippet(span);
  for (const Diagnostic& note : diagnostic.notes) result += render(note);
  return result;
}

}  // namespace backsweep::diagnostics
