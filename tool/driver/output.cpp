// Writes files by way of temporary ones, so that nobody ever sees half a file.
#include "driver/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

namespace backsweep::driver {

namespace {

constexpr char kStandardOutput[] = "-";

bool has_text(const std::string& path, const std::string& text) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  return std::string(std::istreambuf_iterator<char>(in), {}) == text;
}

/// A text under its temporary name, waiting to be renamed.
struct Pending {
  std::string temporary;
  std::string path;
};

bool write_all(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t count = ::write(file, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

/// Writes beside the target, so that the rename stays within one file system. 0, or the errno of what failed.
int write_temporary(const std::string& path, const std::string& text, std::string& temporary) {
  constexpr mode_t kUserReadable = 0666;
  temporary = path + ".tmp" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kUserReadable);
  if (file < 0) return errno;
  int error = write_all(file, text) ? 0 : errno;
  if (::close(file) != 0 && error == 0) error = errno;
  return error;
}

bool refuse(const std::string& path, int error, diagnostics::Sink& sink) {
  sink.error(diagnostics::Kind::kCannotWrite, {}, {path, std::generic_category().message(error)});
  return false;
}

/// Renames into special files (/dev/null, a pipe) would replace them.
bool is_special(const std::string& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  return !error && std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

bool write_through(const EmittedFile& file, diagnostics::Sink& sink) {
  const bool is_standard = file.path == kStandardOutput;
  const int descriptor = is_standard ? STDOUT_FILENO : ::open(file.path.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) return refuse(file.path, errno, sink);
  const int error = write_all(descriptor, file.text) ? 0 : errno;
  if (!is_standard) ::close(descriptor);
  return error == 0 || refuse(is_standard ? "standard output" : file.path, error, sink);
}

}  // namespace

bool write_files(const std::vector<EmittedFile>& files, diagnostics::Sink& sink) {
  std::vector<Pending> pending;
  bool is_ok = true;
  // A rename onto a directory fails, and what was renamed before cannot be taken back.
  for (const EmittedFile& file : files) {
    std::error_code error;
    if (std::filesystem::is_directory(file.path, error)) is_ok = refuse(file.path, EISDIR, sink);
  }
  if (!is_ok) return false;
  for (const EmittedFile& file : files) {
    if (file.path == kStandardOutput || is_special(file.path) || has_text(file.path, file.text)) continue;
    pending.push_back({"", file.path});
    const int error = write_temporary(file.path, file.text, pending.back().temporary);
    if (error != 0) is_ok = refuse(file.path, error, sink);
    if (!is_ok) break;
  }
  // What can fail half way comes first: a pipe or device takes no text back, and the files are still as they were.
  for (const EmittedFile& file : files) {
    const bool is_direct = file.path == kStandardOutput || is_special(file.path);
    if (is_ok && is_direct) is_ok = write_through(file, sink);
  }
  for (const Pending& entry : pending) {
    if (is_ok && std::rename(entry.temporary.c_str(), entry.path.c_str()) != 0) is_ok = refuse(entry.path, errno, sink);
    if (!is_ok) std::remove(entry.temporary.c_str());
  }
  return is_ok;
}

std::string print_depfile(const std::string& target, const std::vector<std::string>& dependencies) {
  const auto escaped = [](const std::string& name) {
    std::string result;
    for (const char c : name) {
      if (c == ' ' || c == '#') result += '\\';
      if (c == '$') result += '$';
      result += c;
    }
    return result;
  };
  std::string result = escaped(target) + ":";
  std::set<std::string> seen;
  for (const std::string& dependency : dependencies) {
    if (seen.insert(dependency).second) result += " \\\n  " + escaped(dependency);
  }
  return result + "\n";
}

}  // namespace backsweep::driver
