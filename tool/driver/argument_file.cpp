// Reads the flags of a CMake target.
#include "driver/argument_file.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace backsweep::driver {

namespace {

/// Words of a command line: blanks part them, quotes and backslashes protect.
std::vector<std::string> shell_words(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      word += text[++i];
      in_word = true;
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      in_word = true;
    } else if (c == ' ' || c == '\t') {
      if (in_word) words.push_back(word);
      word.clear();
      in_word = false;
    } else {
      word += c;
      in_word = true;
    }
  }
  if (in_word) words.push_back(word);
  return words;
}

/// Age of a C or C++ standard by its two digits: 98 and 99 come before 11.
int age(int standard) { return standard >= 89 ? standard - 100 : standard; }

/// The newer of the standard the target sets and those its features ask for; as CMake does it.
std::string standard_flag(std::map<std::string, std::string>& facts) {
  const bool is_c = facts["language"] == "C";
  int standard = std::atoi(facts["std"].c_str());
  if (standard == 0) standard = std::atoi(facts["default"].c_str());
  std::istringstream features(facts["features"]);
  for (std::string feature; std::getline(features, feature, ';');) {
    const std::string prefix = is_c ? "c_std_" : "cxx_std_";
    if (!feature.starts_with(prefix)) continue;
    const int asked = std::atoi(feature.c_str() + prefix.size());
    if (asked != 0 && (standard == 0 || age(asked) > age(standard))) standard = asked;
  }
  if (standard == 0) return {};
  const bool is_strict = facts["extensions"] == "OFF" || facts["extensions"] == "0" || facts["extensions"] == "FALSE";
  std::string digits = std::to_string(standard);
  if (digits.size() == 1) digits = "0" + digits;
  return std::string("-std=") + (is_strict ? "c" : "gnu") + (is_c ? "" : "++") + digits;
}

}  // namespace

std::optional<std::vector<std::string>> read_argument_file(const std::string& file, std::string& error) {
  constexpr std::string_view kShell = "SHELL:";
  std::ifstream in(file);
  if (!in) {
    error = "cannot read '" + file + "'";
    return std::nullopt;
  }
  std::vector<std::string> flags;
  std::map<std::string, std::string> facts;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    if (line[0] == '%') {
      const std::size_t equal = line.find('=');
      if (equal != std::string::npos) facts[line.substr(1, equal - 1)] = line.substr(equal + 1);
    } else if (line.starts_with("-D-D")) {
      flags.push_back(line.substr(2));
    } else if (line.starts_with(kShell)) {
      const auto words = shell_words(line.substr(kShell.size()));
      flags.insert(flags.end(), words.begin(), words.end());
    } else {
      flags.push_back(line);
    }
  }
  const std::vector<std::string> global = shell_words(facts["flags"]);
  flags.insert(flags.begin(), global.begin(), global.end());
  const bool is_given =
      std::any_of(flags.begin(), flags.end(), [](const std::string& f) { return f.starts_with("-std="); });
  const std::string standard = standard_flag(facts);
  if (!is_given && !standard.empty()) flags.push_back(standard);
  return flags;
}

}  // namespace backsweep::driver
