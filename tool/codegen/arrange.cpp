// Moves declarations to where their variables get their first value.
#include "codegen/arrange.h"

#include <algorithm>
#include <utility>

#include "codegen/names.h"
#include "ir/build.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

bool text_mentions(const std::vector<std::string>& pieces, const std::string& name) {
  bool found = false;
  for (const std::string& piece : pieces) {
    for_each_identifier(piece, [&](const std::string& word) { found = found || word == name; });
  }
  return found;
}

class Arranger {
 public:
  explicit Arranger(ir::Function& function) : function_(function) {}

  void arrange(ir::Region& region) {
    for (std::size_t i = region.size(); i-- > 0;) {
      auto* declare = ir::get_if<ir::Declare>(region[i]);
      if (declare && !declare->arguments.empty() && is_assigned_next(region, i)) declare->arguments.clear();
      if (declare && is_movable(*declare)) sink(region, i);
    }
    for (std::size_t i = 0; i < region.size(); ++i) {
      auto* declare = ir::get_if<ir::Declare>(region[i]);
      if (declare && is_movable(*declare) && is_plain(*declare)) declare->zeroed = !is_given(region, i + 1, declare->var);
      for (ir::Region* inner : ir::regions(region[i])) arrange(*inner);
    }
  }

 private:
  [[nodiscard]] bool is_movable(const ir::Declare& declare) const {
    if (declare.init || declare.zeroed || !declare.elements.empty() || !declare.arguments.empty()) return false;
    const ir::Type& type = function_.var(declare.var).type;
    return ir::is_real(type) || ir::is_integer(type) || type->kind == ir::TypeKind::kPointer || type->kind == ir::TypeKind::kVector;
  }

  // Whether a vector gets all its elements anew before anything mentions it: what it was made with is of no use.
  [[nodiscard]] bool is_assigned_next(const ir::Region& region, std::size_t declared) const {
    const ir::VarId var = ir::get_if<ir::Declare>(region[declared])->var;
    const auto next = std::find_if(region.begin() + static_cast<std::ptrdiff_t>(declared) + 1, region.end(),
                                   [&](const ir::Stmt& stmt) { return mentions(stmt, var); });
    return next != region.end() && !assigned_elements(*next).empty() && overwrites(*next, var);
  }

  [[nodiscard]] bool is_plain(const ir::Declare& declare) const {
    return function_.var(declare.var).type->kind != ir::TypeKind::kVector;
  }

  // Whether `var` gets a value on every way before anything reads it, so that compilers see it, too.
  [[nodiscard]] bool is_given(const ir::Region& region, std::size_t from, ir::VarId var) const {
    for (std::size_t i = from; i < region.size(); ++i) {
      if (!mentions(region[i], var)) continue;
      if (const auto* block = ir::get_if<ir::Block>(region[i])) return is_given(block->body, 0, var);
      const auto* branch = ir::get_if<ir::If>(region[i]);
      if (!branch) return ir::regions(region[i]).empty() && !reads_value(region[i], var);
      return !ir::mentions(branch->condition, var) && is_given(branch->then_region, 0, var) &&
             is_given(branch->else_region, 0, var);
    }
    return false;
  }

  // What gets an address, or copied text, may be what gives the value.
  static bool reads_value(const ir::Stmt& stmt, ir::VarId var) {
    const bool is_simple = ir::get_if<ir::Declare>(stmt) || ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt) ||
                           ir::get_if<ir::Return>(stmt);
    return is_simple && !overwrites(stmt, var);
  }

  [[nodiscard]] bool mentions(const ir::Stmt& stmt, ir::VarId var) const {
    bool found = false;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        if (const auto* opaque = ir::get_if<ir::OpaqueExpr>(e)) {
          found = found || text_mentions(opaque->text, function_.var(var).name);
        }
      });
      found = found || ir::mentions(expr, var);
    });
    if (const auto* opaque = ir::get_if<ir::Opaque>(stmt)) {
      found = found || text_mentions(opaque->text, function_.var(var).name);
    }
    if (const auto* declare = ir::get_if<ir::Declare>(stmt)) {
      for (ir::Type type = function_.var(declare->var).type; type; type = type->element) {
        found = found || (type->extent && ir::mentions(type->extent, var));
      }
    }
    for (const ir::Region* region : ir::regions(stmt)) {
      for (const ir::Stmt& inner : *region) found = found || mentions(inner, var);
    }
    return found;
  }

  /// The value given to the whole of `var`, or null if the statement does something else.
  static ir::Expr assigned_value(const ir::Stmt& stmt, ir::VarId var) {
    const auto* assign = ir::get_if<ir::Assign>(stmt);
    const auto* place = assign ? ir::get_if<ir::VarRef>(assign->place) : nullptr;
    return place && place->var == var && !ir::mentions(assign->value, var) ? assign->value : nullptr;
  }

  /// What the vector could have been made with: `v.assign(first, first + n)`, `v.assign(n, x)`. Else empty.
  static std::vector<ir::Expr> assigned_elements(const ir::Stmt& stmt) {
    const auto* model = ir::get_if<ir::Model>(stmt);
    if (!model) return {};
    const std::vector<ir::Expr>& operands = model->operands;
    if (model->op == ir::ModelOp::kAssignFill) return {operands[1], operands[2]};
    if (model->op == ir::ModelOp::kAssignRange) return {operands[1], ir::binary(ir::BinaryOp::kAdd, operands[1], operands[2])};
    return {};
  }

  /// Whether the statement as a whole gives `var` its value without reading it.
  static bool overwrites(const ir::Stmt& stmt, ir::VarId var) {
    int reads = 0;
    int writes = 0;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      const auto* place = ir::get_if<ir::VarRef>(expr);
      if (use == ir::Use::kWrite && place && place->var == var)
        ++writes;
      else if (ir::mentions(expr, var))
        ++reads;
    });
    return writes == 1 && reads == 0 && ir::regions(stmt).empty();
  }

  void sink(ir::Region& region, std::size_t from) {
    const ir::VarId var = ir::get_if<ir::Declare>(region[from])->var;
    std::size_t to = from + 1;
    while (to < region.size() && !mentions(region[to], var)) ++to;
    if (to == region.size() || !overwrites(region[to], var)) return;
    ir::Expr value = assigned_value(region[to], var);
    std::vector<ir::Expr> elements = assigned_elements(region[to]);
    if (value || !elements.empty()) {
      ir::Stmt joined = std::move(region[to]);
      joined.node = ir::Declare{var, std::move(value), false, {}, std::move(elements)};
      joined.comments.insert(joined.comments.begin(), region[from].comments.begin(), region[from].comments.end());
      if (joined.trailing_comment.empty()) joined.trailing_comment = region[from].trailing_comment;
      region[to] = std::move(joined);
      region.erase(region.begin() + static_cast<std::ptrdiff_t>(from));
      return;
    }
    std::rotate(region.begin() + static_cast<std::ptrdiff_t>(from),
                region.begin() + static_cast<std::ptrdiff_t>(from) + 1,
                region.begin() + static_cast<std::ptrdiff_t>(to));
  }

  ir::Function& function_;
};

}  // namespace

void arrange_declarations(ir::Function& function) { Arranger(function).arrange(function.body); }

}  // namespace backsweep::codegen
