// Runs compilers on text.
#include "tests/codegen/compile.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

namespace backsweep::codegen::testing {
namespace {

constexpr const char* kFlags = " -std=c++17 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror ";

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>&1").c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (std::fgets(buffer.data(), buffer.size(), pipe.get())) output += buffer.data();
  return output;
}

bool exists(const std::string& compiler) {
  return std::system(("command -v " + compiler + " >/dev/null").c_str()) == 0;
}

/// A directory for sources and programs that goes when the process ends.
struct Scratch {
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "backsweep_codegen_XXXXXX").string();
    path = mkdtemp(pattern.data());
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::filesystem::path path;
};

const std::filesystem::path& scratch() {
  static const Scratch directory;
  return directory.path;
}

std::filesystem::path written(const std::string& text) {
  const std::filesystem::path path = scratch() / "emitted.cpp";
  std::ofstream(path) << text;
  return path;
}

}  // namespace

std::string compile(const std::string& text) {
  const std::string path = written(text).string();
  std::string output = output_of(std::string("g++ -O1 -c -o /dev/null") + kFlags + path);
  for (const std::string compiler : {"clang++-19", "clang++"}) {
    if (!exists(compiler)) continue;
    output += output_of(compiler + kFlags + "-fsyntax-only " + path);
    break;
  }
  return output;
}

std::string run(const std::string& text) {
  const std::string path = written(text).string();
  const std::string program = (scratch() / "program").string();
  const std::string messages = output_of("g++ -w -std=c++17 -ffp-contract=off -o " + program + " " + path);
  return messages.empty() ? output_of(program) : messages;
}

}  // namespace backsweep::codegen::testing
