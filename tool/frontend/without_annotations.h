// takes: a piece of SOURCE as it is written.  gives: the same for a file that does not include <backsweep/annotate.h>.
// promises: annotations go with their arguments; everything else stays as it is.
#pragma once

#include <string>

namespace clang {
class LangOptions;
}

namespace backsweep::frontend {

std::string without_annotations(const std::string& text, const clang::LangOptions& language);

}  // namespace backsweep::frontend
