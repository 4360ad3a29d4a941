// Relative names between two files.
#include "driver/include_path.h"

#include <filesystem>

namespace backsweep::driver {

namespace {

/// `..` climbs the real directories, so symbolic links must be gone before names are compared.
std::filesystem::path real(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::path result = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  return error ? path.lexically_normal() : result;
}

}  // namespace

std::string include_path(const std::string& output, const std::string& file) {
  namespace fs = std::filesystem;
  const fs::path from = output == "-" ? real(".") : real(output).parent_path();
  const fs::path folder = fs::path(file).parent_path();
  const fs::path to = real(folder.empty() ? "." : folder) / fs::path(file).filename();
  return to.lexically_relative(from).generic_string();
}

}  // namespace backsweep::driver
