// Partition refinement over texts: functions that differ only in which of the functions in question they name begin in one
// class, and a class is split until its members name members of the same classes.
#include "codegen/alike.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "codegen/codegen.h"
#include "codegen/names.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using ir::FunctionId;

/// The name without the number that made it unique.
std::string stem_of(const std::string& name) {
  std::size_t end = name.size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(name[end - 1]))) --end;
  return end > 1 && end < name.size() && name[end - 1] == '_' ? name.substr(0, end - 1) : name;
}

class Partition {
 public:
  Partition(const ir::Program& program, const std::vector<FunctionId>& functions) : program_(program) {
    find_candidates(functions);
    for (const FunctionId id : candidates_) {
      texts_[id] = print_function(program, program.function(id));
      classes_[id] = 0;
    }
    refine();
  }

  const std::vector<FunctionId>& candidates() const { return candidates_; }
  bool are_alike(FunctionId a, FunctionId b) const { return classes_.at(a) == classes_.at(b); }

 private:
  // Those that share a stem, where a name means one function wherever it stands.
  void find_candidates(const std::vector<FunctionId>& functions) {
    std::map<std::string, int> uses;
    std::map<std::pair<std::vector<std::string>, std::string>, int> members;
    for (const FunctionId id : functions) {
      const ir::Function& function = program_.function(id);
      ++uses[function.name];
      ++members[{function.namespaces, stem_of(function.name)}];
    }
    for (const FunctionId id : functions) {
      const ir::Function& function = program_.function(id);
      if (uses[function.name] > 1 || members[{function.namespaces, stem_of(function.name)}] < 2) continue;
      candidates_.push_back(id);
      named_[function.name] = id;
    }
  }

  void refine() {
    std::size_t count = 0;
    for (std::size_t before = 1; count != before;) {
      before = count;
      std::map<std::pair<std::vector<std::string>, std::string>, int> known;
      std::map<FunctionId, int> next;
      for (const FunctionId id : candidates_) {
        const auto key = std::make_pair(program_.function(id).namespaces, with_classes(id));
        next[id] = known.emplace(key, static_cast<int>(known.size())).first->second;
      }
      count = known.size();
      classes_ = std::move(next);
    }
  }

  // The words of the text, with classes for the names of functions. What stands between words decides as well.
  std::string with_classes(FunctionId id) const {
    const std::string& text = texts_.at(id);
    std::string result = std::to_string(classes_.at(id)) + "\n";
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
      if (end == at) {
        // Layout follows the lengths of names.
        if (!std::isspace(static_cast<unsigned char>(text[at]))) result += text[at];
        ++at;
        continue;
      }
      const std::string word = text.substr(at, end - at);
      const auto function = named_.find(word);
      result += function == named_.end() ? word : "@" + std::to_string(classes_.at(function->second));
      result += ' ';
      at = end;
    }
    return result;
  }

  const ir::Program& program_;
  std::vector<FunctionId> candidates_;
  std::map<std::string, FunctionId> named_;
  std::map<FunctionId, std::string> texts_;
  std::map<FunctionId, int> classes_;
};

}  // namespace

std::map<FunctionId, FunctionId> merge_alike(ir::Program& program, std::vector<FunctionId>& functions,
                                             const std::vector<FunctionId>& kept) {
  const Partition partition(program, functions);
  // Plain names first: they are the ones to stay.
  std::vector<FunctionId> candidates = partition.candidates();
  std::stable_sort(candidates.begin(), candidates.end(), [&](FunctionId a, FunctionId b) {
    return program.function(a).name.size() < program.function(b).name.size();
  });
  const std::set<FunctionId> stays(kept.begin(), kept.end());
  std::vector<FunctionId> chosen;
  std::map<FunctionId, FunctionId> replaced;
  for (const bool is_kept : {true, false}) {
    for (const FunctionId id : candidates) {
      if ((stays.count(id) != 0) != is_kept) continue;
      const auto known = std::find_if(chosen.begin(), chosen.end(), [&](FunctionId one) { return partition.are_alike(one, id); });
      if (known == chosen.end()) chosen.push_back(id);
      else if (!is_kept) replaced[id] = *known;
    }
  }
  if (replaced.empty()) return replaced;
  const auto is_replaced = [&](FunctionId id) { return replaced.count(id) != 0; };
  functions.erase(std::remove_if(functions.begin(), functions.end(), is_replaced), functions.end());
  for (const FunctionId id : functions) {
    ir::walk(program.function(id).body, [&](ir::Stmt& stmt) {
      auto* call = ir::get_if<ir::Call>(stmt);
      if (const auto one = call ? replaced.find(call->callee) : replaced.end(); one != replaced.end()) call->callee = one->second;
    });
  }
  return replaced;
}

}  // namespace backsweep::codegen
