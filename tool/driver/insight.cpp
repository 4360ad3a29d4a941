// Makes the reports that were asked for.
#include "driver/insight.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "driver/include_path.h"
#include "report/report.h"

namespace backsweep::driver {

namespace {

/// Absolute names become relative to the current directory, and still name the same file.
std::string shown_name(const std::string& file) {
  return std::filesystem::path(file).is_absolute() ? include_path("-", file) : file;
}

std::vector<std::string> read_lines(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

Insight look_into(const std::vector<std::shared_ptr<plan::Study>>& studies, const CommandLine& command) {
  Insight result;
  if (command.remarks || !command.report.empty()) {
    report::Report report;
    for (const std::shared_ptr<plan::Study>& study : studies) {
      report::Report one = report::make_report(*study, shown_name);
      std::move(one.functions.begin(), one.functions.end(), std::back_inserter(report.functions));
    }
    if (command.remarks) {
      const bool is_json = command.remarks->ends_with(".json");
      const std::string text = is_json ? report::print_json(report) : report::print_text(report);
      if (command.remarks->empty())
        result.remarks = text;
      else
        result.files.push_back({*command.remarks, text});
    }
    if (!command.report.empty()) result.files.push_back({command.report, report::print_page(report, read_lines)});
  }
  if (!command.graph.empty()) result.files.push_back({command.graph, report::print_graph(*studies.front())});
  return result;
}

}  // namespace backsweep::driver
