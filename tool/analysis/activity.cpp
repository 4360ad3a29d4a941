// Varied (forward) and useful (backward) zones over the structured form, each loop to its fixed point.
#include "analysis/activity.h"

#include <tuple>
#include <utility>

#include "analysis/constant_globals.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "rules/rules.h"

namespace backsweep::analysis {

bool operator<(const Context& a, const Context& b) {
  return std::tie(a.function, a.varied_in, a.useful_out, a.result_useful, a.passive) <
         std::tie(b.function, b.varied_in, b.useful_out, b.result_useful, b.passive);
}

ZoneSet active_aliases(FunctionZones& zones, const ZoneSet& passive, const ZoneSet& of) {
  ZoneSet open = of;
  open.erase(passive);
  ZoneSet result = zones.with_aliases(open);
  result.erase(passive);
  result.insert(of);
  return result;
}

bool can_vary(const ir::Type& type) {
  if (!type) return true;
  return type->kind == ir::TypeKind::kReal || type->kind == ir::TypeKind::kOpaque || type->kind == ir::TypeKind::kVoid;
}

namespace {

void add_differentiable_reads(const ir::Expr& expr, std::vector<ir::Expr>& places) {
  if (!expr || ir::is_integer(expr->type)) return;
  if (ir::is_place(expr)) {
    places.push_back(expr);
    return;
  }
  if (const auto* text = ir::get_if<ir::OpaqueExpr>(expr)) {
    // Text the tool does not understand may depend on all its operands.
    for (const ir::Expr& operand : text->operands) add_differentiable_reads(operand, places);
    return;
  }
  if (ir::get_if<ir::AddressOf>(expr)) return;
  const std::vector<ir::Expr> operands = ir::children(expr);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const bool is_condition = ir::get_if<ir::Select>(expr) && i == 0;
    if (is_condition || ir::is_integer(operands[i]->type)) continue;
    if (ir::is_real(expr->type) && ir::is_zero(rules::partial(expr, i, expr))) continue;
    add_differentiable_reads(operands[i], places);
  }
}

}  // namespace

std::vector<ir::Expr> differentiable_reads(const ir::Expr& expr) {
  std::vector<ir::Expr> places;
  add_differentiable_reads(expr, places);
  return places;
}

namespace {

/// One transfer of a statement: zones `from` flow into zones `to`; `killed` are overwritten whatever flows.
struct Flow {
  ZoneSet from;
  ZoneSet to;
  ZoneSet killed;
  bool keeps_target = false;  ///< `to` keeps what it had (Update, element writes).
};

class Solver {
 public:
  Solver(ActivityAnalysis& all, const Context& context)
      : all_(all), zones_(all.program().zones(context.function)), function_(zones_.function()) {
    activity_.context = context;
  }

  Activity solve() {
    // A second round: what later callees make useful can make earlier calls matter, and zones may have been added.
    std::size_t known_zones = 0;
    do {
      known_zones = zones_.size();
      activity_.varied_out = varied(function_.body, varying_only(activity_.context.varied_in));
      carrying_ = activity_.context.useful_out;
      for (const auto& [stmt, facts] : activity_.at) carrying_.insert(aliases(facts.varied_before));
      carrying_.insert(aliases(activity_.varied_out));
      ZoneSet useful_end = activity_.context.useful_out;
      activity_.useful_in = useful(function_.body, useful_end);
    } while (zones_.size() != known_zones);
    collect_active();
    while (share_shadows() || share_reached() || share_copied() || share_swapped()) {
    }
    return std::move(activity_);
  }

 private:
  ZoneSet varying_only(const ZoneSet& zones) {
    ZoneSet result;
    for (const ZoneId id : zones.items()) {
      if (can_vary(zones_.zone(id).type) && !is_constant(id)) result.insert(id);
    }
    return result;
  }

