// Prints remarks: for people and for programs.
#include <cstdio>

#include "report/report.h"

namespace backsweep::report {
namespace {

std::string place(const base::SourceSpan& span) {
  return span.file + ":" + std::to_string(span.line) + ":" + std::to_string(span.column);
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (code < 0x20) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", code);
      result += buffer;
    } else {
      result += c;
    }
  }
  return result + "\"";
}

/// Members and elements, a line each or all on one line.
class Json {
 public:
  void open(char bracket) {
    text_ += bracket;
    is_first_ = true;
    ++depth_;
  }
  void close(char bracket) {
    --depth_;
    if (!is_first_) new_line();
    text_ += bracket;
    is_first_ = false;
  }
  void key(std::string_view name) {
    element();
    text_ += quoted(name) + ": ";
  }
  void element() {
    if (!is_first_) text_ += ',';
    is_first_ = false;
    new_line();
  }
  void raw(const std::string& value) { text_ += value; }
  void member(std::string_view name, const std::string& value) {
    key(name);
    text_ += quoted(value);
  }
  void member(std::string_view name, bool value) {
    key(name);
    text_ += value ? "true" : "false";
  }
  void member(std::string_view name, int value) {
    key(name);
    text_ += std::to_string(value);
  }
  [[nodiscard]] std::string text() const { return text_ + "\n"; }

 private:
  void new_line() { text_ += "\n" + std::string(static_cast<std::size_t>(depth_) * 2, ' '); }

  std::string text_;
  int depth_ = 0;
  bool is_first_ = true;
};

void add_span(Json& json, const base::SourceSpan& span) {
  json.member("file", span.file);
  json.member("line", span.line);
  json.member("column", span.column);
}

void add_stored(Json& json, const Stored& stored) {
  json.key("stored");
  json.open('{');
  json.member("bytes", stored.each.text());
  json.member("iterations", stored.times.text());
  json.member("total", stored.total.text());
  json.member("at_most", stored.is_conditional);
  if (stored.reused) json.member("reused_by_loop", stored.reused->line);
  if (stored.loop) json.member(stored.is_state ? "in_snapshots_of_loop" : "in_records_of_loop", stored.loop->line);
  json.close('}');
}

void add_remark(Json& json, const Remark& remark) {
  json.element();
  json.open('{');
  json.member("kind", std::string(name_of(remark.kind)));
  json.member("group", std::string(name_of(group_of(remark.kind))));
  add_span(json, remark.span);
  json.member("text", remark.text());
  if (remark.stored) add_stored(json, *remark.stored);
  if (!remark.notes.empty()) {
    json.key("notes");
    json.open('[');
    for (const Note& note : remark.notes) {
      json.element();
      json.open('{');
      add_span(json, note.span);
      json.member("text", note.text);
      json.close('}');
    }
    json.close(']');
  }
  json.close('}');
}

void add_function(Json& json, const FunctionReport& function) {
  json.element();
  json.open('{');
  json.member("derivative", function.derivative);
  json.member("primal", function.primal);
  json.member("requested", function.is_requested);
  add_span(json, function.span);
  json.member("bytes", function.total.text());
  json.member("at_most", function.is_bound);
  json.member("bytes_within_an_iteration", function.reused.text());
  if (!function.schedules.empty()) {
    json.key("schedules");
    json.open('[');
    for (const Scheduled& one : function.schedules) {
      json.element();
      json.open('{');
      add_span(json, one.span);
      json.member("bytes_of_a_snapshot", one.snapshot.text());
      json.member("bytes_of_a_record", one.record.text());
      json.close('}');
    }
    json.close(']');
  }
  json.key("active_lines");
  json.open('[');
  for (const Line& line : function.active) {
    json.element();
    json.raw("{\"file\": " + quoted(line.file) + ", \"line\": " + std::to_string(line.number) + "}");
  }
  json.close(']');
  json.key("remarks");
  json.open('[');
  for (const Remark& remark : function.remarks) add_remark(json, remark);
  json.close(']');
  json.close('}');
}

}  // namespace

std::string print_text(const Report& report) {
  std::string text;
  for (const FunctionReport& function : report.functions) {
    for (const Remark& remark : function.remarks) {
      text += place(remark.span) + ": remark: " + remark.text() + " [" + std::string(name_of(remark.kind)) + "]\n";
      for (const Note& note : remark.notes) text += place(note.span) + ": note: " + note.text + "\n";
    }
  }
  return text;
}

std::string print_json(const Report& report) {
  Json json;
  json.open('{');
  json.member("version", 1);
  json.key("functions");
  json.open('[');
  for (const FunctionReport& function : report.functions) add_function(json, function);
  json.close(']');
  json.close('}');
  return json.text();
}

}  // namespace backsweep::report
