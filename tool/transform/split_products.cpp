// Takes pairs and tuples apart, and objects with a buffer that grows.
#include "transform/split_products.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::transform {
namespace {

/// An object of numbers and pointers alone.
bool is_plain(const ir::Type& type) {
  if (type->kind != ir::TypeKind::kRecord) return false;
  return std::all_of(type->record->fields.begin(), type->record->fields.end(), [](const ir::Field& field) {
    return ir::is_number(field.type) || field.type->kind == ir::TypeKind::kPointer;
  });
}

bool is_product(const ir::Type& type) {
  return is_plain(type) && (type->record->is_tuple || type->record->name.starts_with("std::pair<"));
}

/// Variables with a member that realloc gives more memory: growth is followed in variables alone.
std::set<ir::VarId> with_growing_buffer(const ir::Function& function) {
  std::set<ir::VarId> result;
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    const auto* member = model && model->op == ir::ModelOp::kReallocate ? ir::get_if<ir::Member>(model->operands[0]) : nullptr;
    const auto* object = member ? ir::get_if<ir::VarRef>(member->base) : nullptr;
    if (object && is_plain(function.var(object->var).type)) result.insert(object->var);
  });
  return result;
}

/// Whether it names the same object again after a part of that has been written: subscripts read variables alone.
bool is_steady_place(const ir::Expr& expr) {
  bool is_steady = ir::is_place(expr);
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* index = ir::get_if<ir::Index>(e);
    if (!index) return;
    ir::walk(index->index, [&](const ir::Expr& inner) {
      if (ir::is_place(inner) && !ir::get_if<ir::VarRef>(inner)) is_steady = false;
    });
  });
  return is_steady;
}

class Splitter {
 public:
  explicit Splitter(ir::Function& function) : function_(function) {}

  void run() {
    const std::set<ir::VarId> growing = with_growing_buffer(function_);
    for (std::size_t i = 0; i < function_.vars.size(); ++i) {
      const ir::VarId var{static_cast<std::int32_t>(i)};
      const ir::Variable& variable = function_.vars[i];
      if (variable.role == ir::VarRole::kLocal && (is_product(variable.type) || growing.count(var))) whole_[var];
    }
    if (whole_.empty()) return;
    ir::walk(std::as_const(function_).body, [this](const ir::Stmt& stmt) { find_other_uses(stmt); });
    for (auto one = whole_.begin(); one != whole_.end();) one = other_uses_.count(one->first) ? whole_.erase(one) : std::next(one);
    for (auto& [var, parts] : whole_) make_parts(var, parts);
    split(function_.body);
  }

 private:
  [[nodiscard]] const ir::VarRef* whole(const ir::Expr& expr) const {
    const auto* ref = expr ? ir::get_if<ir::VarRef>(expr) : nullptr;
    return ref && whole_.count(ref->var) ? ref : nullptr;
  }

