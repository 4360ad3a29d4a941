// Finds loops that are linear in derivatives from before them.
#include "transform/zero_directions.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/direction_loops.h"
#include "transform/memory.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// Fewer directions are not worth a look, and neither are sources of many numbers or loops of few iterations.
constexpr int kFewestDirections = 8;
constexpr double kMostSources = 64;

/// How many directions are computed together: the numbers of one vector register, where all of them fill whole ones.
int chunk_of(int count) { return count % 4 == 0 ? 4 : count % 2 == 0 ? 2 : 1; }

using VarSet = std::set<ir::VarId>;

/// What the loops over directions inside a loop of the primal read from before it, and write.
struct Flow {
  bool is_sum = true;
  VarSet sources;
  VarSet sums;
};

/// Numbers of directions one after another.
struct Leaf {
  ir::Expr first;
  ir::Expr count;
};

class ZeroSkipper {
 public:
  ZeroSkipper(ir::Function& function, const VarSet& wide, int count, ir::VarId direction)
      : function_(function), wide_(wide), chunk_(chunk_of(count)), direction_(direction), escaped_(addressed_variables(function)) {}

  void region(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      const auto* loop = ir::get_if<ir::For>(region[i]);
      if (loop && loop->var == direction_) continue;
      if (loop && !is_short(*loop)) {
        if (std::optional<std::vector<Leaf>> leaves = sources_of(*loop)) {
          region.insert(region.begin() + static_cast<std::ptrdiff_t>(i), look_at(*leaves));
          const ir::VarId range = std::get<ir::Declare>(region[i].node).var;
          narrow(std::get<ir::For>(region[++i].node).body, range);
          continue;
        }
      }
      for (ir::Region* inner : ir::regions(region[i])) this->region(*inner);
    }
  }

 private:
  static bool is_short(const ir::For& loop) {
    const auto* from = ir::get_if<ir::Literal>(loop.from);
    const auto* to = ir::get_if<ir::Literal>(loop.to);
    return from && to && from->value && to->value && std::abs(*to->value - *from->value) <= 16;
  }

  // The sources as numbers in memory; nothing where the loop is not a sum of their products, or where looking costs
  // more than it may save.
  std::optional<std::vector<Leaf>> sources_of(const ir::For& loop) const {
    Flow flow;
    follow(loop.body, flow);
    if (!flow.is_sum || flow.sources.empty()) return std::nullopt;
    std::vector<Leaf> leaves;
    double total = 0;
    for (const ir::VarId source : flow.sources) {
      const bool is_own = function_.var(source).role == ir::VarRole::kLocal && !escaped_.count(source);
      if (!is_own || flow.sums.count(source) || !add_leaves(ir::var_ref(function_, source), leaves)) return std::nullopt;
    }
    for (const Leaf& leaf : leaves) {
      const auto* count = ir::get_if<ir::Literal>(leaf.count);
      if (!count || !count->value) return std::nullopt;
      total += *count->value;
    }
    return total <= kMostSources ? std::optional(std::move(leaves)) : std::nullopt;
  }

  void follow(const ir::Region& region, Flow& flow) const {
    for (const ir::Stmt& stmt : region) {
      const auto* loop = ir::get_if<ir::For>(stmt);
      if (loop && loop->var == direction_) {
        follow_directions(loop->body, flow);
        continue;
      }
      const bool is_simple = ir::get_if<ir::Declare>(stmt) || ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt);
      if (ir::regions(stmt).empty() && (!is_simple || mentions_wide(stmt))) flow.is_sum = false;
      for (const ir::Region* inner : ir::regions(stmt)) follow(*inner, flow);
    }
  }

  bool mentions_wide(const ir::Stmt& stmt) const {
    const auto* declared = ir::get_if<ir::Declare>(stmt);
    bool found = declared && wide_.count(declared->var) != 0;
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
      ir::walk(expr, [&](const ir::Expr& e) {
        const auto* ref = ir::get_if<ir::VarRef>(e);
        found = found || (ref && wide_.count(ref->var) != 0);
      });
    });
    return found;
  }

  // Numbers that the loop declares are sums of products themselves; anything else must be added to what is there.
  void follow_directions(const ir::Region& body, Flow& flow) const {
    VarSet own;
    for (const ir::Stmt& stmt : body) {
      const auto* declared = ir::get_if<ir::Declare>(stmt);
      const auto* updated = ir::get_if<ir::Update>(stmt);
      if (declared) own.insert(declared->var);
      if (updated) {
        const ir::VarId sum = base_var(updated->place);
        const bool is_added = updated->op == ir::BinaryOp::kAdd || updated->op == ir::BinaryOp::kSub;
        if (!sum.is_valid() || !is_added) flow.is_sum = false;
        else if (!own.count(sum)) flow.sums.insert(sum);
      } else if (!declared) {
        flow.is_sum = false;
      }
      read(declared ? declared->init : updated ? updated->value : nullptr, own, flow);
    }
  }

  void read(const ir::Expr& value, const VarSet& own, Flow& flow) const {
    ir::walk(value, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      if (ref && wide_.count(ref->var) && !own.count(ref->var)) flow.sources.insert(ref->var);
    });
  }

  bool add_leaves(const ir::Expr& place, std::vector<Leaf>& leaves) const {
    const ir::Type& type = place->type;
    if (type->kind == ir::TypeKind::kRecord) {
      return std::all_of(type->record->fields.begin(), type->record->fields.end(), [&](const ir::Field& field) {
        return add_leaves(ir::member(place, field.name, field.type), leaves);
      });
    }
    ir::Type element = type;
    while (is_copied_by_elements(element)) element = element->element;
    if (element->kind != ir::TypeKind::kArray || !ir::is_real(element->element)) return false;
    const Scalars scalars = scalars_of(place);
    leaves.push_back({scalars.first, scalars.count});
    return true;
  }

  ir::Stmt look_at(const std::vector<Leaf>& leaves) {
    std::vector<std::string> text = {"backsweep::nonzero_directions<" + std::to_string(chunk_) + ">("};
    std::vector<ir::Expr> operands;
    for (const Leaf& leaf : leaves) {
      operands.push_back(leaf.first);
      operands.push_back(leaf.count);
      text.insert(text.end(), {", ", ", "});
    }
    text.back() = ")";
    const ir::Type type = ir::opaque_type("backsweep::DirectionRange");
    const ir::VarId range = add_temporary(function_, "nonzero", type);
    function_.var(range).type = ir::with_const(type);
    return ir::declare(range, ir::opaque(std::move(text), std::move(operands), type));
  }

  void narrow(ir::Region& region, ir::VarId range) {
    for (ir::Stmt& stmt : region) {
      auto* loop = ir::get_if<ir::For>(stmt);
      if (loop && loop->var == direction_) {
        stmt = chunks(std::move(stmt), range);
        continue;
      }
      for (ir::Region* inner : ir::regions(stmt)) narrow(*inner, range);
    }
  }

  // Runs over the range only, in chunks whose length compilers know.
  ir::Stmt chunks(ir::Stmt one, ir::VarId range) {
    const auto bound = [&](const std::string& member) {
      return ir::opaque({"", member}, {ir::var_ref(function_, range)}, ir::size_type());
    };
    auto& inner = std::get<ir::For>(one.node);
    if (chunk_ == 1) {
      inner.from = bound(".first");
      inner.to = bound(".last");
      return one;
    }
    inner.to = ir::integer(chunk_, ir::size_type());
    ir::For loop;
    loop.var = add_temporary(function_, "chunk", ir::size_type());
    function_.var(loop.var).role = ir::VarRole::kInduction;
    loop.from = bound(".first");
    loop.to = bound(".last");
    loop.step = ir::integer(chunk_, ir::size_type());
    const ir::Expr direction = ir::var_ref(function_, direction_);
    ir::rewrite(inner.body, [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const bool is_direction = ref && ref->var == direction_;
      return is_direction ? ir::binary(ir::BinaryOp::kAdd, ir::var_ref(function_, loop.var), direction) : e;
    });
    loop.body.push_back(std::move(one));
    return ir::make_stmt(std::move(loop));
  }

  ir::Function& function_;
  const VarSet& wide_;
  int chunk_;
  ir::VarId direction_;
  VarSet escaped_;
};

}  // namespace

void skip_zero_directions(ir::Function& function, const std::set<ir::VarId>& wide, int count, ir::VarId direction) {
  if (count >= kFewestDirections) ZeroSkipper(function, wide, count, direction).region(function.body);
}

}  // namespace backsweep::transform
