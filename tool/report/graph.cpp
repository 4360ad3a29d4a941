// Draws computational graphs: a node for each active value of the normal form, an edge for each local partial
// derivative (Griewank & Walther, Evaluating Derivatives, section 2.2).
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analysis/needed.h"
#include "analysis/partials.h"
#include "ir/build.h"
#include "ir/text.h"
#include "ir/walk.h"
#include "report/report.h"

namespace backsweep::report {
namespace {

using analysis::ZoneId;
using analysis::ZoneSet;

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return result + "\"";
}

/// A value somewhere in the function: its place in the order of the text, from which its name in the file follows.
using Node = int;

class Grapher {
 public:
  Grapher(plan::Study& study, const plan::Record& record, int number)
      : study_(study),
        code_(study.activity, study.activity.find(record.context)),
        zones_(code_.zones()),
        function_(study.program.function(record.context.function)),
        prefix_("f" + std::to_string(number) + "_"),
        title_(record.derivative) {}

  std::string run() {
    text_ = "  subgraph " + quoted("cluster_" + prefix_) + " {\n    label = " + quoted(title_) + ";\n";
    indentation_ = 4;
    inputs();
    region(function_.body);
    outputs();
    text_ += "  }\n";
    for (const auto& [ends, labels] : edges_) edge(ends.first, ends.second, labels);
    return text_;
  }

 private:
  using Definitions = std::map<ZoneId, std::set<Node>>;

  std::string name(Node node) const { return prefix_ + std::to_string(node); }

  void line(const std::string& text) { text_ += std::string(indentation_, ' ') + text + "\n"; }

  Node add_node(const std::string& label, const std::string& style) {
    const Node node = next_++;
    line(name(node) + " [label = " + quoted(label) + (style.empty() ? "" : ", " + style) + "];");
    return node;
  }

  // One arrow for all the places that lead from one value to the other.
  void edge(Node from, Node to, const std::map<std::string, std::string>& labels) {
    std::string label;
    for (const auto& [place, partial] : labels) {
      if (!label.empty()) label += '\n';
      label += labels.size() > 1 ? place + ": " + partial : partial;
    }
    // Against the order of the text: from one iteration to the next.
    const std::string style = from >= to ? ", style = dashed, constraint = false" : "";
    text_ += "  " + name(from) + " -> " + name(to) + " [label = " + quoted(label) + style + "];\n";
  }

  // Memory and parameters that vary when the function is entered.
  void inputs() {
    std::map<ir::VarId, Node> nodes;
    for (const ZoneId id : code_.activity().context.varied_in.items()) {
      const ir::VarId var = variable_behind(id);
      if (!var.is_valid() || !code_.activity().active.contains(id)) continue;
      auto known = nodes.find(var);
      if (known == nodes.end())
        known = nodes.emplace(var, add_node(function_.var(var).name, "shape = box, style = filled")).first;
      definitions_[id].insert(known->second);
    }
  }

  void outputs() {
    std::map<ir::VarId, std::set<Node>> sources;
    for (const ZoneId id : code_.activity().context.useful_out.items()) {
      const auto known = definitions_.find(id);
      const ir::VarId var = variable_behind(id);
      if (known != definitions_.end() && var.is_valid())
        sources[var].insert(known->second.begin(), known->second.end());
    }
    for (const auto& [var, from] : sources) {
      const Node node = add_node(function_.var(var).name + " at the end", "shape = box, style = \"filled,bold\"");
      for (const Node one : from) edges_[{one, node}].emplace("", "1");
    }
  }

  ir::VarId variable_behind(ZoneId id) const {
    ZoneId at = zones_.root(id);
    while (zones_.zone(at).kind == analysis::ZoneKind::kPointee) at = zones_.root(zones_.zone(at).parent);
    return zones_.zone(at).var;
  }