  // Members may be read and written, and all of them copied from and to objects of the type.
  void find_other_uses(const ir::Stmt& stmt) {
    std::vector<ir::Expr> copies;
    if (const auto* s = ir::get_if<ir::Declare>(stmt); s && whole_.count(s->var)) {
      if (s->init && !is_copied(s->init, ir::var_ref(function_, s->var))) other_uses_.insert(s->var);
      copies = {s->init};
    } else if (const auto* assign = ir::get_if<ir::Assign>(stmt); assign && (whole(assign->place) || whole(assign->value))) {
      if (is_copied(assign->value, assign->place)) copies = {assign->place, assign->value};
    }
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      const bool is_copy = std::any_of(copies.begin(), copies.end(), [&](const ir::Expr& one) { return one == expr; });
      if (!is_copy || !whole(expr)) add_other_uses(expr);
    });
  }

  static bool is_copied(const ir::Expr& from, const ir::Expr& to) {
    return is_steady_place(from) && is_steady_place(to) && ir::same_type(ir::without_const(from->type), ir::without_const(to->type));
  }

  void add_other_uses(const ir::Expr& expr) {
    if (!expr) return;
    if (const auto* ref = whole(expr)) {
      other_uses_.insert(ref->var);
      return;
    }
    const auto* member = ir::get_if<ir::Member>(expr);
    if (member && whole(member->base)) return;
    for (const ir::Expr& child : ir::children(expr)) add_other_uses(child);
  }

  void make_parts(ir::VarId var, std::vector<ir::VarId>& parts) {
    const ir::Variable variable = function_.var(var);
    const std::vector<ir::Field>& fields = variable.type->record->fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      ir::Variable part = variable;
      const bool is_named = i < variable.member_names.size() && !variable.member_names[i].empty();
      const std::string which = variable.type->record->is_tuple ? std::to_string(i) : fields[i].name;
      part.name = is_named ? variable.member_names[i] : variable.name + "_" + which;
      part.type = ir::without_const(fields[i].type);
      part.is_temporary = !is_named;
      part.member_names.clear();
      parts.push_back(function_.add_var(std::move(part)));
    }
  }

  void split(ir::Region& region) {
    ir::Region result;
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) split(*inner);
      ir::Region made;
      if (const auto* s = ir::get_if<ir::Declare>(stmt); s && whole_.count(s->var)) {
        declare(*s, made);
      } else if (s && whole(s->init)) {
        made.push_back(ir::make_stmt(ir::Declare{s->var, nullptr, /*zeroed=*/false, members_of(s->init), {}}));
      } else if (const auto* assign = ir::get_if<ir::Assign>(stmt); assign && (whole(assign->place) || whole(assign->value))) {
        const std::vector<ir::Expr> places = members_of(assign->place);
        const std::vector<ir::Expr> values = members_of(assign->value);
        for (std::size_t i = 0; i < places.size(); ++i) made.push_back(ir::assign(places[i], values[i]));
      } else {
        made.push_back(std::move(stmt));
        to_parts(made.back());
        result.push_back(std::move(made.back()));
        continue;
      }
      for (ir::Stmt& one : made) {
        to_parts(one);
        one.span = stmt.span;
        one.text = stmt.text;
        result.push_back(std::move(one));
      }
      if (!made.empty()) result[result.size() - made.size()].comments = std::move(stmt.comments);
    }
    region = std::move(result);
  }

  static std::vector<ir::Expr> members_of(const ir::Expr& object) {
    std::vector<ir::Expr> result;
    for (const ir::Field& field : object->type->record->fields) result.push_back(ir::member(object, field.name, field.type));
    return result;
  }

  void declare(const ir::Declare& declared, ir::Region& out) const {
    const std::vector<ir::VarId>& parts = whole_.at(declared.var);
    const std::vector<ir::Expr> values = declared.init ? members_of(declared.init) : std::vector<ir::Expr>();
    const bool is_given = declared.zeroed || !declared.elements.empty();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const ir::Type& type = function_.var(parts[i]).type;
      ir::Expr value;
      if (declared.init) value = values[i];
      else if (i < declared.elements.size()) value = ir::cast(declared.elements[i], type, /*is_implicit=*/true);
      else if (is_given) value = ir::zero(type);
      out.push_back(ir::declare(parts[i], value));
    }
  }

  void to_parts(ir::Stmt& stmt) const {
    ir::map_exprs(stmt, [this](const ir::Expr& expr) {
      return ir::rewrite(expr, [this](const ir::Expr& e) {
        const auto* member = ir::get_if<ir::Member>(e);
        const ir::VarRef* object = member ? whole(member->base) : nullptr;
        if (!object) return e;
        const std::size_t at = ir::position_of(*function_.var(object->var).type->record, member->field);
        return ir::var_ref(function_, whole_.at(object->var)[at]);
      });
    });
  }

  ir::Function& function_;
  std::map<ir::VarId, std::vector<ir::VarId>> whole_;  ///< To the variables for their members.
  std::set<ir::VarId> other_uses_;
};

}  // namespace

void split_products(ir::Function& function) { Splitter(function).run(); }

}  // namespace backsweep::transform
