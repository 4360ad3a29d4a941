// Leaves the user's annotations out of text that is copied.
#include "frontend/without_annotations.h"

#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace backsweep::frontend {
namespace {

constexpr std::string_view kPrefix = "BACKSWEEP_";

constexpr std::string_view kNames[] = {"GRADIENT", "ADJOINT", "TANGENT",    "JACOBIAN",    "HESSIAN", "HVP",      "DERIVATIVE_OF",
                                       "CONSTANT", "SIZE",    "CHECKPOINT", "INDEPENDENT", "STORE",   "RECOMPUTE"};

bool is_annotation(llvm::StringRef word) {
  return word.consume_front(kPrefix) && std::find(std::begin(kNames), std::end(kNames), std::string_view(word)) != std::end(kNames);
}

/// The offset behind the blanks that begin at `at`.
std::size_t behind_blanks(const std::string& text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

class AnnotationRemover {
 public:
  AnnotationRemover(const std::string& text, const clang::LangOptions& language)
      : text_(text), lexer_(clang::SourceLocation(), language, text.data(), text.data(), text.data() + text.size()) {}

  std::string run() {
    while (next()) {
      if (token_.isNot(clang::tok::raw_identifier) || !is_annotation(token_.getRawIdentifier())) continue;
      result_ += text_.substr(copied_, begin() - copied_);
      copied_ = behind_blanks(text_, behind_arguments());
    }
    return result_ + text_.substr(copied_);
  }

 private:
  /// False at the end of the text.
  bool next() {
    lexer_.LexFromRawLexer(token_);
    return token_.isNot(clang::tok::eof);
  }

  [[nodiscard]] std::size_t begin() const { return end() - token_.getLength(); }
  [[nodiscard]] std::size_t end() const { return static_cast<std::size_t>(lexer_.getBufferLocation() - text_.data()); }

  /// Where the name that was read ends, or the parentheses that follow it.
  std::size_t behind_arguments() {
    const std::size_t name_end = end();
    const std::size_t follows = behind_blanks(text_, name_end);
    if (follows == text_.size() || text_[follows] != '(') return name_end;
    int depth = 0;
    while (next()) {
      if (token_.is(clang::tok::l_paren)) ++depth;
      if (token_.is(clang::tok::r_paren) && --depth == 0) return end();
    }
    return text_.size();
  }

  const std::string& text_;
  clang::Lexer lexer_;
  clang::Token token_;
  std::string result_;
  std::size_t copied_ = 0;
};

}  // namespace

std::string without_annotations(const std::string& text, const clang::LangOptions& language) {
  return text.find(kPrefix) == std::string::npos ? text : AnnotationRemover(text, language).run();
}

}  // namespace backsweep::frontend