  // Declared constant by the user: the variable, or a member on the way.
  bool is_constant(ZoneId id) const {
    for (;;) {
      const Zone& zone = zones_.zone(id);
      if (zone.kind == ZoneKind::kVariable) return zone.var.is_valid() && function_.var(zone.var).is_constant;
      if (zone.kind == ZoneKind::kMember) {
        const ir::Type& record = zones_.zone(zone.parent).type;
        if (record && record->record) {
          for (const ir::Field& field : record->record->fields) {
            if (field.name == zone.field && field.is_constant) return true;
          }
        }
      }
      if (!zone.parent.is_valid()) return false;
      id = zone.parent;
    }
  }

  ZoneSet differentiable_zones(const ir::Expr& expr) {
    ZoneSet result;
    for (const ir::Expr& place : differentiable_reads(expr)) result.insert(zones_.leaves_of(place));
    return varying_only(result);
  }

  ZoneSet behind(const ir::Expr& pointer) { return varying_only(zones_.leaves(zones_.targets(pointer))); }

  Flow assignment(const ir::Expr& place, const ir::Expr& value) {
    Flow flow;
    flow.to = varying_only(zones_.leaves_of(place));
    flow.killed = zones_.kills(place);
    if (value && !is_through_constant(place)) flow.from = differentiable_zones(value);
    return flow;
  }

  // What a constant pointer gets does not vary by the user's word, wherever the pointer leads.
  bool is_through_constant(const ir::Expr& place) const {
    const ir::VarId root = ir::root_var(place);
    return root.is_valid() && function_.var(root).is_constant;
  }

  Flow keeping(Flow flow) {
    flow.killed = {};
    flow.keeps_target = true;
    return flow;
  }

  // What flows where in a statement without regions and calls.
  std::vector<Flow> flows(const ir::Stmt& stmt) {
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) {
      Flow flow = assignment(ir::var_ref(function_, s->var), s->init);
      flow.killed = zones_.leaves(zones_.variable(s->var));
      for (const ir::Expr& one : s->elements) flow.from.insert(differentiable_zones(one));
      for (const ir::Expr& one : s->arguments) flow.from.insert(differentiable_zones(one));
      return {flow};
    }
    if (const auto* s = ir::get_if<ir::Assign>(stmt)) return {assignment(s->place, s->value)};
    if (const auto* s = ir::get_if<ir::Update>(stmt)) return {keeping(assignment(s->place, s->value))};
    if (const auto* s = ir::get_if<ir::Pop>(stmt); s && s->place) return {assignment(s->place, nullptr)};
    if (const auto* s = ir::get_if<ir::Model>(stmt)) return model_flows(*s);
    if (const auto* s = ir::get_if<ir::Opaque>(stmt)) return {opaque_flow(*s)};
    return {};
  }

  Flow opaque_flow(const ir::Opaque& s) {
    Flow flow;
    for (const ir::Expr& operand : s.operands) {
      flow.from.insert(ir::is_pointer_like(operand->type) ? behind(operand) : differentiable_zones(operand));
    }
    if (s.result) {
      flow.to = varying_only(zones_.leaves_of(s.result));
      flow.killed = zones_.kills(s.result);
    }
    for (const ir::Expr& place : s.writes) {
      flow.to.insert(ir::is_pointer_like(place->type) ? behind(place) : varying_only(zones_.leaves_of(place)));
      flow.from.insert(varying_only(zones_.leaves_of(place)));
    }
    if (s.may_write_anything) {
      ZoneSet anything = varying_only(zones_.reachable(s));
      anything.insert(zones_.unknown());
      flow.to.insert(anything);
      flow.from.insert(anything);
    }
    return flow;
  }

