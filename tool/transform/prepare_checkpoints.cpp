// Rewrites checkpointed loops before anything is analysed.
#include "transform/prepare_checkpoints.h"

#include <map>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

class Preparer {
 public:
  explicit Preparer(ir::Function& function) : function_(function) {}

  void prepare(ir::Region& region) {
    ir::Region result;
    for (ir::Stmt& stmt : region) {
      for (ir::Region* inner : ir::regions(stmt)) prepare(*inner);
      auto* loop = ir::get_if<ir::While>(stmt);
      if (loop && loop->marks.checkpoint && !loop->before_condition.empty()) {
        split_condition(stmt, *loop, result);
      } else if (auto* block = ir::get_if<ir::Block>(stmt); block && holds_marked(block->body)) {
        ir::append(std::move(block->body), result);
      } else {
        result.push_back(std::move(stmt));
      }
    }
    region = std::move(result);
  }

 private:
  static bool holds_marked(const ir::Region& region) {
    for (const ir::Stmt& stmt : region) {
      const auto* counted = ir::get_if<ir::For>(stmt);
      const auto* general = ir::get_if<ir::While>(stmt);
      if ((counted && counted->marks.checkpoint) || (general && general->marks.checkpoint)) return true;
    }
    return false;
  }

  void split_condition(ir::Stmt& stmt, ir::While& loop, ir::Region& out) {
    const ir::VarId goes_on = add_temporary(function_, "goes_on", ir::bool_type());
    const ir::Expr flag = ir::var_ref(function_, goes_on);
    ir::Region again = hoisted(std::move(loop.before_condition), out);
    loop.before_condition.clear();
    again.push_back(ir::assign(flag, loop.condition));
    out.push_back(ir::declare(goes_on, ir::boolean(true)));
    ir::append(with_own_variables(again), out);
    ir::append(std::move(again), loop.body);
    loop.condition = flag;
    out.push_back(std::move(stmt));
  }

  // A second copy of what the condition computes: what is declared in blocks of it has another variable there.
  ir::Region with_own_variables(const ir::Region& region) {
    ir::Region copy = region;
    std::map<ir::VarId, ir::VarId> own;
    const auto fresh = [&](ir::VarId& var) {
      ir::Variable variable = function_.var(var);
      variable.name = unique_name(function_, variable.name);
      var = own[var] = function_.add_var(std::move(variable));
    };
    ir::walk(copy, [&](ir::Stmt& stmt) {
      if (auto* declared = ir::get_if<ir::Declare>(stmt)) fresh(declared->var);
      if (auto* counted = ir::get_if<ir::For>(stmt)) fresh(counted->var);
    });
    const auto renamed = [&](const ir::Expr& e) {
      const auto* ref = ir::get_if<ir::VarRef>(e);
      const auto known = ref ? own.find(ref->var) : own.end();
      return known == own.end() ? e : ir::var_ref(function_, known->second);
    };
    ir::walk(copy, [&](ir::Stmt& stmt) {
      ir::map_exprs(stmt, [&](const ir::Expr& e) { return ir::rewrite(e, renamed); });
    });
    return copy;
  }

  // Declarations move in front of the loop; what they computed is assigned.
  ir::Region hoisted(ir::Region statements, ir::Region& out) {
    ir::Region result;
    for (ir::Stmt& stmt : statements) {
      auto* declared = ir::get_if<ir::Declare>(stmt);
      if (!declared) {
        result.push_back(std::move(stmt));
        continue;
      }
      const ir::VarId var = declared->var;
      const ir::Expr init = declared->init;
      declared->init = nullptr;
      const base::SourceSpan span = stmt.span;
      out.push_back(std::move(stmt));
      if (init) result.push_back(ir::make_stmt(ir::Assign{ir::var_ref(function_, var), init}, span));
    }
    return result;
  }

  ir::Function& function_;
};

}  // namespace

void prepare_checkpoints(ir::Function& function) { Preparer(function).prepare(function.body); }

}  // namespace backsweep::transform
