// Every annotation of <backsweep/annotate.h> is left out of text that is copied.
#include <clang/Basic/LangOptions.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "frontend/without_annotations.h"

namespace backsweep::frontend {
namespace {

/// The macros for users that the header defines, with "(1)" behind those that take arguments.
std::set<std::string> annotations() {
  const std::ifstream header(BACKSWEEP_ANNOTATE_HEADER);
  std::stringstream text;
  text << header.rdbuf();
  const std::string all = text.str();
  const std::regex definition("#define (BACKSWEEP_(?!DETAIL_|ANNOTATE_H)[A-Z_0-9]+)(\\(?)");
  std::set<std::string> found;
  for (std::sregex_iterator it(all.begin(), all.end(), definition), end; it != end; ++it) {
    found.insert((*it)[1].str() + ((*it)[2].str().empty() ? "" : "(1)"));
  }
  return found;
}

TEST(Annotations, AllOfTheHeaderAreLeftOut) {
  const std::set<std::string> all = annotations();
  EXPECT_GT(all.size(), 10U);
  const clang::LangOptions language;
  for (const std::string& one : all) EXPECT_EQ(without_annotations(one + " double rate;", language), "double rate;") << one;
}

TEST(Annotations, OtherMacrosOfThePrefixStay) {
  EXPECT_EQ(without_annotations("BACKSWEEP_CONST double rate;", clang::LangOptions{}), "BACKSWEEP_CONST double rate;");
}

}  // namespace
}  // namespace backsweep::frontend
