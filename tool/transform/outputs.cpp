// Keeps outputs of the primal, and starts gradients from zero.
#include "transform/outputs.h"

#include <algorithm>
#include <utility>

#include "analysis/extents.h"
#include "ir/build.h"
#include "ir/walk.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/shadow.h"

namespace backsweep::transform {
namespace {

bool is_constant(const ir::Type& type) {
  return type->is_const || (type->kind == ir::TypeKind::kArray && is_constant(type->element));
}

bool undoes_itself(const ir::Stmt& stmt, const plan::Plan& plan) {
  const auto* model = ir::get_if<ir::Model>(stmt);
  return ir::get_if<ir::Call>(stmt) || plan.undone_swaps.count(&stmt) || plan.inverted.count(&stmt) ||
         (model && model->op == ir::ModelOp::kPushBack);
}

/// Whether blocks that the forward sweep takes are released one by one, and with them all that was taken later.
bool releases_blocks(const plan::Plan& plan) {
  const auto is_recorded = [](const auto& one) { return one.second.has_record; };
  const auto has_parts = [](const auto& one) { return plan::keeps_record(one.second); };
  return std::any_of(plan.checkpoints.begin(), plan.checkpoints.end(), is_recorded) ||
         std::any_of(plan.calls.begin(), plan.calls.end(), has_parts);
}

class OutputKeeper {
 public:
  OutputKeeper(Derivation& derivation, const ir::Request& request, ir::Function& out, ir::VarId blocks,
               bool starts_early)
      : d_(derivation), request_(request), primal_(derivation.primal.function(request.function)), out_(out),
        blocks_(blocks), starts_early_(starts_early) {}

  KeptOutputs run(const analysis::ZoneSet& restored) {
    analysis::FunctionZones& zones = d_.zones.zones(request_.function);
    keep_inner_pointees(zones, restored);
    for (const ir::VarId param : primal_.params) {
      const ir::Type& type = primal_.var(param).type;
      if (!ir::is_pointer_like(type) || is_constant(type->element) || plan::is_stream(type)) continue;
      const ir::Expr place = ir::deref(ir::var_ref(primal_, param));
      if (!zones.leaves_of(place).intersects(restored)) continue;
      if (leads_to_its_own(zones, place)) {
        d_.sink.error(diagnostics::Kind::kUnsupported, primal_.var(param).span,
                      {"'" + primal_.var(param).name + "', whose elements lead to others of their kind and are overwritten,"})
            .note(diagnostics::Kind::kWayOut, primal_.var(param).span, {"keep the numbers in an array, or leave those of the caller as they are"});
        continue;
      }
      if (type->kind == ir::TypeKind::kReference) keep_object(place, param);
      else keep_pointee(param);
    }
    for (std::size_t i = 0; i < primal_.vars.size(); ++i) {
      const ir::VarId var{static_cast<std::int32_t>(i)};
      const ir::VarRole role = primal_.vars[i].role;
      const bool is_shared = role == ir::VarRole::kGlobal || role == ir::VarRole::kStatic;
      if (!is_shared || is_constant(primal_.vars[i].type) || plan::is_stream(primal_.vars[i].type) || !zones.leaves(zones.variable(var)).intersects(restored)) continue;
      keep_object(ir::var_ref(primal_, var), var);
    }
    return std::move(kept_);
  }

 private:
  // Memory behind pointers that a parameter's object holds.
  void keep_inner_pointees(analysis::FunctionZones& zones, const analysis::ZoneSet& restored) {
    analysis::ZoneSet seen;
    const analysis::ZoneSet written = zones.effects(primal_.body).writes;
    for (const analysis::ZoneId id : restored.items()) {
      const analysis::ZoneId bottom = zones.root(id);
      const analysis::Zone& pointee = zones.zone(bottom);
      if (pointee.kind != analysis::ZoneKind::kPointee || is_constant(pointee.type) || !seen.insert(bottom)) continue;
      const analysis::Zone& pointer_zone = zones.zone(pointee.parent);
      if (pointer_zone.type->kind != ir::TypeKind::kPointer) continue;
      const ir::Expr pointer = place_of(zones, pointee.parent);
      if (!pointer) continue;
      const ir::VarId param = ir::root_var(pointer);
      if (pointer_zone.kind == analysis::ZoneKind::kMember) keep_member_pointee(pointer);
      else if (pointer_zone.kind == analysis::ZoneKind::kPointee && written.intersects(zones.leaves(bottom))) keep_rows(param);
    }
  }

