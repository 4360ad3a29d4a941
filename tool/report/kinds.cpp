// The table of remarks, and their texts.
#include <array>

#include "report/report.h"

namespace backsweep::report {
namespace {

struct Row {
  std::string_view name;
  Group group;
  std::string_view wording;
};

constexpr Row kRows[] = {
#define BACKSWEEP_REMARK(Name, Group_, Wording) {#Name, Group::k##Group_, Wording},
#include "report/kinds.def"
};

const Row& row_of(Kind kind) { return kRows[static_cast<std::size_t>(kind)]; }

}  // namespace

std::string_view name_of(Kind kind) { return row_of(kind).name; }
Group group_of(Kind kind) { return row_of(kind).group; }

std::string_view name_of(Group group) {
  constexpr std::array<std::string_view, 9> kNames = {"total",      "active", "passive",   "stored",
                                                      "recomputed", "fused",  "not fused", "scheduled",
                                                      "call"};
  return kNames[static_cast<std::size_t>(group)];
}

std::string Remark::text() const {
  const std::string_view wording = row_of(kind).wording;
  std::string result;
  for (std::size_t i = 0; i < wording.size(); ++i) {
    if (wording[i] != '%') {
      result += wording[i];
    } else if (const auto number = static_cast<std::size_t>(wording[++i] - '0'); number < arguments.size()) {
      result += arguments[number];
    }
  }
  return result;
}

std::string Stored::text() const {
  std::string result = each.bytes();
  if (!times.is_one()) result += " per iteration, " + std::string(is_conditional ? "at most " : "") + total.bytes();
  if (loop && !is_state) result += " per step of the loop in line " + std::to_string(loop->line);
  if (reused) result += ", reused by each iteration of the loop in line " + std::to_string(reused->line);
  return result;
}

}  // namespace backsweep::report
