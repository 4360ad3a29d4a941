// takes: what is known of a run's functions.  gives: remarks about them, as text, JSON or a page, and their graphs.
// promises: same input, same bytes; nothing is decided here.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/study.h"
#include "report/amount.h"

namespace backsweep::report {

enum class Kind {
#define BACKSWEEP_REMARK(Name, Group, Wording) k##Name,
#include "report/kinds.def"
};
/// What remarks have in common; the page has a colour for each.
enum class Group { kTotal, kActive, kPassive, kStored, kRecomputed, kFused, kNotFused, kSchedule, kCall };

std::string_view name_of(Kind kind);
Group group_of(Kind kind);
std::string_view name_of(Group group);

/// Memory that one place of the source takes.
struct Stored {
  Amount each;                             ///< Bytes each time.
  Amount times;                            ///< How often, until it is given back.
  Amount total;                            ///< Both multiplied.
  bool is_conditional = false;             ///< At most that often: a branch stands around it.
  std::optional<base::SourceSpan> reused;  ///< Given back by each iteration of this fused loop.
  std::optional<base::SourceSpan> loop;    ///< In snapshots, or in records of steps, of this checkpointed loop.
  bool is_state = false;                   ///< In snapshots.

  /// "8 bytes per iteration, 8*n*steps bytes".
  [[nodiscard]] std::string text() const;
};

struct Note {
  base::SourceSpan span;
  std::string text;
};

struct Remark {
  Kind kind;
  base::SourceSpan span;
  std::vector<std::string> arguments;
  std::vector<Note> notes;
  std::optional<Stored> stored;

  /// The wording with its arguments filled in.
  [[nodiscard]] std::string text() const;
};

/// A line of the source; ordered by file and number.
struct Line {
  std::string file;
  int number = 0;
  friend auto operator<=>(const Line&, const Line&) = default;
};

/// What a loop under a schedule keeps, each time that the schedule says so.
struct Scheduled {
  base::SourceSpan span;
  Amount snapshot;  ///< Bytes.
  Amount record;    ///< Bytes that the reverse of one step reads.
};

/// One derivative.
struct FunctionReport {
  std::string primal;
  std::string derivative;
  bool is_requested = false;
  base::SourceSpan span;
  Amount total;                 ///< Bytes kept between the sweeps.
  bool is_bound = false;        ///< `total` is the most it can be: branches stand around some of it.
  Amount reused;                ///< Bytes kept within an iteration of fused loops, at most.
  std::set<std::string> repeated;  ///< Forward parts of joint calls, whose records exist while the calls are reversed.
  std::vector<Scheduled> schedules;
  std::vector<Remark> remarks;  ///< The one about the whole first, then in the order of the source.
  std::set<Line> active;        ///< Lines with statements that carry derivatives.
  std::set<Line> lines;         ///< All lines with statements.
};

struct Report {
  std::vector<FunctionReport> functions;
};

/// `shown_name` gives the name under which a file is told about.
Report make_report(plan::Study& study, const std::function<std::string(const std::string&)>& shown_name);

/// `file:line:column: remark: text [Kind]` and notes, in Clang's shape.
std::string print_text(const Report& report);
std::string print_json(const Report& report);
/// A self-contained page. `read_lines` gives the lines of a file of the source; empty where it cannot be read.
std::string print_page(const Report& report,
                       const std::function<std::vector<std::string>(const std::string&)>& read_lines);
/// The computational graphs of the requested functions in normal form, for Graphviz.
std::string print_graph(plan::Study& study);

}  // namespace backsweep::report