  // Memory that one pointer behind another leads to: row by row.
  void keep_rows(ir::VarId param) {
    const ir::Variable& variable = primal_.var(param);
    const ir::RequestTerm term = term_of(request_, param);
    const bool has_rows = variable.type->kind == ir::TypeKind::kPointer && ir::is_real(variable.type->element->element);
    if (!has_rows || term.extents.size() != 2) {
      d_.sink.error(diagnostics::Kind::kNoExtent, variable.span, {variable.name})
          .note(diagnostics::Kind::kWriteExtent, variable.span, {variable.name + "[n][m]"});
      return;
    }
    const ir::Type element = shadow_type(variable.type->element->element);
    const ir::Expr rows = at_start(term.extents[0], variable.name + "_rows");
    const ir::Expr columns = at_start(term.extents[1], variable.name + "_columns");
    const ir::Expr count = ir::binary(ir::BinaryOp::kMul, ir::cast(rows, ir::long_type(), /*is_implicit=*/true), columns);
    kept_.copies.push_back({param, element, ir::binary(ir::BinaryOp::kMul, term.extents[0], term.extents[1])});
    const ir::VarId copy = add_temporary(out_, variable.name + "_out", ir::pointer_to(element));
    kept_.uses_blocks = true;
    (starts_early_ ? kept_.start : kept_.keep).push_back(ir::declare(copy, allocate(out_, blocks_, element, count)));
    const auto copy_rows = [&](bool is_back, ir::Region& out) {
      out.push_back(counted_loop(out_, rows, [&](const ir::Expr& k, ir::Region& body) {
        const ir::Expr row = ir::index(ir::var_ref(primal_, param), k);
        const ir::Expr before = ir::binary(ir::BinaryOp::kMul, ir::cast(k, ir::long_type()), columns);
        const ir::Expr kept = ir::binary(ir::BinaryOp::kAdd, ir::var_ref(out_, copy), before);
        body.push_back(is_back ? copy_scalars(row, kept, columns) : copy_scalars(kept, row, columns));
      }));
    };
    copy_rows(/*is_back=*/false, kept_.keep);
    copy_rows(/*is_back=*/true, kept_.put_back);
  }

  // Lists and trees: how many nodes there are is not told.
  static bool leads_to_its_own(analysis::FunctionZones& zones, const ir::Expr& place) {
    if (!ir::holds_pointers(place->type)) return false;
    const analysis::ZoneSet own = zones.leaves_of(place);
    for (const analysis::ZoneId pointer : zones.pointers_in(zones.of_place(place), place->type).items()) {
      if (zones.leaves(zones.points_to(pointer)).intersects(own)) return true;
    }
    return false;
  }

  // The place that a zone below a parameter stands for; null where it is not one.
  ir::Expr place_of(const analysis::FunctionZones& zones, analysis::ZoneId id) const {
    const analysis::Zone& zone = zones.zone(id);
    if (zone.kind == analysis::ZoneKind::kVariable) return ir::var_ref(primal_, zone.var);
    const bool is_path = zone.kind == analysis::ZoneKind::kPointee || zone.kind == analysis::ZoneKind::kMember;
    const ir::Expr above = is_path ? place_of(zones, zone.parent) : nullptr;
    if (!above) return nullptr;
    if (zone.kind == analysis::ZoneKind::kPointee) return ir::deref(above);
    if (above->type->kind != ir::TypeKind::kRecord || !above->type->record) return nullptr;
    for (const ir::Field& field : above->type->record->fields) {
      if (field.name == zone.field) return ir::member(above, field.name, field.type, field.is_private);
    }
    return nullptr;
  }

  void keep_member_pointee(const ir::Expr& pointer) {
    const ir::VarId param = ir::root_var(pointer);
    const auto& field = std::get<ir::Member>(pointer->node).field;
    ir::Expr count = extent_in_request(param, field);
    if (!count) count = analysis::infer_extent(primal_, pointer);
    keep_block(pointer, count, param, primal_.var(param).name + "." + field, field);
  }

  ir::Expr extent_in_request(ir::VarId param, const std::string& field) const {
    for (const auto* list : {&request_.independents, &request_.dependents}) {
      for (const ir::RequestTerm& term : *list) {
        if (term.param != param || term.members.empty() || term.members.back() != field || term.extents.empty()) continue;
        ir::Expr count = term.extents.front();
        for (std::size_t i = 1; i < term.extents.size(); ++i) count = ir::binary(ir::BinaryOp::kMul, count, term.extents[i]);
        return count;
      }
    }
    return nullptr;
  }

