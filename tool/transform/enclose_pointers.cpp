// Puts blocks around pointers into vectors.
#include "transform/enclose_pointers.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/moved_elements.h"
#include "transform/names.h"
#include "transform/shadow.h"

namespace backsweep::transform {
namespace {

using Pointers = std::vector<ir::VarId>;

class Encloser {
 public:
  // The zones know statements by their addresses, which change as soon as something moves.
  Encloser(ir::Function& function, analysis::FunctionZones& zones) : function_(function) {
    ir::walk(std::as_const(function.body), [&](const ir::Stmt& stmt) {
      if (Pointers found = plan::into_reshaped(zones, stmt); !found.empty()) pointers_[&stmt] = std::move(found);
    });
  }

  void run() {
    if (!pointers_.empty()) enclose(function_.body);
  }

 private:
  struct Item {
    ir::Stmt stmt;
    Pointers pointers;  ///< Into vectors that it reshapes.
  };

  void enclose(ir::Region& region) {
    std::vector<Item> items;
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) enclose(*inner);
      const auto found = pointers_.find(&stmt);
      Pointers pointers = found == pointers_.end() ? Pointers{} : found->second;
      name_value(stmt, pointers, items);
      items.push_back({std::move(stmt), std::move(pointers)});
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (const std::size_t first = first_pointer(items, i); first < i) i = enclose(items, first, i);
    }
    region.clear();
    for (Item& item : items) region.push_back(std::move(item.stmt));
  }

  // `v.push_back(*p * a)` reads what it moves: the value gets a name in front.
  void name_value(ir::Stmt& stmt, const Pointers& pointers, std::vector<Item>& items) {
    auto* model = ir::get_if<ir::Model>(stmt);
    if (!model || model->operands.size() < 2) return;
    ir::Expr& value = model->operands.back();
    const auto is_in_value = [&](ir::VarId var) { return ir::mentions(value, var); };
    if (!ir::is_number(value->type) || std::none_of(pointers.begin(), pointers.end(), is_in_value)) return;
    const ir::VarId name = add_temporary(function_, "element", shadow_type(value->type));
    items.push_back({ir::make_stmt(ir::Declare{name, value, false, {}, {}}, stmt.span, stmt.text), {}});
    value = ir::var_ref(function_, name);
  }

  static bool is_mentioned_from(const std::vector<Item>& items, std::size_t at, ir::VarId var) {
    return std::any_of(items.begin() + static_cast<std::ptrdiff_t>(at), items.end(),
                       [&](const Item& item) { return ir::mentions(item.stmt, var); });
  }

  // Where the first of the pointers is declared whose use ends in front of `at`; `at` where there is none, or what is declared
  // behind it is needed from there on and neither a number nor the copy of a vector.
  std::size_t first_pointer(const std::vector<Item>& items, std::size_t at) const {
    const Pointers& pointers = items[at].pointers;
    std::size_t first = at;
    for (std::size_t i = at; i-- > 0;) {
      const auto* declared = ir::get_if<ir::Declare>(items[i].stmt);
      if (!declared) continue;
      const bool lives_on = is_mentioned_from(items, at, declared->var);
      const bool is_ended = std::count(pointers.begin(), pointers.end(), declared->var) != 0 && !lives_on;
      if (is_ended) first = i;
      if (lives_on && !may_be_declared_before(*declared)) break;
    }
    return first;
  }

  bool may_be_declared_before(const ir::Declare& declared) const {
    const ir::Type& type = function_.var(declared.var).type;
    const bool is_copy = type->kind == ir::TypeKind::kVector && ir::is_number(type->element) && declared.init;
    return (ir::is_number(type) || is_copy) && declared.elements.empty() && declared.arguments.empty();
  }

  // The place of the statement behind the block.
  std::size_t enclose(std::vector<Item>& items, std::size_t first, std::size_t last) {
    ir::Block block;
    std::vector<Item> in_front;
    for (std::size_t i = first; i < last; ++i) {
      const auto* declared = ir::get_if<ir::Declare>(items[i].stmt);
      if (declared && is_mentioned_from(items, last, declared->var)) {
        split(items[i].stmt, in_front, block.body);
      } else {
        block.body.push_back(std::move(items[i].stmt));
      }
    }
    const auto begin = items.begin() + static_cast<std::ptrdiff_t>(first);
    items.erase(begin, items.begin() + static_cast<std::ptrdiff_t>(last));
    in_front.push_back({ir::make_stmt(std::move(block)), {}});
    const std::size_t count = in_front.size();
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(first), std::make_move_iterator(in_front.begin()),
                 std::make_move_iterator(in_front.end()));
    return first + count;
  }

  void split(ir::Stmt& stmt, std::vector<Item>& in_front, ir::Region& inside) {
    const auto& declared = std::get<ir::Declare>(stmt.node);
    ir::Variable& variable = function_.var(declared.var);
    variable.type = shadow_type(variable.type);
    variable.is_constexpr = false;
    const ir::Expr place = ir::var_ref(function_, declared.var);
    const ir::Expr value = declared.init ? declared.init : declared.zeroed ? ir::zero(place->type) : nullptr;
    in_front.push_back({ir::make_stmt(ir::Declare{declared.var, nullptr, /*zeroed=*/false, {}, {}}, stmt.span, stmt.text), {}});
    if (value) inside.push_back(ir::make_stmt(ir::Assign{place, value}, stmt.span, stmt.text));
  }

  ir::Function& function_;
  std::map<const ir::Stmt*, Pointers> pointers_;
};

}  // namespace

void enclose_pointers(ir::Function& function, analysis::FunctionZones& zones) { Encloser(function, zones).run(); }

}  // namespace backsweep::transform