  std::vector<Flow> model_flows(const ir::Model& s) {
    const auto& operands = s.operands;
    Flow flow;
    switch (s.op) {
      case ir::ModelOp::kCopy:
        flow.from = behind(operands[1]);
        flow.to = behind(operands[0]);
        return {keeping(flow)};
      case ir::ModelOp::kFill:
        flow.from = differentiable_zones(operands[2]);
        flow.to = behind(operands[0]);
        return {keeping(flow)};
      case ir::ModelOp::kSwap: {
        Flow back = keeping(assignment(operands[1], operands[0]));
        return {keeping(assignment(operands[0], operands[1])), back};
      }
      case ir::ModelOp::kReallocate:
        flow.from = behind(operands[1]);
        flow.to = behind(operands[0]);
        return {keeping(flow)};
      case ir::ModelOp::kAllocate:
      case ir::ModelOp::kAllocateZeroed:
      case ir::ModelOp::kFree:
      case ir::ModelOp::kPopBack:
        return {};
      case ir::ModelOp::kResize:
        return operands.size() > 2 ? std::vector<Flow>{keeping(assignment(operands[0], operands[2]))}
                                   : std::vector<Flow>{};
      case ir::ModelOp::kPushBack:
        return {keeping(assignment(operands[0], operands[1]))};
      case ir::ModelOp::kAssignFill:
        return {assignment(operands[0], operands[2])};
      case ir::ModelOp::kAssignRange:
        flow = assignment(operands[0], nullptr);
        flow.from = behind(operands[1]);
        return {flow};
      case ir::ModelOp::kClear:
        return {assignment(operands[0], nullptr)};
      case ir::ModelOp::kMoveAssign:
        return {assignment(operands[0], operands[1])};
    }
    return {};
  }

  ZoneSet aliases(const ZoneSet& zones) { return active_aliases(zones_, activity_.context.passive, zones); }

  bool touches(const ZoneSet& set, const ZoneSet& zones) { return set.intersects(aliases(zones)); }

  ZoneSet varied(const ir::Region& region, ZoneSet in) {
    for (const ir::Stmt& stmt : region) in = varied(stmt, std::move(in));
    return in;
  }

