// Makes references of pointers that branches set once.
#include "transform/chosen_places.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analysis/zones.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/decide_tests.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// What a pointer is set to, and what else the statements do that set it.
struct Choice {
  ir::Expr pointer;  ///< Null where they do not come back.
  ir::Region rest;
};

/// `assert(i < 3);` says the same each time, and changes nothing that a test might read.
bool changes_nothing(const ir::Opaque& text) {
  return !text.result && text.writes.empty() && !text.may_write_anything && !text.moves_pointers;
}

bool is_repeatable(const ir::Expr& expr) {
  bool result = true;
  ir::walk(expr, [&](const ir::Expr& e) { result = result && !ir::get_if<ir::OpaqueExpr>(e); });
  return result;
}

/// A part of a variable, or of what a reference refers to, that is the same wherever it is named.
bool is_fixed(const ir::Expr& place) {
  if (ir::get_if<ir::VarRef>(place)) return !ir::is_pointer_like(place->type);
  if (const auto* part = ir::get_if<ir::Member>(place)) return is_fixed(part->base);
  if (const auto* referent = ir::get_if<ir::Deref>(place)) return referent->pointer->type->kind == ir::TypeKind::kReference;
  const auto* element = ir::get_if<ir::Index>(place);
  return element && element->base->type->kind == ir::TypeKind::kArray && ir::get_if<ir::Literal>(element->index) &&
         is_fixed(element->base);
}

/// Where a pointer is declared, and where it is set.
struct Setting {
  std::size_t declared;
  std::size_t set;
  ir::VarId var;
  Choice choice;
};

class Finder {
 public:
  explicit Finder(const ir::Function& function) : function_(function) {}

  // The setting of the pointer that is declared at `from`, if branches do nothing else there.
  [[nodiscard]] std::optional<Setting> setting(const ir::Region& region, std::size_t from) const {
    const auto* declared = ir::get_if<ir::Declare>(region[from]);
    if (!declared || !is_bare_pointer(*declared)) return std::nullopt;
    std::size_t to = from + 1;
    while (to < region.size() && !ir::mentions(region[to], declared->var)) ++to;
    if (to == region.size()) return std::nullopt;
    std::optional<Choice> choice = choice_of(region[to], declared->var);
    if (!choice || !choice->pointer) return std::nullopt;
    return Setting{from, to, declared->var, std::move(*choice)};
  }

 private:
  // Those of the user's own may be null, and text that is copied may name them.
  [[nodiscard]] bool is_bare_pointer(const ir::Declare& declared) const {
    const ir::Variable& variable = function_.var(declared.var);
    return variable.is_temporary && variable.type->kind == ir::TypeKind::kPointer && !declared.init && !declared.zeroed;
  }

  std::optional<Choice> choice_of(const ir::Stmt& stmt, ir::VarId var) const {
    if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) {
      const bool sets_it = ir::is_variable(assigned->place, var) && !ir::mentions(assigned->value, var);
      return sets_it ? std::optional(Choice{assigned->value, {}}) : std::nullopt;
    }
    if (const auto* block = ir::get_if<ir::Block>(stmt)) return choice_of(block->body, var);
    const auto* branch = ir::get_if<ir::If>(stmt);
    if (!branch || ir::mentions(branch->condition, var)) return std::nullopt;
    std::optional<Choice> first = choice_of(branch->then_region, var);
    std::optional<Choice> second = choice_of(branch->else_region, var);
    if (!first || !second) return std::nullopt;
    Choice result;
    result.pointer = chosen(branch->condition, first->pointer, second->pointer);
    if (first->rest.empty() && second->rest.empty()) return result;
    // The test is made twice.
    if (!is_repeatable(branch->condition)) return std::nullopt;
    ir::Stmt rest = stmt;
    rest.node = branch_over(branch->condition, std::move(first->rest), std::move(second->rest));
    result.rest.push_back(std::move(rest));
    return result;
  }

  // `if (!a) { if (!b) {…} }` is `if (!a && !b) {…}`.
  static ir::If branch_over(const ir::Expr& condition, ir::Region first, ir::Region second) {
    if (!first.empty()) return {condition, std::move(first), std::move(second)};
    const ir::Expr turned = ir::unary(ir::UnaryOp::kNot, condition);
    const auto* inner = second.size() == 1 ? ir::get_if<ir::If>(second.front()) : nullptr;
    if (!inner || !inner->else_region.empty()) return {turned, std::move(second), {}};
    const ir::Expr both = ir::binary(ir::BinaryOp::kAnd, turned, inner->condition);
    ir::Region body = inner->then_region;
    return {both, std::move(body), {}};
  }

  // A region that ends with setting the pointer; integers that it declares for that are written out.
  std::optional<Choice> choice_of(const ir::Region& region, ir::VarId var) const {
    Choice result;
    Names names;
    for (const ir::Stmt& stmt : region) {
      if (result.pointer) return std::nullopt;
      const auto* text = ir::get_if<ir::Opaque>(stmt);
      if (text && changes_nothing(*text) && !ir::mentions(stmt, var)) {
        result.rest.push_back(stmt);
      } else if (!is_name(stmt, names)) {
        std::optional<Choice> inner = choice_of(stmt, var);
        if (!inner) return std::nullopt;
        result.pointer = inner->pointer;
        ir::append(std::move(inner->rest), result.rest);
      }
    }
    if (!names.declared.empty() && !result.rest.empty()) return std::nullopt;
    for (auto name = names.values.rbegin(); result.pointer && name != names.values.rend(); ++name) {
      const auto value_of = [&](const ir::Expr& e) { return ir::is_variable(e, name->first) ? name->second : e; };
      result.pointer = ir::rewrite(result.pointer, value_of);
    }
    return result;
  }

  struct Names {
    std::set<ir::VarId> declared;
    std::vector<std::pair<ir::VarId, ir::Expr>> values;
  };

  bool is_name(const ir::Stmt& stmt, Names& names) const {
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
      if (!ir::is_integer(function_.var(declared->var).type)) return false;
      names.declared.insert(declared->var);
      if (declared->init) names.values.emplace_back(declared->var, declared->init);
      return declared->init || !declared->zeroed;
    }
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* name = assigned ? ir::get_if<ir::VarRef>(assigned->place) : nullptr;
    if (!name || names.declared.count(name->var) == 0) return false;
    names.values.emplace_back(name->var, assigned->value);
    return true;
  }

  static ir::Expr chosen(const ir::Expr& condition, const ir::Expr& first, const ir::Expr& second) {
    if (!first || !second) return first ? first : second;
    const bool is_constant = first->type->element->is_const;
    return simpler_choice(ir::make_expr(ir::Select{condition, first, second}, is_constant ? first->type : second->type));
  }

  const ir::Function& function_;
};

