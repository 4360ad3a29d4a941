// Cuts loops over rings into runs without a turn.
#include "transform/cut_turns.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"
#include "transform/scatter_loop.h"

namespace backsweep::transform {
namespace {

using ir::BinaryOp;

// A call of the mathematical library keeps the loop from being vectorised, turns or not.
bool calls_library(const ir::Expr& expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr& e) {
    const auto* call = ir::get_if<ir::Intrinsic>(e);
    found = found || ir::get_if<ir::OpaqueExpr>(e) || (call && call->name != "std::sqrt" && call->name != "std::fabs");
  });
  return found;
}

bool is_rising_by_one(const ir::Function& function, const ir::For& loop) {
  const ir::Type& type = function.var(loop.var).type;
  // Nothing is gained where few iterations are known to be all.
  const auto* end = ir::get_if<ir::Literal>(loop.to);
  if (end && end->value && *end->value <= kFewTrips) return false;
  return !loop.is_down && loop.compare == BinaryOp::kLess && ir::is_one(loop.step) && ir::is_integer(type) && type->is_signed;
}

class Runs {
 public:
  Runs(ir::Function& function, const ir::For& loop, const CounterRange& range)
      : function_(function), loop_(loop), range_(range), counter_(function.var(loop.var)) {}

  ir::Region cut(const ir::Stmt& original) {
    ir::For run = loop_;
    for (ir::Stmt& stmt : run.body) {
      ir::map_exprs(stmt, [&](const ir::Expr& expr) { return ir::rewrite(expr, [&](const ir::Expr& e) { return straight(e); }); });
    }
    if (distances_.empty()) return {};
    const ir::VarId first = add_temporary(function_, counter_.name + "_first", counter_.type);
    const ir::VarId end = add_temporary(function_, counter_.name + "_run_end", counter_.type);
    const ir::Expr at = ir::var_ref(function_, first);
    ir::While runs;
    runs.condition = ir::binary(BinaryOp::kLess, at, loop_.to);
    runs.body.push_back(ir::declare(end, end_of_run(at)));
    runs.body.back().comments = {"Between the ends, neighbours lie beside one another."};
    for (const auto& [by, distance] : distances_) {
      runs.body.push_back(ir::declare(distance, ir::binary(BinaryOp::kSub, turned(at, range_, by), at)));
    }
    run.from = at;
    run.to = ir::var_ref(function_, end);
    runs.body.push_back(ir::make_stmt(std::move(run), original.span, original.text));
    runs.body.push_back(ir::assign(at, ir::var_ref(function_, end)));
    ir::Region made{ir::declare(first, loop_.from), ir::make_stmt(std::move(runs), original.span, original.text)};
    made.front().comments = original.comments;
    return made;
  }

 private:
  // A turned counter lies at a distance that is the same in a whole run.
  ir::Expr straight(const ir::Expr& expr) {
    if (ir::get_if<ir::VarRef>(expr) || !ir::is_integer(expr->type)) return expr;
    for (const int by : {1, -1}) {
      if (!is_turned(expr, range_, by)) continue;
      ir::VarId& distance = distances_[by];
      if (!distance.is_valid()) {
        distance = add_temporary(function_, counter_.name + (by > 0 ? "_next_by" : "_previous_by"), counter_.type);
      }
      const ir::Expr counter = ir::var_ref(function_, loop_.var);
      const ir::Expr moved = ir::binary(BinaryOp::kAdd, counter, ir::var_ref(function_, distance));
      return ir::cast(moved, expr->type, /*is_implicit=*/true);
    }
    return expr;
  }

  // The first element is a run, and so is the last, where it turns.
  [[nodiscard]] ir::Expr end_of_run(const ir::Expr& first) const {
    ir::Expr end = loop_.to;
    if (distances_.count(1)) {
      const ir::Expr last = shifted(range_.high, -1);
      const bool is_whole = ir::same_expr(loop_.to, range_.high);
      end = ir::select(ir::binary(BinaryOp::kLess, first, last), is_whole ? last : least(last, loop_.to, counter_.type), end);
    }
    if (distances_.count(-1)) end = ir::select(ir::binary(BinaryOp::kEqual, first, range_.low), shifted(range_.low, 1), end);
    return end;
  }

  ir::Function& function_;
  const ir::For& loop_;
  const CounterRange& range_;
  const ir::Variable counter_;
  std::map<int, ir::VarId> distances_;  ///< To the next and the previous one, as far as the body wants them.
};

void cut_below(ir::Function& function, ir::Region& region) {
  for (std::size_t i = 0; i < region.size(); ++i) {
    for (ir::Region* inner : ir::regions(region[i])) cut_below(function, *inner);
    const auto* loop = ir::get_if<ir::For>(region[i]);
    if (!loop) continue;
    ir::Region runs = cut_turns(function, region[i], range_of(*loop));
    if (runs.empty()) continue;
    const auto position = region.erase(region.begin() + static_cast<std::ptrdiff_t>(i));
    i += runs.size() - 1;
    region.insert(position, std::make_move_iterator(runs.begin()), std::make_move_iterator(runs.end()));
  }
}

}  // namespace

bool is_arithmetic(const ir::Region& body) {
  return std::all_of(body.begin(), body.end(), [](const ir::Stmt& stmt) {
    bool is_fit = ir::get_if<ir::Declare>(stmt) || ir::get_if<ir::Assign>(stmt) || ir::get_if<ir::Update>(stmt);
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
      // An integer that is assigned may be a bound.
      const bool is_number = ir::is_real(expr->type) || (ir::is_integer(expr->type) && use == ir::Use::kRead);
      is_fit = is_fit && !calls_library(expr) && is_number;
    });
    return is_fit;
  });
}

ir::Region cut_turns(ir::Function& function, const ir::Stmt& stmt, const CounterRange& range) {
  const ir::Stmt whole = stmt;
  const auto& loop = std::get<ir::For>(whole.node);
  if (!is_arithmetic(loop.body) || !is_rising_by_one(function, loop)) return {};
  return Runs(function, loop, range).cut(whole);
}

void cut_turns(ir::Function& function) { cut_below(function, function.body); }

}  // namespace backsweep::transform