  ZoneSet varied(const ir::Stmt& stmt, ZoneSet in) {
    activity_.at[&stmt].varied_before = in;
    ZoneSet out = in;
    if (const auto* branch = ir::get_if<ir::If>(stmt)) {
      out = varied(branch->then_region, in);
      out.insert(varied(branch->else_region, in));
    } else if (const auto* block = ir::get_if<ir::Block>(stmt)) {
      out = varied(block->body, in);
    } else if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt)) {
      bool changed = true;
      while (changed) {
        ZoneSet around = out;
        for (const ir::Region* region : ir::regions(stmt)) around = varied(*region, around);
        changed = out.insert(around);
      }
      activity_.at[&stmt].varied_before = out;
    } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      out = varied_call(stmt, *call, in);
    } else if (const auto* returned = ir::get_if<ir::Return>(stmt)) {
      activity_.result_varied = returned->value && touches(in, differentiable_zones(returned->value));
    } else if (ir::throws(stmt)) {
      out = {};
    } else {
      for (const Flow& flow : flows(stmt)) {
        const bool flows_in = touches(in, flow.from);
        if (!flow.keeps_target) out.erase(flow.killed);
        if (flows_in) out.insert(flow.to);
      }
    }
    activity_.at[&stmt].varied_after = out;
    return out;
  }

  // The visible zones of the callee that may hold what these zones hold.
  ZoneSet map_to_callee(const ir::Stmt& stmt, FunctionZones& callee, const ZoneSet& zones) {
    const ZoneSet wanted = aliases(zones);
    ZoneSet result;
    const std::size_t count = callee.size();
    for (std::size_t i = 0; i < count; ++i) {
      const ZoneId id{static_cast<std::int32_t>(i)};
      if (!callee.is_visible(id)) continue;
      if (zones_.leaves(zones_.map_from_callee(stmt, callee, id)).intersects(wanted)) result.insert(callee.leaves(id));
    }
    return result;
  }

  // Memory that the callee sees and that neither varies at the call nor is written by it, under any name.
  ZoneSet passive_in(const ir::Stmt& stmt, FunctionZones& callee, const ZoneSet& varied) {
    ZoneSet busy = varied;
    busy.insert(varying_only(zones_.effects(stmt).writes));
    ZoneSet result;
    const std::size_t count = callee.size();
    for (std::size_t i = 0; i < count; ++i) {
      const ZoneId id{static_cast<std::int32_t>(i)};
      if (!callee.is_visible(id) || !can_vary(callee.zone(id).type)) continue;
      const ZoneSet own = zones_.leaves(zones_.map_from_callee(stmt, callee, id));
      if (!own.is_empty() && !touches(busy, own)) result.insert(id);
    }
    return result;
  }

  // Which visible zones and by-value parameters of the callee vary at its entry.
  ZoneSet varied_into(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& in) {
    FunctionZones& callee = all_.program().zones(call.callee);
    ZoneSet result = map_to_callee(stmt, callee, in);
    for (std::size_t i = 0; i < call.arguments.size() && i < callee.function().params.size(); ++i) {
      if (ir::is_pointer_like(call.arguments[i]->type)) continue;
      if (touches(in, differentiable_zones(call.arguments[i]))) {
        result.insert(callee.leaves(callee.variable(callee.function().params[i])));
      }
    }
    ZoneSet varying;
    for (const ZoneId id : result.items()) {
      if (can_vary(callee.zone(id).type)) varying.insert(id);
    }
    return varying;
  }

  ZoneSet varied_call(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& in) {
    FunctionZones& callee = all_.program().zones(call.callee);
    ZoneSet out = in;
    if (callee.function().is_constant) {
      if (call.result) out.erase(zones_.kills(call.result));
      return out;
    }
    if (!callee.function().is_defined) {
      for (const Flow& flow : signature_flows(stmt, call)) {
        if (touches(in, flow.from)) out.insert(flow.to);
      }
      return out;
    }
    const Context context{call.callee, varied_into(stmt, call, in), {}, false, passive_in(stmt, callee, in)};
    const Activity& inside = all_.find(context);
    out.erase(zones_.effects(stmt).kills);
    out.insert(varying_only(zones_.map_from_callee(stmt, callee, visible(callee, inside.varied_out))));
    if (call.result && inside.result_varied) out.insert(varying_only(zones_.leaves_of(call.result)));
    return out;
  }

  // A callee of which only the signature is known (its derivative is the user's): everything in, everything out.
  std::vector<Flow> signature_flows(const ir::Stmt& stmt, const ir::Call& call) {
    Flow flow;
    flow.to = varying_only(zones_.effects(stmt).writes);
    for (const ir::Expr& argument : call.arguments) {
      flow.from.insert(ir::is_pointer_like(argument->type) ? behind(argument) : differentiable_zones(argument));
    }
    return {flow};
  }

  static ZoneSet visible(const FunctionZones& callee, const ZoneSet& zones) {
    ZoneSet result;
    for (const ZoneId id : zones.items()) {
      if (callee.is_visible(id)) result.insert(id);
    }
    return result;
  }

  ZoneSet useful(const ir::Region& region, ZoneSet out) {
    for (auto stmt = region.rbegin(); stmt != region.rend(); ++stmt) out = useful(*stmt, std::move(out));
    return out;
  }

  ZoneSet useful(const ir::Stmt& stmt, ZoneSet out) {
    activity_.at[&stmt].useful_after = out;
    ZoneSet in = out;
    if (const auto* branch = ir::get_if<ir::If>(stmt)) {
      in = useful(branch->then_region, out);
      in.insert(useful(branch->else_region, out));
    } else if (const auto* block = ir::get_if<ir::Block>(stmt)) {
      in = useful(block->body, out);
    } else if (ir::get_if<ir::For>(stmt) || ir::get_if<ir::While>(stmt)) {
      bool changed = true;
      while (changed) {
        ZoneSet around = in;
        const std::vector<const ir::Region*> regions = ir::regions(stmt);
        for (auto region = regions.rbegin(); region != regions.rend(); ++region) around = useful(**region, around);
        changed = in.insert(around);
      }
      activity_.at[&stmt].useful_after = in;
    } else if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      in = useful_call(stmt, *call, out);
    } else if (const auto* returned = ir::get_if<ir::Return>(stmt)) {
      if (returned->value && activity_.context.result_useful) in.insert(differentiable_zones(returned->value));
    } else if (ir::throws(stmt)) {
      in = {};
    } else {
      const std::vector<Flow> all_flows = flows(stmt);
      for (const Flow& flow : all_flows) in.erase(flow.killed);
      for (const Flow& flow : all_flows) {
        if (touches(out, flow.to)) in.insert(flow.from);
      }
    }
    activity_.at[&stmt].useful_before = in;
    return in;
  }

  // What never varies has no derivative that a callee could use up.
  ZoneSet carried(const ZoneSet& zones) const {
    ZoneSet result;
    for (const ZoneId id : zones.items()) {
      if (carrying_.contains(id)) result.insert(id);
    }
    return result;
  }

  ZoneSet useful_call(const ir::Stmt& stmt, const ir::Call& call, const ZoneSet& out) {
    FunctionZones& callee = all_.program().zones(call.callee);
    ZoneSet in = out;
    in.erase(zones_.effects(stmt).kills);
    if (callee.function().is_constant) return in;
    if (!callee.function().is_defined) {
      for (const Flow& flow : signature_flows(stmt, call)) {
        if (touches(out, flow.to)) in.insert(flow.from);
      }
      const bool is_active = touches(out, varying_only(zones_.effects(stmt).writes));
      if (is_active) activity_.calls[&stmt] = Context{call.callee, {}, {}, true};
      return in;
    }
    const ZoneSet& varied_before = activity_.at[&stmt].varied_before;
    Context context{call.callee, varied_into(stmt, call, varied_before), {}, false, passive_in(stmt, callee, varied_before)};
    for (const ZoneId id : map_to_callee(stmt, callee, carried(out)).items()) {
      if (can_vary(callee.zone(id).type)) context.useful_out.insert(id);
    }
    context.result_useful = call.result && touches(out, varying_only(zones_.leaves_of(call.result)));
    const Activity& inside = all_.find(context);
    activity_.calls[&stmt] = context;
    in.insert(varying_only(zones_.map_from_callee(stmt, callee, visible(callee, inside.useful_in))));
    for (std::size_t i = 0; i < call.arguments.size() && i < callee.function().params.size(); ++i) {
      const ZoneSet param = callee.leaves(callee.variable(callee.function().params[i]));
      if (!ir::is_pointer_like(call.arguments[i]->type) && inside.useful_in.intersects(param)) {
        in.insert(differentiable_zones(call.arguments[i]));
      }
    }
    return in;
  }

  void collect_active() {
    const auto add = [&](const ZoneSet& varied, const ZoneSet& useful) {
      const ZoneSet varied_all = aliases(varied);
      // Integers and pointers that may lie in unknown memory carry nothing all the same.
      for (const ZoneId id : varying_only(aliases(useful)).items()) {
        if (varied_all.contains(id)) activity_.active.insert(id);
      }
    };
    for (const auto& [stmt, facts] : activity_.at) {
      add(facts.varied_before, facts.useful_before);
      add(facts.varied_after, facts.useful_after);
    }
    add(activity_.context.varied_in, activity_.useful_in);
    add(activity_.varied_out, activity_.context.useful_out);
    for (const ZoneId id : varying_only(zones_.effects(function_.body).writes).items()) {
      if (activity_.context.useful_out.contains(id)) activity_.active.insert(id);
    }
  }

  // A pointer's shadow must lead somewhere wherever the pointer leads: what it may point to has shadows all or none.
  bool share_shadows() {
    bool grew = false;
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const ZoneId pointer{static_cast<std::int32_t>(i)};
      if (ir::is_pointer_like(zones_.zone(pointer).type)) grew = share_among(zones_.points_to(pointer).items()) || grew;
    }
    return grew;
  }

  // The same for the two sides of `c ? &a : &b`, and for what `l->w` leads to in any of the objects that `l` runs over.
  bool share_reached() {
    bool grew = false;
    const auto share = [&](const ir::Expr& pointer) { grew = share_among(zones_.targets(pointer).items()) || grew; };
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) {
        ir::walk(expr, [&](const ir::Expr& e) {
          const auto* deref = ir::get_if<ir::Deref>(e);
          const auto* element = ir::get_if<ir::Index>(e);
          if (ir::get_if<ir::Select>(e) && ir::is_pointer_like(e->type)) share(e);
          if (deref) share(deref->pointer);
          if (element && element->base->type->kind == ir::TypeKind::kPointer) share(element->base);
        });
      });
    });
    return grew;
  }

  bool share_among(const std::vector<ZoneId>& targets) {
    bool grew = false;
    for (const ZoneId one : targets) {
      for (const ZoneId leaf : zones_.leaves(one).items()) {
        if (!activity_.active.contains(leaf)) continue;
        for (const ZoneId other : targets) {
          const ir::Type& type = zones_.zone(other).type;
          if (!type || !zones_.zone(one).type || !ir::same_type(type, zones_.zone(one).type)) continue;
          grew = activity_.active.insert(zones_.counterpart(leaf, one, other)) || grew;
        }
      }
    }
    return grew;
  }

  // `t = s;` copies the derivatives of all members: if any has one in s, those that have one in t have, too, so that
  // overwriting them there clears it.
  bool share_copied() {
    bool grew = false;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) { grew = share_copied(stmt) || grew; });
    return grew;
  }

  bool share_copied(const ir::Stmt& stmt) {
    bool grew = false;
    for (const auto& [place, value] : ir::given_values(function_, stmt)) grew = share_copy(place, value) || grew;
    if (const auto* returned = ir::get_if<ir::Return>(stmt)) grew = share_whole(returned->value);
    if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      for (const ir::Expr& argument : call->arguments) grew = share_whole(argument) || grew;
      grew = share_with_callee(stmt, *call) || grew;
    }
    return grew;
  }

  // Inside, members count as active that may be the same memory as active ones: of objects with derivatives, they have some
  // here as well. So has work space of the function's own in which nothing but the callee's values are active, and an object
  // that leads to others: where the callee goes on through it, it does so through its shadow.
  bool share_with_callee(const ir::Stmt& stmt, const ir::Call& call) {
    const auto context = activity_.calls.find(&stmt);
    FunctionZones& callee = all_.program().zones(call.callee);
    if (context == activity_.calls.end() || !callee.function().is_defined) return false;
    bool grew = false;
    const ZoneSet inside = zones_.map_from_callee(stmt, callee, visible(callee, all_.find(context->second).active));
    const ZoneSet& written = zones_.effects(stmt).writes;
    for (const ZoneId id : varying_only(inside).items()) {
      const ZoneId root = zones_.root(id);
      const bool is_work_space = is_own(root) && written.contains(id);
      const bool leads_on = zones_.zone(root).type && ir::holds_pointers(zones_.zone(root).type);
      const bool has_some = is_work_space || leads_on || zones_.leaves(root).intersects(activity_.active);
      if (has_some) grew = activity_.active.insert(id) || grew;
    }
    return grew;
  }

  /// Memory that the function allocates, or a local variable of it.
  [[nodiscard]] bool is_own(ZoneId root) const {
    const Zone& zone = zones_.zone(root);
    if (zone.kind != ZoneKind::kVariable) return zone.kind == ZoneKind::kHeap;
    return zone.var.is_valid() && function_.var(zone.var).role == ir::VarRole::kLocal;
  }

  static bool is_object(const ir::Expr& expr) {
    return expr && ir::is_place(expr) && !ir::is_pointer_like(expr->type) && !ir::is_real(expr->type) && ir::carries_real(expr->type);
  }

  bool share_copy(const ir::Expr& copy, const ir::Expr& value) {
    if (!is_object(value) || ir::is_pointer_like(copy->type)) return false;
    bool grew = false;
    for (const ZoneId object : zones_.of_place(copy).items()) {
      for (const ZoneId leaf : zones_.leaves(object).items()) {
        if (!activity_.active.contains(leaf)) continue;
        for (const ZoneId source : zones_.of_place(value).items()) {
          const bool is_alike = ir::same_type(zones_.zone(source).type, zones_.zone(object).type);
          if (!is_alike || !zones_.leaves(source).intersects(activity_.active)) continue;
          grew = activity_.active.insert(zones_.counterpart(leaf, object, source)) || grew;
        }
      }
    }
    return grew;
  }

  // What goes into a function or out of it by value has all its derivatives or none.
  bool share_whole(const ir::Expr& value) {
    if (!is_object(value)) return false;
    const ZoneSet leaves = zones_.leaves_of(value);
    return leaves.intersects(activity_.active) && activity_.active.insert(varying_only(leaves));
  }

  // Swapped values swap their derivatives: both have a shadow, or neither.
  bool share_swapped() {
    bool grew = false;
    for (const auto& [stmt, facts] : activity_.at) {
      const auto* model = ir::get_if<ir::Model>(*stmt);
      if (!model || (model->op != ir::ModelOp::kSwap && model->op != ir::ModelOp::kMoveAssign)) continue;
      ZoneSet both = zones_.leaves_of(model->operands[0]);
      both.insert(zones_.leaves_of(model->operands[1]));
      if (both.intersects(activity_.active)) grew = activity_.active.insert(varying_only(both)) || grew;
    }
    return grew;
  }

  ActivityAnalysis& all_;
  FunctionZones& zones_;
  const ir::Function& function_;
  Activity activity_;
  ZoneSet carrying_;  ///< What varies somewhere, or matters to the caller.
};