class Binder {
 public:
  explicit Binder(ir::Function& function) : function_(function) {}

  // The zones know statements by their addresses, which change as soon as something moves.
  void find(analysis::FunctionZones& zones) {
    count_uses();
    find(zones, function_.body);
  }
  void bind() { bind(function_.body); }
  [[nodiscard]] bool has_any() const { return has_any(function_.body); }

 private:
  [[nodiscard]] bool has_any(const ir::Region& region) const {
    const Finder finder(function_);
    for (std::size_t i = 0; i < region.size(); ++i) {
      const std::vector<const ir::Region*> inner = ir::regions(region[i]);
      if (finder.setting(region, i)) return true;
      if (std::any_of(inner.begin(), inner.end(), [&](const ir::Region* one) { return has_any(*one); })) return true;
    }
    return false;
  }

  void find(analysis::FunctionZones& zones, const ir::Region& region) {
    const Finder finder(function_);
    std::set<const ir::Stmt*> declarations;
    for (const ir::Stmt& stmt : region) {
      if (ir::get_if<ir::Declare>(stmt)) declarations.insert(&stmt);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      for (const ir::Region* inner : ir::regions(region[i])) find(zones, *inner);
      const std::optional<Setting> found = finder.setting(region, i);
      if (!found || !is_only_followed(region[found->set], found->var)) continue;
      declarations.insert(&region[found->set]);
      const auto is_kept = [&](const ir::Expr& value) { return keeps_value(zones, region, value, declarations); };
      // The reverse sweep makes the choice again, if need be with what the integers in it were.
      std::vector<ir::Expr> changing;
      const ir::Expr& pointer = found->choice.pointer;
      const ir::Expr of_steady = replaced(pointer, [&](const ir::Expr& place) {
        if (is_kept(place)) return place;
        changing.push_back(place);
        return ir::zero(place->type);
      });
      if (known_place(*found) || is_kept(of_steady)) bound_[found->var] = std::move(changing);
      else declarations.erase(&region[found->set]);
    }
  }

  // Whether nothing that the value reads is written beside it, but by declarations, which are made again as well.
  static bool keeps_value(analysis::FunctionZones& zones, const ir::Region& region, const ir::Expr& value,
                          const std::set<const ir::Stmt*>& declarations) {
    const analysis::ZoneSet reads = zones.reads(value);
    return std::none_of(region.begin(), region.end(), [&](const ir::Stmt& stmt) {
      return declarations.count(&stmt) == 0 && zones.with_aliases(zones.effects(stmt).writes).intersects(reads);
    });
  }

  // With something else for the integers in it that lie at fixed places.
  static ir::Expr replaced(const ir::Expr& value, const std::function<ir::Expr(const ir::Expr&)>& replace) {
    return ir::rewrite(value, [&](const ir::Expr& e) { return ir::is_integer(e->type) && is_fixed(e) ? replace(e) : e; });
  }

  static ir::Expr known_place(const Setting& setting) {
    const auto* address = ir::get_if<ir::AddressOf>(setting.choice.pointer);
    return address && is_fixed(address->place) ? address->place : nullptr;
  }

