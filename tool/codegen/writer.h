// Lines of text with indentation, broken at 120 columns.
#pragma once

#include <string>
#include <vector>

namespace backsweep::codegen {

class Writer {
 public:
  /// One line at the present indentation; broken after commas and before operators where it is too long.
  void line(const std::string& text);
  /// `// text`, one line per line of `text`.
  void comment(const std::string& text, const std::string& mark = "// ");
  /// Lines that are laid out already.
  void lines(const std::string& text) { text_ += text; }
  void indent() { indentation_ += 2; }
  void dedent() { indentation_ -= 2; }
  /// Puts `  // comment` behind the last line.
  void trail(const std::string& comment);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t indentation_ = 0;
};

}  // namespace backsweep::codegen
