// Decides which locals of a scope are made again instead of stored.
#include "plan/recompute.h"

#include "ir/walk.h"
#include "plan/iteration.h"
#include "rules/rules.h"

namespace backsweep::plan {

using analysis::ZoneSet;

namespace {

bool overwrites(analysis::FunctionZones& zones, const ZoneSet& writes, const ZoneSet& required) {
  return zones.with_aliases(writes).intersects(required);
}

// Costly by its divisions only, and the same in each iteration: compilers take those out of the loop.
bool is_hoistable(analysis::FunctionZones& zones, const ir::Expr& init) {
  bool is_fit = is_stable(zones, init);
  ir::walk(init, [&](const ir::Expr& e) {
    const auto* node = ir::get_if<ir::Binary>(e);
    const bool divides = node && node->op == ir::BinaryOp::kDiv;
    is_fit = is_fit && (divides || ir::is_place(e) || !ir::is_real(e->type) || !rules::is_expensive(e));
  });
  return is_fit;
}

}  // namespace

ZoneSet reads_of(analysis::FunctionZones& zones, const ir::Declare& declared) {
  ZoneSet reads;
  if (declared.init) reads.insert(zones.reads(declared.init));
  for (const ir::Expr& element : declared.elements) reads.insert(zones.reads(element));
  for (const ir::Expr& argument : declared.arguments) reads.insert(zones.reads(argument));
  return reads;
}

bool is_stable(analysis::FunctionZones& zones, const ir::Expr& init) {
  bool is_fit = true;
  ir::walk(init, [&](const ir::Expr& e) {
    const auto* ref = ir::get_if<ir::VarRef>(e);
    if (ref) is_fit = is_fit && zones.stable().is_unchanging(ref->var);
    else is_fit = is_fit && !ir::is_place(e) && !ir::get_if<ir::OpaqueExpr>(e) && !ir::get_if<ir::AddressOf>(e);
  });
  return is_fit;
}

bool is_recomputable(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& stmt, Storage storage) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Type& type = zones.function().var(declared.var).type;
  // Arrays and objects that hold pointers are made again as pointers are: where these point to locals of the scope, they
  // would point nowhere if they were kept.
  const bool holds_pointers = !declared.elements.empty() && ir::holds_pointers(type);
  if (!declared.init && !holds_pointers) return false;
  const bool is_plain = type->kind != ir::TypeKind::kVector && type->kind != ir::TypeKind::kRecord && type->kind != ir::TypeKind::kOpaque;
  if (!is_plain && !holds_pointers) return false;
  const ZoneSet own = zones.leaves(zones.variable(declared.var));
  ZoneSet written;
  for (const ir::Stmt& other : region) {
    if (&other == &stmt) continue;
    const bool declares_other = ir::get_if<ir::Declare>(other) != nullptr;
    const ZoneSet writes = zones.effects(other).writes;
    if (writes.intersects(own)) return false;
    // A sibling declared once is available again by itself; any other write changes what is read.
    if (!declares_other) written.insert(writes);
  }
  if (overwrites(zones, written, reads_of(zones, declared))) return false;
  if (holds_pointers || ir::is_pointer_like(type)) return true;
  if (stmt.storage != ir::StorageMark::kNone) return stmt.storage == ir::StorageMark::kRecompute;
  if (storage != Storage::kAuto) return storage == Storage::kRecompute;
  return !is_costly(declared.init) || is_hoistable(zones, declared.init);
}

bool is_needed_for_shape(analysis::FunctionZones& zones, const ir::Region& region, const ir::Stmt& stmt,
                         const ZoneSet& required) {
  const auto& declared = std::get<ir::Declare>(stmt.node);
  const ir::Type& type = zones.function().var(declared.var).type;
  if (type->kind != ir::TypeKind::kVector || !ir::is_real(type->element)) return false;
  if (declared.init || declared.arguments.size() != 1 || is_costly(declared.arguments[0])) return false;
  ZoneSet size;
  size.insert(zones.variable(declared.var));
  ZoneSet elements = zones.leaves(zones.variable(declared.var));
  elements.erase(size);
  if (elements.intersects(required)) return false;
  ZoneSet written;
  for (const ir::Stmt& other : region) {
    if (&other == &stmt) continue;
    const ZoneSet& writes = zones.effects(other).writes;
    if (writes.intersects(size)) return false;
    if (!ir::get_if<ir::Declare>(other)) written.insert(writes);
  }
  return !overwrites(zones, written, zones.reads(declared.arguments[0]));
}

}  // namespace backsweep::plan
