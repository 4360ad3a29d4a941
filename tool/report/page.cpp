// The report as a page: the user's source with what becomes of each line.
#include <algorithm>
#include <map>

#include "report/report.h"

namespace backsweep::report {
namespace {

constexpr int kContext = 3;

constexpr char kStyle[] = R"(
:root { color-scheme: light dark;
  --paper: #fbfbf9; --panel: #ffffff; --ink: #1d2329; --faint: #69737d; --rule: #dfe2e6; --code: #f4f5f3;
  --active: #1f6feb; --stored: #b3470f; --fused: #1a7f45; --notfused: #a3174a; --recomputed: #7a5195; --scheduled: #0b6e75; --call: #57606a; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #14171a; --panel: #1b1f23; --ink: #dde3e9; --faint: #8d97a1; --rule: #30363c; --code: #171a1e;
  --active: #6cb2ff; --stored: #ffa766; --fused: #57d08a; --notfused: #ff85a9; --recomputed: #cda4f0; --scheduled: #5fd3da; --call: #a7b1bb; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .2rem; }
h2 { font: 600 1.15rem ui-monospace, monospace; margin: 0; }
p { margin: .3rem 0; }
.faint { color: var(--faint); }
section { background: var(--panel); border: 1px solid var(--rule); border-radius: 8px; margin-top: 1.6rem; overflow: hidden; }
section > header { padding: 1rem 1.2rem .9rem; border-bottom: 1px solid var(--rule); }
.sum { font: 600 1.35rem ui-monospace, monospace; margin: .5rem 0 .1rem; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .6rem; }
.tag { display: inline-block; font-size: .78rem; line-height: 1.35; padding: .05rem .5rem; border: 1px solid currentColor; border-radius: 1rem; white-space: nowrap; }
.memory { border-collapse: collapse; width: 100%; font-size: .9rem; }
.memory th { text-align: left; font-weight: 500; color: var(--faint); }
.memory tr > :first-child { padding-left: 1.2rem; }
.memory tr > :last-child { padding-right: 1.2rem; }
.memory th, .memory td { padding: .28rem .7rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
.memory th.n { text-align: right; }
.memory td.n { text-align: right; font-family: ui-monospace, monospace; }
.memory td:nth-child(2) { white-space: nowrap; }
.memory code, .source { font-family: ui-monospace, monospace; }
.file { padding: .45rem 1.2rem; font: .85rem ui-monospace, monospace; color: var(--faint); border-bottom: 1px solid var(--rule); }
.source { width: 100%; border-collapse: collapse; font-size: .86rem; background: var(--code); }
.source td { padding: 0 .6rem; vertical-align: top; }
.source td.no { width: 3.4rem; text-align: right; color: var(--faint); user-select: none; border-right: 3px solid transparent; }
.source tr.active td.no { border-right-color: var(--active); color: var(--active); }
.source td.code { white-space: pre; tab-size: 4; }
.variables { margin-left: 1.2rem; font-family: system-ui, sans-serif; }
.variables .tag { margin-right: .3rem; font-size: .72rem; padding: 0 .45rem; }
.cost { margin-left: 1.2rem; color: var(--stored); }
.source tr.says td { font-family: system-ui, sans-serif; padding-top: .1rem; padding-bottom: .15rem; }
.source tr.says td.what { white-space: normal; }
.source tr.gap td { color: var(--faint); padding-top: .15rem; padding-bottom: .15rem; }
.says .tag { margin-right: .45rem; }
.says .why { display: block; margin-left: 1rem; color: var(--faint); }
.says a, .memory a { color: inherit; }
.scroll { overflow-x: auto; }
.stored { color: var(--stored); } .active-ink { color: var(--active); } .fused { color: var(--fused); } .notfused { color: var(--notfused); }
.recomputed { color: var(--recomputed); } .scheduled { color: var(--scheduled); } .call, .passive, .total { color: var(--call); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1rem; margin-top: .7rem; font-size: .88rem; }
.bar { display: inline-block; width: 3px; height: 1em; background: var(--active); vertical-align: -2px; margin-right: .35rem; }
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&')
      result += "&amp;";
    else if (c == '<')
      result += "&lt;";
    else if (c == '>')
      result += "&gt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

/// Text with formulas in it, which may be broken behind a product's or sum's sign.
std::string breakable(std::string_view text) {
  std::string result;
  for (const char c : escaped(text)) {
    result += c;
    if (c == '*' || c == '(') result += "<wbr>";
  }
  return result;
}

std::string class_of(Group group) {
  switch (group) {
    case Group::kActive:
      return "active-ink";
    case Group::kNotFused:
      return "notfused";
    case Group::kTotal:
    case Group::kPassive:
    case Group::kStored:
    case Group::kRecomputed:
    case Group::kFused:
    case Group::kSchedule:
    case Group::kCall:
      return std::string(name_of(group));
  }
  return {};
}

std::string tag(Group group, const std::string& text) {
  return "<span class=\"tag " + class_of(group) + "\">" + escaped(text) + "</span>";
}

class FunctionSection {
 public:
  FunctionSection(const FunctionReport& function, int number,
                  const std::function<std::vector<std::string>(const std::string&)>& read_lines)
      : function_(function), prefix_("f" + std::to_string(number)), read_lines_(read_lines) {
    for (const Remark& remark : function.remarks) {
      if (group_of(remark.kind) == Group::kTotal) continue;
      by_line_[{remark.span.file, remark.span.line}].push_back(&remark);
    }
  }

  std::string print() {
    text_ = "<section id=\"" + prefix_ + "\">\n";
    header();
    memory();
    std::set<std::string> files;
    for (const Line& line : function_.lines) files.insert(line.file);
    for (const auto& [line, remarks] : by_line_) files.insert(line.file);
    files.erase(function_.span.file);
    source(function_.span.file);
    for (const std::string& file : files) source(file);
    return text_ + "</section>\n";
  }

 private:
  void header() {
    const Remark& whole = function_.remarks.front();
    text_ += "<header>\n<h2>" + escaped(function_.derivative) + "</h2>\n<p class=\"faint\">of " +
             escaped(function_.primal) + ", " + escaped(function_.span.file) + ":" +
             std::to_string(function_.span.line) +
             (function_.is_requested ? "" : ", for calls from other derivatives") + "</p>\n";
    if (whole.kind == Kind::kKeeps) {
      text_ += "<p class=\"sum\">" + std::string(function_.is_bound ? "at most " : "") +
               breakable(function_.total.bytes()) + "</p>\n<p class=\"faint\">kept between the sweeps" +
               (function_.reused.is_zero()
                    ? ""
                    : "; " + breakable(function_.reused.bytes()) + " more while an iteration is reversed") +
               "</p>\n";
    } else {
      text_ += "<p>" + escaped(whole.text()) + "</p>\n";
    }
    counts();
    text_ += "</header>\n";
  }

  void counts() {
    std::map<Group, int> counts;
    for (const Remark& remark : function_.remarks) ++counts[group_of(remark.kind)];
    counts.erase(Group::kTotal);
    text_ += "<div class=\"counts\">";
    for (const auto& [group, count] : counts) {
      std::string word(name_of(group));
      if (group == Group::kPassive) word = "not active";
      if (group == Group::kCall && count > 1) word += "s";
      text_ += tag(group, std::to_string(count) + " " + word);
    }
    text_ += "</div>\n";
  }

  std::string id_of(const Line& line) const {
    return prefix_ + "-" + escaped(line.file) + "-" + std::to_string(line.number);
  }

  std::string link(const base::SourceSpan& span) const {
    return "<a href=\"#" + id_of({span.file, span.line}) + "\">line " + std::to_string(span.line) + "</a>";
  }

  void memory() {
    const auto has_memory = [](const Remark& remark) { return remark.stored.has_value(); };
    if (std::none_of(function_.remarks.begin(), function_.remarks.end(), has_memory)) return;
    text_ +=
        "<div class=\"scroll\"><table class=\"memory\">\n<tr><th>what is stored</th><th>where</th>"
        "<th class=\"n\">bytes</th><th class=\"n\">iterations</th><th class=\"n\">in all</th></tr>\n";
    for (const Remark& remark : function_.remarks) {
      if (!remark.stored) continue;
      const Stored& stored = *remark.stored;
      text_ +=
          "<tr><td>" + what(remark) + "</td><td>" + link(remark.span) + "</td><td class=\"n\">" +
          breakable(stored.each.text()) + "</td><td class=\"n\">" + breakable(stored.times.text()) +
          "</td><td class=\"n stored\">" + breakable(stored.total.text()) +
          (stored.reused ? "<br><span class=\"faint\">reused by each iteration of " + link(*stored.reused) + "</span>"
                         : "") +
          (stored.loop ? std::string("<br><span class=\"faint\">in each ") +
                             (stored.is_state ? "snapshot" : "record of a step") + " of " + link(*stored.loop) + "</span>"
                       : "") +
          "</td></tr>\n";
    }
    text_ += "</table></div>\n";
  }

  static std::string what(const Remark& remark) {
    if (remark.kind == Kind::kStoredTrips) return "number of iterations";
    const std::string name = "<code>" + breakable(remark.arguments.front()) + "</code>";
    if (remark.kind == Kind::kStoredBranch) return "outcome of " + name;
    if (remark.kind == Kind::kCallSplit) return "what " + name + " keeps";
    return name;
  }

  // The lines of a file that say something, with a few lines around them.
  void source(const std::string& file) {
    const std::vector<std::string> lines = read_lines_(file);
    if (lines.empty()) return;
    std::set<int> shown;
    const auto show = [&](int number, int around) {
      for (int i = std::max(1, number - around); i <= std::min<int>(number + around, static_cast<int>(lines.size()));
           ++i)
        shown.insert(i);
    };
    if (file == function_.span.file) show(function_.span.line, 1);
    for (const Line& line : function_.lines) {
      if (line.file == file) show(line.number, kContext);
    }
    for (const auto& [line, remarks] : by_line_) {
      if (line.file == file) show(line.number, kContext);
    }
    text_ += "<div class=\"file\">" + escaped(file) + "</div>\n<div class=\"scroll\"><table class=\"source\">\n";
    int previous = 0;
    for (const int number : shown) {
      if (number != previous + 1) text_ += "<tr class=\"gap\"><td class=\"no\">⋯</td><td></td></tr>\n";
      source_line({file, number}, lines[static_cast<std::size_t>(number - 1)]);
      previous = number;
    }
    if (previous != static_cast<int>(lines.size()))
      text_ += "<tr class=\"gap\"><td class=\"no\">⋯</td><td></td></tr>\n";
    text_ += "</table></div>\n";
  }

  void source_line(const Line& line, const std::string& code) {
    const auto said = by_line_.find(line);
    Amount cost;
    if (said != by_line_.end()) {
      for (const Remark* remark : said->second) {
        if (remark->stored) cost += remark->stored->total;
      }
    }
    text_ += "<tr id=\"" + id_of(line) + "\"" + (function_.active.count(line) ? " class=\"active\"" : "") +
             "><td class=\"no\">" + std::to_string(line.number) + "</td><td class=\"code\">" + escaped(code) +
             variables(line) + (cost.is_zero() ? "" : "<span class=\"cost\">" + escaped(cost.bytes()) + "</span>") +
             "</td></tr>\n";
    if (said == by_line_.end()) return;
    for (const Remark* remark : said->second) {
      const Group group = group_of(remark->kind);
      if (group != Group::kActive && group != Group::kPassive) says(tag(group, std::string(name_of(group))), *remark);
    }
  }

  // Behind the line: its variables that are, or are not, active.
  std::string variables(const Line& line) const {
    const auto said = by_line_.find(line);
    if (said == by_line_.end()) return {};
    std::string tags;
    for (const Remark* remark : said->second) {
      const Group group = group_of(remark->kind);
      const std::string name = remark->arguments.empty() ? "" : remark->arguments.front();
      if (group == Group::kActive) tags += tag(group, name + " active");
      if (group == Group::kPassive) {
        tags += tag(group,
                    name + (remark->kind == Kind::kNotVaried ? " depends on no independent" : " reaches no dependent"));
      }
    }
    return tags.empty() ? "" : "<span class=\"variables\">" + tags + "</span>";
  }

  void says(const std::string& label, const Remark& remark) {
    text_ += "<tr class=\"says\"><td class=\"no\"></td><td class=\"what\">" + label + breakable(remark.text());
    for (const Note& note : remark.notes)
      text_ += "<span class=\"why\">" + link(note.span) + ": " + breakable(note.text) + "</span>";
    text_ += "</td></tr>\n";
  }

  const FunctionReport& function_;
  std::string prefix_;
  const std::function<std::vector<std::string>(const std::string&)>& read_lines_;
  std::map<Line, std::vector<const Remark*>> by_line_;
  std::string text_;
};

}  // namespace

std::string print_page(const Report& report,
                       const std::function<std::vector<std::string>(const std::string&)>& read_lines) {
  std::string text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Backsweep report</title>\n<style>" +
      std::string(kStyle) +
      "</style>\n</head>\n<body>\n<main>\n<h1>What the derivatives keep, and why</h1>\n"
      "<p class=\"faint\">Formulas count bytes over the program's own variables. trips_N: iterations of the "
      "loop in line N; memory(f): bytes that one call of f keeps.</p>\n"
      "<div class=\"key\"><span><span class=\"bar\"></span>line that carries derivatives</span>";
  for (const Group group : {Group::kStored, Group::kRecomputed, Group::kFused, Group::kNotFused, Group::kSchedule,
                            Group::kCall}) {
    text += "<span>" + tag(group, std::string(name_of(group))) + "</span>";
  }
  text += "</div>\n";
  int number = 0;
  for (const FunctionReport& function : report.functions)
    text += FunctionSection(function, ++number, read_lines).print();
  return text + "</main>\n</body>\n</html>\n";
}

}  // namespace backsweep::report