  void bind(ir::Region& region) {
    for (std::size_t i = 0; i < region.size();) {
      std::optional<Setting> found = Finder(function_).setting(region, i);
      // The declaration goes: what was behind it is next.
      if (found && bound_.count(found->var) != 0) bind(region, *found);
      else ++i;
    }
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) bind(*inner);
    }
  }

  void bind(ir::Region& region, Setting& setting) {
    const ir::Expr known = known_place(setting);
    refer(setting.var, known);
    ir::Region made = std::move(setting.choice.rest);
    decide_tests(made);
    if (!known) {
      ir::Stmt bound = region[setting.set];
      const ir::Expr pointer = with_names(setting, bound, made);
      bound.node = ir::Declare{setting.var, pointer, false, {}, {}};
      made.push_back(std::move(bound));
    }
    replace(region, setting.declared, setting.set, std::move(made));
  }

  // The choice over variables of its own for what changes while the place is in use.
  ir::Expr with_names(const Setting& setting, const ir::Stmt& at, ir::Region& out) {
    std::vector<std::pair<ir::Expr, ir::Expr>> names;
    for (const ir::Expr& place : bound_.at(setting.var)) {
      const auto is_same = [&](const auto& known) { return ir::same_expr(known.first, place); };
      if (std::any_of(names.begin(), names.end(), is_same)) continue;
      const ir::VarId name = add_temporary(function_, name_for(function_, place), ir::without_const(place->type));
      out.push_back(ir::make_stmt(ir::Declare{name, place, false, {}, {}}, at.span, at.text));
      names.emplace_back(place, ir::var_ref(function_, name));
    }
    return replaced(setting.choice.pointer, [&](const ir::Expr& place) {
      const auto is_same = [&](const auto& known) { return ir::same_expr(known.first, place); };
      const auto found = std::find_if(names.begin(), names.end(), is_same);
      return found == names.end() ? place : found->second;
    });
  }

  static void replace(ir::Region& region, std::size_t from, std::size_t to, ir::Region made) {
    std::vector<std::string> comments = std::move(region[from].comments);
    comments.insert(comments.end(), region[to].comments.begin(), region[to].comments.end());
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(to));
    for (ir::Stmt& stmt : made) stmt.comments.clear();
    if (!made.empty()) made.front().comments = std::move(comments);
    region.insert(region.begin() + static_cast<std::ptrdiff_t>(to), made.begin(), made.end());
    region.erase(region.begin() + static_cast<std::ptrdiff_t>(from));
  }

  // Whether the pointer is only dereferenced outside of the statement that sets it, or another reference made of it.
  [[nodiscard]] bool is_only_followed(const ir::Stmt& setter, ir::VarId var) const {
    const auto found = uses_.find(var);
    return found != uses_.end() && found->second.followed + settings(setter, var) == found->second.all;
  }

  void count_uses() {
    ir::walk(std::as_const(function_.body), [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          const auto* ref = ir::get_if<ir::VarRef>(e);
          if (ref) ++uses_[ref->var].all;
          const auto* pointed = ir::get_if<ir::Deref>(e);
          const auto* pointer = pointed ? ir::get_if<ir::VarRef>(pointed->pointer) : nullptr;
          if (pointer) ++uses_[pointer->var].followed;
        });
      });
    });
  }

  static int settings(const ir::Stmt& setter, ir::VarId var) {
    const auto* assigned = ir::get_if<ir::Assign>(setter);
    int result = assigned && ir::is_variable(assigned->place, var);
    for (const ir::Region* inner : ir::regions(setter)) {
      for (const ir::Stmt& stmt : *inner) result += settings(stmt, var);
    }
    return result;
  }

  // Uses of the pointer become those of a reference, or of the place where that is known.
  void refer(ir::VarId var, const ir::Expr& known) {
    ir::Variable& variable = function_.var(var);
    variable.type = ir::reference_to(variable.type->element);
    const ir::Expr place = known ? known : ir::place_of(function_, var);
    ir::rewrite(function_.body, [&](const ir::Expr& e) {
      const auto* pointed = ir::get_if<ir::Deref>(e);
      return pointed && ir::is_variable(pointed->pointer, var) ? place : e;
    });
  }

  struct Uses {
    int all = 0;
    int followed = 0;
  };

  ir::Function& function_;
  std::map<ir::VarId, Uses> uses_;
  /// Pointers that become references, each with the integers in its choice that change while it is in use.
  std::map<ir::VarId, std::vector<ir::Expr>> bound_;
};

}  // namespace

void bind_chosen_places(ir::Program& program, const std::set<ir::FunctionId>& functions) {
  std::vector<std::pair<ir::FunctionId, Binder>> binders;
  for (const ir::FunctionId id : functions) {
    if (Binder binder(program.function(id)); binder.has_any()) binders.emplace_back(id, binder);
  }
  if (binders.empty()) return;
  {
    const analysis::Program zones(program);
    for (auto& [id, binder] : binders) binder.find(zones.zones(id));
  }
  for (auto& [id, binder] : binders) binder.bind();
}

}  // namespace backsweep::transform