bool is_inactive_global(const FunctionZones& zones, ZoneId id) {
  const Zone& root = zones.zone(zones.root(id));
  return root.kind == ZoneKind::kVariable && analysis::is_inactive_global(zones.function().var(root.var));
}

// Inside recursion every context is the largest one: sound, and one derivative serves all depths.
Context widened(const Program& program, Context context) {
  FunctionZones& zones = program.zones(context.function);
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const ZoneId id{static_cast<std::int32_t>(i)};
    const Zone& zone = zones.zone(id);
    if (!zones.leaves(id).contains(id) || !can_vary(zone.type) || is_inactive_global(zones, id)) continue;
    if (zones.is_visible(id)) context.useful_out.insert(id);
    const bool is_param = zones.zone(zones.root(id)).kind == ZoneKind::kVariable &&
                          zones.function().var(zones.zone(zones.root(id)).var).role == ir::VarRole::kParam;
    if (zones.is_visible(id) || is_param) context.varied_in.insert(id);
  }
  context.result_useful = true;
  return context;
}

}  // namespace

const Activity& ActivityAnalysis::find(const Context& asked) {
  Context context = asked;
  if (program_.is_recursive(asked.function)) {
    context = widest_.try_emplace(asked.function, widened(program_, asked)).first->second;
  }
  const auto [it, is_new] = known_.try_emplace(context);
  if (is_new) {
    // While a recursive function is being solved, its own calls see this: everything it can write varies,
    // everything it can read is useful.
    auto assumption = std::make_unique<Activity>();
    assumption->context = context;
    assumption->varied_out = context.varied_in;
    assumption->useful_in = context.varied_in;
    assumption->result_varied = true;
    it->second = std::move(assumption);
    Activity solved = Solver(*this, context).solve();
    *it->second = std::move(solved);
  }
  return *it->second;
}

}  // namespace backsweep::analysis
