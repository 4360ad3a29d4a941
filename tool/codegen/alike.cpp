// Partition refinement: functions whose texts are the same without the names of the functions in question begin in one
// class, and a class is split until its members call members of the same classes, call by call.
#include "codegen/alike.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <tuple>

#include "base/words.h"
#include "codegen/codegen.h"
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
      texts_[id] = without_names(print_function(program, program.function(id)));
      classes_[id] = 0;
    }
    refine();
  }

  const std::vector<FunctionId>& candidates() const { return candidates_; }
  bool are_alike(FunctionId a, FunctionId b) const { return classes_.at(a) == classes_.at(b); }

 private:
  /// Namespaces, text, and the classes of the functions called; those that are in no class count as they are.
  using Look = std::tuple<std::vector<std::string>, std::string, std::vector<int>>;

  void find_candidates(const std::vector<FunctionId>& functions) {
    std::map<std::pair<std::vector<std::string>, std::string>, int> members;
    const auto kin = [&](FunctionId id) -> int& {
      const ir::Function& function = program_.function(id);
      return members[{function.namespaces, stem_of(function.name)}];
    };
    for (const FunctionId id : functions) ++kin(id);
    for (const FunctionId id : functions) {
      if (kin(id) < 2) continue;
      candidates_.push_back(id);
      names_.insert(program_.function(id).name);
    }
  }

  void refine() {
    std::size_t count = 0;
    for (std::size_t before = 1; count != before;) {
      before = count;
      std::map<Look, int> known;
      std::map<FunctionId, int> next;
      for (const FunctionId id : candidates_) {
        next[id] = known.emplace(look_of(id), static_cast<int>(known.size())).first->second;
      }
      count = known.size();
      classes_ = std::move(next);
    }
  }

  Look look_of(FunctionId id) const {
    std::vector<int> called = {classes_.at(id)};
    ir::walk(program_.function(id).body, [&](const ir::Stmt& stmt) {
      const auto* call = ir::get_if<ir::Call>(stmt);
      if (!call) return;
      const auto known = classes_.find(call->callee);
      called.push_back(known == classes_.end() ? -1 - call->callee.index : known->second);
    });
    return {program_.function(id).namespaces, texts_.at(id), called};
  }

  // The words of a text, with a mark for the names in question. Layout, which follows the lengths of names, is left out.
  std::string without_names(const std::string& text) const {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      while (end < text.size() && base::is_word(text[end])) ++end;
      if (end == at) {
        if (!std::isspace(static_cast<unsigned char>(text[at]))) result += text[at];
        ++at;
        continue;
      }
      const std::string word = text.substr(at, end - at);
      result += (names_.count(word) ? "@" : word) + ' ';
      at = end;
    }
    return result;
  }

  const ir::Program& program_;
  std::vector<FunctionId> candidates_;
  std::set<std::string> names_;
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
