// Makes loops over directions that store nothing they may read.
#include "transform/direction_terms.h"

#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/direction_loops.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

/// The numbers of fewer directions are held in registers anyway.
constexpr int kFewestDirections = 8;

class TermSeparator {
 public:
  TermSeparator(ir::Function& function, const std::set<ir::VarId>& wide, ir::VarId direction)
      : function_(function), wide_(wide), direction_(direction) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          if (const auto* address = ir::get_if<ir::AddressOf>(e)) escaped_.insert(base_var(address->place));
          if (!ir::get_if<ir::OpaqueExpr>(e)) return;
          for (const ir::Expr& operand : ir::children(e)) escaped_.insert(base_var(operand));
        });
      });
    });
  }

  void region(ir::Region& region) {
    for (std::size_t i = 0; i < region.size(); ++i) {
      auto* loop = ir::get_if<ir::For>(region[i]);
      if (!loop || loop->var != direction_) {
        for (ir::Region* inner : ir::regions(region[i])) this->region(*inner);
        continue;
      }
      if (!ir::get_if<ir::Literal>(loop->to) || !adds_what_it_reads(loop->body)) continue;
      const ir::VarId terms = terms_for(*loop);
      ir::Stmt adding = add(*loop, terms);
      region.insert(region.begin() + static_cast<std::ptrdiff_t>(i), ir::declare(terms));
      region.insert(region.begin() + static_cast<std::ptrdiff_t>(i) + 2, std::move(adding));
      i += 2;
    }
  }

 private:
  // Whether values of its own and then one sum in memory are all that the loop computes, from memory that may be the same.
  bool adds_what_it_reads(const ir::Region& body) const {
    bool reads = false;
    for (std::size_t i = 0; i < body.size(); ++i) {
      const auto* declared = ir::get_if<ir::Declare>(body[i]);
      const auto* updated = ir::get_if<ir::Update>(body[i]);
      const bool is_last = i + 1 == body.size();
      if (is_last ? !updated || !is_shared_memory(updated->place) : !declared) return false;
      const ir::Expr& value = is_last ? updated->value : declared->init;
      if (value) reads = reads || reads_directions(value);
    }
    return reads;
  }

  // Elements of shared memory, or of arrays that something else knows.
  bool reads_directions(const ir::Expr& value) const {
    bool found = false;
    ir::walk(value, [&](const ir::Expr& e) {
      if (!ir::get_if<ir::Index>(e) || !ir::is_real(e->type)) return;
      const ir::VarId base = base_var(e);
      found = found || (wide_.count(base) && (is_shared_memory(e) || escaped_.count(base)));
    });
    return found;
  }

  ir::VarId terms_for(const ir::For& loop) {
    const auto& sum = std::get<ir::Update>(loop.body.back().node);
    const ir::Type type = ir::without_const(sum.value->type);
    return add_temporary(function_, "terms", ir::array_of(type, loop.to, /*is_std=*/true));
  }

  // Makes the loop compute terms, and gives the one that adds them.
  ir::Stmt add(ir::For& loop, ir::VarId terms) {
    ir::Stmt& last = loop.body.back();
    const ir::Update sum = std::get<ir::Update>(last.node);
    const ir::Expr term = ir::index(ir::var_ref(function_, terms), ir::var_ref(function_, direction_));
    last.node = ir::Assign{term, sum.value};
    ir::For adding = loop;
    adding.body = {ir::update(sum.place, sum.op, term)};
    return ir::make_stmt(std::move(adding));
  }

  ir::Function& function_;
  const std::set<ir::VarId>& wide_;
  ir::VarId direction_;
  std::set<ir::VarId> escaped_;
};

}  // namespace

void separate_terms(ir::Function& function, const std::set<ir::VarId>& wide, int count, ir::VarId direction) {
  if (count >= kFewestDirections) TermSeparator(function, wide, direction).region(function.body);
}

}  // namespace backsweep::transform
