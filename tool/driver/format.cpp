// Lays emitted code out with Clang's formatter.
#include "driver/format.h"

#include <clang/Format/Format.h>

namespace backsweep::driver {

std::string format(const std::string& text) {
  constexpr unsigned kColumns = 120;
  clang::format::FormatStyle style = clang::format::getGoogleStyle(clang::format::FormatStyle::LK_Cpp);
  style.ColumnLimit = kColumns;
  style.DerivePointerAlignment = false;
  style.SortIncludes = clang::format::FormatStyle::SI_Never;
  style.IncludeStyle.IncludeBlocks = clang::tooling::IncludeStyle::IBS_Preserve;
  style.AllowShortFunctionsOnASingleLine = clang::format::FormatStyle::SFS_Empty;
  const auto length = static_cast<unsigned>(text.size());
  const auto replacements = clang::format::reformat(style, text, {clang::tooling::Range(0, length)}, "emitted.cpp");
  llvm::Expected<std::string> formatted = clang::tooling::applyAllReplacements(text, replacements);
  if (formatted) return *formatted;
  llvm::consumeError(formatted.takeError());
  return text;
}

}  // namespace backsweep::driver