  void keep_object(const ir::Expr& place, ir::VarId var) {
    const ir::VarId copy = add_temporary(out_, primal_.var(var).name + "_out", shadow_type(place->type));
    kept_.copies.push_back({var, place->type, nullptr});
    const ir::Expr kept = ir::var_ref(out_, copy);
    if (is_copied_by_elements(place->type)) {
      kept_.keep.push_back(ir::declare(copy));
      kept_.keep.push_back(copy_elements(kept, place));
      kept_.put_back.push_back(copy_elements(place, kept));
      return;
    }
    kept_.keep.push_back(ir::declare(copy, place));
    kept_.put_back.push_back(ir::assign(place, kept));
  }

  void keep_pointee(ir::VarId param) {
    const ir::Variable& variable = primal_.var(param);
    keep_block(ir::var_ref(primal_, param), extent_of(primal_, term_of(request_, param)), param, variable.name, variable.name);
  }

  // `spelled`: the pointer as the user writes it; `stem`: for the name of the copy.
  void keep_block(const ir::Expr& pointer, const ir::Expr& count, ir::VarId param, const std::string& spelled,
                  const std::string& stem) {
    const base::SourceSpan& span = primal_.var(param).span;
    if (!count || pointer->type->element->kind == ir::TypeKind::kPointer) {
      diagnostics::Diagnostic& error = d_.sink.error(diagnostics::Kind::kNoExtent, span, {spelled});
      if (ir::carries_real(pointer->type)) {
        error.note(diagnostics::Kind::kWriteExtent, span, {spelled + "[n]"});
      } else {
        error.note(diagnostics::Kind::kWayOut, span, {"say it in the code with BACKSWEEP_SIZE(" + spelled + ", n)"});
      }
      return;
    }
    const Scalars scalars = scalars_behind(at_start(pointer, stem + "_begin"), at_start(count, stem + "_size"));
    const ir::Type type = ir::pointer_to(shadow_type(scalars.first->type->element));
    if (type->element->spelling.empty()) {
      d_.sink.error(diagnostics::Kind::kUnsupported, span, {"'" + spelled + "', overwritten memory of this type,"});
      return;
    }
    kept_.copies.push_back({param, type->element, scalars_behind(pointer, count).count});
    if (is_small(scalars.count)) {
      const ir::VarId copy = add_temporary(out_, stem + "_out", ir::array_of(type->element, scalars.count));
      const Scalars kept = scalars_of(ir::var_ref(out_, copy));
      kept_.keep.push_back(ir::declare(copy));
      kept_.keep.push_back(copy_scalars(kept.first, scalars.first, scalars.count));
      kept_.put_back.push_back(copy_scalars(scalars.first, kept.first, scalars.count));
      return;
    }
    const ir::VarId copy = add_temporary(out_, stem + "_out", type);
    kept_.uses_blocks = true;
    (starts_early_ ? kept_.start : kept_.keep)
        .push_back(ir::declare(copy, allocate(out_, blocks_, type->element, scalars.count)));
    const ir::Expr kept = ir::var_ref(out_, copy);
    kept_.keep.push_back(copy_scalars(kept, scalars.first, scalars.count));
    kept_.put_back.push_back(copy_scalars(scalars.first, kept, scalars.count));
  }

  // A pointer or number of elements that the function changes, as the caller gave it.
  ir::Expr at_start(const ir::Expr& value, const std::string& name) {
    analysis::FunctionZones& zones = d_.zones.zones(request_.function);
    if (!zones.reads(value).intersects(zones.with_aliases(zones.effects(primal_.body).writes))) return value;
    const ir::VarId start = add_temporary(out_, name, value->type);
    kept_.start.push_back(ir::declare(start, value));
    return ir::var_ref(out_, start);
  }

