// Connects iterators and the like with what they reach, for text that the tool does not understand.
#include "frontend/handles.h"

#include <algorithm>
#include <map>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

using Handles = std::set<std::int32_t>;

bool is_scalar(const ir::Type& type) { return ir::is_real(type) || ir::is_integer(type); }

class Connector {
 public:
  Connector(ir::Function& function, const Handles& handles) : function_(function), handles_(handles) {
    for (std::size_t i = 0; i < function.vars.size(); ++i) {
      const bool is_local = function.vars[i].role == ir::VarRole::kLocal || function.vars[i].role == ir::VarRole::kInduction;
      if (!is_local) in_scope_.insert(static_cast<std::int32_t>(i));
    }
  }

  void connect() {
    do {
      has_changed_ = false;
      ir::walk(function_.body, [&](const ir::Stmt& stmt) {
        if (const auto* text = ir::get_if<ir::Opaque>(stmt)) collect(*text);
      });
    } while (has_changed_);
    add(function_.body);
  }

 private:
  [[nodiscard]] Handles named_in(const ir::Opaque& text) const {
    Handles result;
    const auto take = [&](const ir::Expr& expr) {
      const ir::VarId root = expr ? ir::root_var(expr) : ir::VarId{};
      if (root.is_valid() && handles_.count(root.index) > 0) result.insert(root.index);
    };
    take(text.result);
    for (const ir::Expr& one : text.operands) take(one);
    for (const ir::Expr& one : text.writes) take(one);
    return result;
  }

  /// What stands beside a handle in one text may be what it reaches.
  void collect(const ir::Opaque& text) {
    const Handles named = named_in(text);
    for (const std::int32_t handle : named) {
      for (const ir::Expr& one : text.operands) {
        if (ir::is_place(one) && !is_scalar(one->type)) reach(handle, one);
      }
      for (const ir::Expr& one : text.writes) reach(handle, one);
      for (const std::int32_t other : named) {
        const std::vector<ir::Expr> known = reached_[other];
        for (const ir::Expr& one : known) reach(handle, one);
      }
    }
  }

  void reach(std::int32_t handle, const ir::Expr& place) {
    const ir::VarId root = ir::root_var(place);
    if (!root.is_valid() || handles_.count(root.index) > 0) return;
    std::vector<ir::Expr>& known = reached_[handle];
    const auto is_this = [&](const ir::Expr& one) { return ir::same_expr(one, place); };
    if (std::any_of(known.begin(), known.end(), is_this)) return;
    known.push_back(place);
    has_changed_ = true;
  }

  void add(ir::Region& region) {
    const Handles outside = in_scope_;
    for (ir::Stmt& stmt : region) {
      if (auto* text = ir::get_if<ir::Opaque>(stmt)) add(*text);
      if (const auto* declare = ir::get_if<ir::Declare>(stmt)) in_scope_.insert(declare->var.index);
      for (ir::Region* inner : ir::regions(stmt)) add(*inner);
    }
    in_scope_ = outside;
  }

  void add(ir::Opaque& text) {
    for (const std::int32_t handle : named_in(text)) {
      for (const ir::Expr& place : reached_[handle]) {
        const auto is_this = [&](const ir::Expr& one) { return ir::same_expr(one, place); };
        const bool is_known = std::any_of(text.writes.begin(), text.writes.end(), is_this);
        if (!is_known && is_visible(place)) text.writes.push_back(place);
      }
    }
    if (text.declares_result && text.result) in_scope_.insert(ir::root_var(text.result).index);
  }

  [[nodiscard]] bool is_visible(const ir::Expr& place) const {
    bool result = true;
    ir::walk(place, [&](const ir::Expr& expr) {
      const auto* ref = ir::get_if<ir::VarRef>(expr);
      result = result && (!ref || in_scope_.count(ref->var.index) > 0);
    });
    return result;
  }

  ir::Function& function_;
  const Handles& handles_;
  Handles in_scope_;
  std::map<std::int32_t, std::vector<ir::Expr>> reached_;
  bool has_changed_ = false;
};

}  // namespace

void connect_handles(ir::Function& function, const std::set<std::int32_t>& handles) {
  if (!handles.empty()) Connector(function, handles).connect();
}

}  // namespace backsweep::frontend
