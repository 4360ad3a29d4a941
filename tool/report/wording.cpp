// Fills variables into the wordings of reasons.
#include "report/wording.h"

#include <string_view>

namespace backsweep::report {

std::string wording_of(const plan::Reason& reason, const ir::Function& function) {
  constexpr std::string_view kWordings[] = {
#define BACKSWEEP_REASON(Name, Wording) Wording,
#include "plan/reasons.def"
  };
  std::string text(kWordings[static_cast<std::size_t>(reason.why)]);
  const std::size_t at = text.find("%0");
  if (at == std::string::npos) return text;
  if (reason.var.is_valid()) return text.replace(at, 2, function.var(reason.var).name);
  const bool is_quoted = at > 0 && text[at - 1] == '\'';
  return is_quoted ? text.replace(at - 1, 4, "memory") : text.replace(at, 2, "memory");
}

}  // namespace backsweep::report