  Derivation& d_;
  const ir::Request& request_;
  const ir::Function& primal_;
  ir::Function& out_;
  ir::VarId blocks_;
  bool starts_early_;  ///< Blocks are taken before the forward sweep.
  KeptOutputs kept_;
};

}  // namespace

analysis::ZoneSet restored_zones(analysis::FunctionZones& zones, const plan::Plan& plan) {
  analysis::ZoneSet restored;
  for (const auto& [stmt, places] : plan.saves) {
    for (const ir::Expr& place : places) {
      restored.insert(zones.leaves_of(place));
      const bool is_block = ir::get_if<ir::Model>(*stmt) && ir::is_pointer_like(place->type);
      if (is_block) restored.insert(zones.leaves(zones.targets(place)));
    }
  }
  for (const auto& [loop, blocks] : plan.block_saves) {
    for (const plan::BlockSave& block : blocks) restored.insert(block.zones);
  }
  for (const auto& [loop, planned] : plan.checkpoints) restored.insert(zones.effects(*loop).writes);
  for (const ir::Stmt* stmt : plan.has_reverse) {
    if (undoes_itself(*stmt, plan)) restored.insert(zones.effects(*stmt).writes);
  }
  const std::vector<analysis::ZoneId> all = restored.items();
  const bool is_anywhere = std::any_of(all.begin(), all.end(), [&](analysis::ZoneId id) {
    return zones.zone(zones.root(id)).kind == analysis::ZoneKind::kUnknown;
  });
  return is_anywhere ? zones.with_aliases(restored) : restored;
}

KeptOutputs keep_outputs(Derivation& derivation, const ir::Request& request, const plan::Plan& plan, ir::Function& out,
                         ir::VarId blocks) {
  const analysis::ZoneSet restored = restored_zones(derivation.zones.zones(request.function), plan);
  return OutputKeeper(derivation, request, out, blocks, releases_blocks(plan)).run(restored);
}

namespace {

void zero_elements(const ir::Expr& bar, const ir::Expr& primal, const ir::Expr& count, ir::Region& out,
                   ir::Function& function) {
  const ir::Type type = bar->type->kind == ir::TypeKind::kPointer ? ir::without_const(count->type) : ir::size_type();
  ir::For loop;
  loop.var = add_temporary(function, "k", type);
  function.var(loop.var).role = ir::VarRole::kInduction;
  loop.from = ir::integer(0, type);
  loop.to = count;
  loop.step = ir::integer(1, type);
  const ir::Expr k = ir::var_ref(function, loop.var);
  zero_shape(ir::index(bar, k), ir::index(primal, k), nullptr, loop.body, function);
  out.push_back(ir::make_stmt(std::move(loop)));
}

}  // namespace

void zero_shape(const ir::Expr& bar, const ir::Expr& primal, const ir::Expr& extent, ir::Region& out,
                ir::Function& function) {
  const ir::Type& type = bar->type;
  if (type->kind == ir::TypeKind::kReal) {
    out.push_back(ir::assign(bar, ir::zero(type)));
  } else if (type->kind == ir::TypeKind::kReference) {
    zero_shape(ir::deref(bar), ir::deref(primal), nullptr, out, function);
  } else if (type->kind == ir::TypeKind::kPointer && extent && ir::is_one(extent) &&
             type->element->kind == ir::TypeKind::kRecord) {
    zero_shape(ir::deref(bar), ir::deref(primal), nullptr, out, function);
  } else if (type->kind == ir::TypeKind::kPointer && extent && type->element->kind == ir::TypeKind::kRecord) {
    zero_elements(bar, primal, extent, out, function);
  } else if (type->kind == ir::TypeKind::kPointer && extent) {
    const Scalars scalars = scalars_behind(bar, extent);
    out.push_back(zero_scalars(scalars.first, scalars.count));
  } else if (type->kind == ir::TypeKind::kVector && ir::is_real(type->element)) {
    out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kAssignFill, {bar, ir::size_of(primal), ir::zero(type->element)},
                                          ir::HeapFamily::kNone}));
  } else if (type->kind == ir::TypeKind::kRecord && type->record) {
    for (const ir::Field& field : type->record->fields) {
      if (!ir::carries_real(field.type)) continue;
      zero_shape(ir::member(bar, field.name, shadow_type(field.type), field.is_private),
                 ir::member(primal, field.name, field.type, field.is_private), nullptr, out, function);
    }
  } else if (type->kind == ir::TypeKind::kVector || type->kind == ir::TypeKind::kArray) {
    if (type->kind == ir::TypeKind::kVector && !ir::is_default_constructible(type->element)) {
      out.push_back(ir::assign(bar, primal));
    } else if (type->kind == ir::TypeKind::kVector) {
      out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kResize, {bar, ir::size_of(primal)}, ir::HeapFamily::kNone}));
    }
    zero_elements(bar, primal, ir::size_of(primal), out, function);
  }
}

}  // namespace backsweep::transform