  void region(const ir::Region& statements) {
    for (const ir::Stmt& stmt : statements) {
      if (const auto* branch = ir::get_if<ir::If>(stmt)) {
        branches(stmt, *branch);
      } else if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt)) {
        loop(stmt);
      } else if (const auto* block = ir::get_if<ir::Block>(stmt)) {
        region(block->body);
      } else {
        value(stmt);
      }
    }
  }

  // Draws what `inside` draws within a frame; nothing where it was drawn before or nothing in it is active.
  template <class Inside>
  void framed(const ir::Stmt& stmt, const std::string& label, Inside inside) {
    bool has_any = false;
    for (const ir::Region* inner : ir::regions(stmt)) has_any = has_any || code_.has_adjoint(*inner);
    const bool is_new = has_any && framed_.insert({&stmt, label}).second;
    if (is_new) {
      line("subgraph " + quoted("cluster_" + prefix_ + std::to_string(framed_.size())) + " {");
      indentation_ += 2;
      line("label = " + quoted(label) + ";");
    }
    inside();
    if (!is_new) return;
    indentation_ -= 2;
    line("}");
  }

  static std::string in_line(const ir::Stmt& stmt) {
    return stmt.span.is_known() ? "line " + std::to_string(stmt.span.line) + ": " : "";
  }

  void branches(const ir::Stmt& stmt, const ir::If& branch) {
    const Definitions before = definitions_;
    const std::string condition = text_of(branch.condition, function_);
    framed(stmt, in_line(stmt) + "if " + condition, [&] { region(branch.then_region); });
    Definitions after = std::exchange(definitions_, before);
    if (!branch.else_region.empty()) framed(stmt, in_line(stmt) + "else", [&] { region(branch.else_region); });
    merge(after);
  }

  void loop(const ir::Stmt& stmt) {
    const auto* counted = ir::get_if<ir::For>(stmt);
    const std::string label = counted ? "for " + range_of(*counted, function_)
                                      : "while " + text_of(std::get<ir::While>(stmt.node).condition, function_);
    // The second pass sees what the first one leaves for the next iteration.
    for (int pass = 0; pass < 2; ++pass) {
      const Definitions before = definitions_;
      framed(stmt, in_line(stmt) + label, [&] {
        for (const ir::Region* inner : ir::regions(stmt)) region(*inner);
      });
      merge(before);
    }
  }

  void merge(const Definitions& other) {
    for (const auto& [zone, nodes] : other) definitions_[zone].insert(nodes.begin(), nodes.end());
  }

  void value(const ir::Stmt& stmt) {
    const analysis::Effects& effects = zones_.effects(stmt);
    if (!code_.has_adjoint(stmt) || has_no_value(stmt)) {
      for (const ZoneId id : effects.kills.items()) definitions_.erase(id);
      return;
    }
    auto known = nodes_.find(&stmt);
    if (known == nodes_.end()) {
      const bool is_result = ir::get_if<ir::Return>(stmt) != nullptr;
      known = nodes_
                  .emplace(&stmt, add_node(in_line(stmt) + label(stmt),
                                           is_result ? "shape = box, style = \"filled,bold\"" : ""))
                  .first;
    }
    connect(stmt, known->second);
    for (const ZoneId id : effects.kills.items()) definitions_.erase(id);
    for (const ZoneId id : effects.writes.items()) {
      if (code_.activity().active.contains(id)) definitions_[id].insert(known->second);
    }
  }

  static bool has_no_value(const ir::Stmt& stmt) {
    const auto* s = ir::get_if<ir::Declare>(stmt);
    return s && !s->init && s->elements.empty() && s->arguments.empty();
  }

  std::string label(const ir::Stmt& stmt) const {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      return function_.var(s->var).name + (s->init ? " = " + text_of(s->init, function_) : "");
    }
    if (const auto* s = ir::get_if<ir::Assign>(stmt))
      return text_of(s->place, function_) + " = " + text_of(s->value, function_);
    if (const auto* s = ir::get_if<ir::Update>(stmt)) {
      const ir::Expr sum = ir::raw_binary(s->op, s->place, s->value, s->place->type);
      return text_of(s->place, function_) + " = " + text_of(sum, function_);
    }
    if (const auto* s = ir::get_if<ir::Return>(stmt)) return "return " + text_of(s->value, function_);
    if (const auto* s = ir::get_if<ir::Call>(stmt)) {
      return (s->result ? text_of(s->result, function_) + " = " : "") + study_.program.function(s->callee).name + "(…)";
    }
    return stmt.text.empty() ? "(library operation)" : stmt.text;
  }

  void connect(const ir::Stmt& stmt, Node node) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      const ir::Expr place = ir::var_ref(function_, s->var);
      if (s->init) partials(stmt, node, s->init, code_.result_place(place, s->init));
      for (const ir::Expr& one : s->elements) partials(stmt, node, one, nullptr);
      for (const ir::Expr& one : s->arguments) partials(stmt, node, one, nullptr);
    } else if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      partials(stmt, node, assigned->value, code_.result_place(assigned->place, assigned->value));
    } else if (const auto* updated = ir::get_if<ir::Update>(stmt)) {
      partials(stmt, node, ir::raw_binary(updated->op, updated->place, updated->value, updated->place->type), nullptr);
    } else if (const auto* returned = ir::get_if<ir::Return>(stmt)) {
      partials(stmt, node, returned->value, nullptr);
    } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      arguments(node, *call);
    } else if (const auto* model = ir::get_if<ir::Model>(stmt)) {
      for (const ir::Expr& operand : model->operands) {
        if (ir::is_pointer_like(operand->type))
          sources(node, zones_.leaves(zones_.targets(operand)), text_of(operand, function_), "1");
        else
          partials(stmt, node, operand, nullptr);
      }
    }
  }

  void partials(const ir::Stmt& stmt, Node node, const ir::Expr& value, const ir::Expr& result) {
    for (const analysis::LocalPartial& one : analysis::local_partials(value, result)) {
      if (!code_.is_varied(stmt, one.place)) continue;
      sources(node, zones_.leaves_of(one.place), text_of(one.place, function_), text_of(one.partial, function_));
    }
  }

  void arguments(Node node, const ir::Call& call) {
    const ir::Function& callee = study_.program.function(call.callee);
    for (std::size_t i = 0; i < call.arguments.size() && i < callee.params.size(); ++i) {
      const ir::Expr& argument = call.arguments[i];
      if (!ir::carries_real(argument->type)) continue;
      const ZoneSet read = ir::is_pointer_like(argument->type) ? zones_.leaves(zones_.targets(argument))
                           : ir::is_place(argument)            ? zones_.leaves_of(argument)
                                                               : ZoneSet{};
      sources(node, read, text_of(argument, function_),
              "d " + callee.name + " / d " + callee.var(callee.params[i]).name);
    }
  }

  void sources(Node node, const ZoneSet& read, const std::string& place, const std::string& partial) {
    // What may overlap by way of the caller's pointers is not drawn: the graph shows what the names say.
    for (const ZoneId id : read.items()) {
      const auto known = definitions_.find(id);
      if (known == definitions_.end()) continue;
      for (const Node from : known->second) edges_[{from, node}].emplace(place, partial);
    }
  }

  plan::Study& study_;
  const analysis::ActiveCode code_;
  analysis::FunctionZones& zones_;
  const ir::Function& function_;
  std::string prefix_;
  std::string title_;
  std::string text_;
  std::size_t indentation_ = 0;
  Node next_ = 0;
  Definitions definitions_;  ///< The nodes whose values a zone may hold here.
  std::map<const ir::Stmt*, Node> nodes_;
  std::set<std::pair<const ir::Stmt*, std::string>> framed_;
  std::map<std::pair<Node, Node>, std::map<std::string, std::string>> edges_;  ///< By place: the partial.
};

}  // namespace

std::string print_graph(plan::Study& study) {
  std::string text =
      "digraph backsweep {\n"
      "  graph [fontname = \"sans-serif\", fontsize = 11, color = \"#999999\", ranksep = 0.5];\n"
      "  node [fontname = \"monospace\", fontsize = 11, shape = ellipse, fillcolor = \"#dbe9f6\"];\n"
      "  edge [fontname = \"monospace\", fontsize = 10, color = \"#555555\", fontcolor = \"#8a3b00\"];\n";
  std::set<analysis::Context> drawn;
  int number = 0;
  for (const plan::Record& record : study.records) {
    if (!record.is_requested || record.is_for_overlap || record.derivative.empty() || !drawn.insert(record.context).second) continue;
    text += Grapher(study, record, ++number).run();
  }
  return text + "}\n";
}

}  // namespace backsweep::report
