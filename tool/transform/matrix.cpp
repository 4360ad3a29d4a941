// Matrices of derivatives, dense and sparse: sweeps for unit seeds, whose results are columns or rows.
#include "transform/matrix.h"

#include <algorithm>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/checkpoint.h"
#include "plan/covered_arrays.h"
#include "plan/exposed_reads.h"
#include "transform/matrix_maker.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/shadow.h"
#include "transform/simplify.h"

namespace backsweep::transform::matrix {
namespace {

constexpr char kOneSweep[] = "ask for --tangent, --adjoint or --hvp, which run it once";

std::string spelled(const ir::Function& function, const ir::RequestTerm& term) {
  if (!term.param.is_valid()) return "return";
  std::string text = function.var(term.param).is_this ? "this" : function.var(term.param).name;
  for (const std::string& member : term.members) text += "." + member;
  return text;
}

/// Whether a copy of a value shares nothing with it and can be assigned back.
bool is_copied_whole(const ir::Type& type) {
  if (ir::is_real(type) || ir::is_integer(type)) return !type->is_const;
  if (type->kind == ir::TypeKind::kVector || (type->kind == ir::TypeKind::kArray && type->is_std)) {
    return is_copied_whole(type->element);
  }
  return type->kind == ir::TypeKind::kRecord && type->record && !type->record->is_union &&
         std::all_of(type->record->fields.begin(), type->record->fields.end(),
                     [](const ir::Field& field) { return is_copied_whole(field.type); });
}

void refuse_without_extent(diagnostics::Sink& sink, const base::SourceSpan& span, const std::string& term) {
  sink.error(diagnostics::Kind::kNoExtent, span, {term}).note(diagnostics::Kind::kWriteExtent, span, {term + "[n]"});
}

/// Whether the derivative of a checkpointed loop takes a schedule as its last argument.
bool takes_schedule(const ir::Function& function) {
  return !function.params.empty() && !function.var(function.params.back()).default_argument.empty();
}

}  // namespace

MatrixMaker::MatrixMaker(Derivation& derivation, const ir::Request& request, const std::string& name,
                         const std::vector<Sweep>& sweeps)
    : d_(derivation), request_(request), primal_(d_.primal.function(request.function)), sweeps_(sweeps),
      kind_(sweeps.front().kind), out_(start_from(primal_, name)) {}

/// Whether derivatives pass through memory that the parameter's object points to and that the request does not list:
/// of what size its shadow would have to be cannot be told.
bool MatrixMaker::has_unlisted_memory(const ir::RequestTerm& term) {
  if (!term.param.is_valid()) return false;
  const std::vector<MemberPointer> pointers = active_member_pointers(d_, request_, term.param);
  return std::any_of(pointers.begin(), pointers.end(), [&](const MemberPointer& one) {
    if (one.leads_on) return true;
    const auto is_it = [&](const ir::RequestTerm& listed) {
      return listed.param == term.param && listed.members == one.members;
    };
    const auto is_in = [&](const std::vector<ir::RequestTerm>& terms) {
      return std::any_of(terms.begin(), terms.end(), is_it);
    };
    return !is_in(request_.independents) && !is_in(request_.dependents);
  });
}

/// Reports the terms whose layout is not clear.
void MatrixMaker::refuse_terms(const std::vector<ir::RequestTerm>& terms) {
  for (const ir::RequestTerm& term : terms) {
    const bool is_laid_out = lay_out(primal_, {term}).has_value();
    if (is_laid_out && !has_unlisted_memory(term)) continue;
    const bool is_param = term.param.is_valid();
    const base::SourceSpan& span = is_param ? primal_.var(term.param).span : primal_.span;
    const bool is_pointer = !is_laid_out && is_param && place_of_term(primal_, term)->type->kind == ir::TypeKind::kPointer;
    if (is_pointer && !extent_of(primal_, term)) {
      refuse_without_extent(d_.sink, span, spelled(primal_, term));
      continue;
    }
    diagnostics::Diagnostic& error = d_.sink.error(diagnostics::Kind::kNoLayout, span, {spelled(primal_, term)});
    if (is_param) {
      for (const MemberPointer& pointer : active_member_pointers(d_, request_, term.param)) {
        error.note(diagnostics::Kind::kWriteExtent, span,
                   {spelled(primal_, {term.param, pointer.members, {}, {}}) + "[n]"});
      }
    }
    error.note(diagnostics::Kind::kWayOut, span,
               {std::string("ask for ") + (is_hessian() ? "--hvp" : "--tangent or --adjoint") +
                ", where shadows have the shape of what they belong to"});
  }
}

bool MatrixMaker::lay_out_matrix() {
  refuse_terms(request_.independents);
  if (!is_hessian()) refuse_terms(request_.dependents);
  if (d_.sink.has_errors()) return false;
  columns_ = *lay_out(primal_, request_.independents);
  rows_ = is_hessian() ? columns_ : *lay_out(primal_, request_.dependents);
  return true;
}

Expr MatrixMaker::local(const std::string& name, const ir::Type& type, const Expr& init, ir::Region& out) {
  const ir::VarId var = add_temporary(out_, name, type);
  out.push_back(init ? ir::declare(var, init) : ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
  return ir::var_ref(out_, var);
}

/// Memory for `count` values that lives as long as the function: a local array where that is small.
Expr MatrixMaker::buffer(const std::string& name, const ir::Type& element, const Expr& count, ir::Region& out,
                        bool is_zeroed) {
  constexpr double kMostOnStack = 64;
  if (is_known(count) && value_of(count) <= kMostOnStack) {
    const ir::VarId var = add_temporary(out_, name, ir::array_of(element, count));
    out.push_back(ir::make_stmt(ir::Declare{var, nullptr, is_zeroed, {}, {}}));
    return ir::address_of(ir::index(ir::var_ref(out_, var), position(0)));
  }
  if (!uses_blocks_) {
    uses_blocks_ = true;
    ir::Variable blocks;
    blocks.name = unique_name(out_, "blocks");
    blocks.type = ir::opaque_type("backsweep::Workspace&");
    blocks_ = out_.add_var(std::move(blocks));
  }
  const Expr first = local(name, ir::pointer_to(element), allocate(out_, blocks_, element, as_argument(count)), out);
  if (is_zeroed && is_double(element)) out.push_back(zero_scalars(first, as_argument(count)));
  return first;
}

ir::For MatrixMaker::counted(const std::string& name, const Expr& from, const Expr& to) {
  ir::For loop;
  ir::Variable variable;
  variable.name = name;
  variable.type = position_type();
  variable.role = ir::VarRole::kInduction;
  loop.var = out_.add_var(std::move(variable));
  loop.from = from;
  loop.to = to;
  loop.step = position(1);
  return loop;
}

Expr MatrixMaker::entry(const Expr& row, const Expr& column) const {
  return ir::index(matrix_, add(times(row, columns_.total), column));
}

/// Calls the primal, or a derivative of it, which takes the primal's arguments first.
void MatrixMaker::call(ir::FunctionId callee, const std::vector<Expr>& shadows, bool keeps_value, ir::Region& out) {
  const ir::Function& function = d_.program.function(callee);
  ir::Call made;
  made.callee = callee;
  for (const ir::VarId param : primal_.params) {
    const bool is_reference = out_.var(param).type->kind == ir::TypeKind::kReference;
    made.arguments.push_back(is_reference ? ir::address_of(ir::place_of(out_, param)) : ir::var_ref(out_, param));
  }
  for (std::size_t i = 0; i < shadows.size(); ++i) {
    const ir::Type& wanted = function.var(function.params[primal_.params.size() + i]).type;
    made.arguments.push_back(wanted->kind == ir::TypeKind::kReference ? ir::address_of(shadows[i]) : shadows[i]);
  }
  if (takes_schedule(function)) made.arguments.push_back(ir::address_of(ir::place_of(out_, schedule_)));
  if (keeps_value && value_.is_valid()) made.result = ir::var_ref(out_, value_);
  out.push_back(ir::make_stmt(std::move(made)));
}

void MatrixMaker::add_sweeps(const Sweep& sweep, ir::Region& out) {
  kind_ = sweep.kind;
  before_.clear();
  own_.clear();
  is_once_ = false;
  ir::Region sweeps;
  if (request_.is_sparse) add_sparse_sweeps(sweep, sweeps);
  else if (sweep.directions > 0) add_wide_sweeps(sweep, sweeps);
  else add_single_sweeps(sweep, sweeps);
  ir::append(std::move(before_), out);
  ir::append(std::move(sweeps), out);
}

void MatrixMaker::choose_sweeps() {
  if (sweeps_.size() == 1 || request_.is_sparse) return add_sweeps(sweeps_.front(), out_.body);
  ir::If choice;
  choice.condition = ir::binary(ir::BinaryOp::kLessEqual, times(position(2), columns_.total), times(position(3), rows_.total));
  add_sweeps(sweeps_[0], choice.then_region);
  add_sweeps(sweeps_[1], choice.else_region);
  ir::Stmt stmt = ir::make_stmt(std::move(choice));
  stmt.comments.push_back("The cheaper mode: a tangent costs about two evaluations, an adjoint about three.");
  out_.body.push_back(std::move(stmt));
}

/// The upper triangle becomes the lower one: rounding differs between the two.
void MatrixMaker::mirror() {
  if (ir::is_one(columns_.total)) return;
  ir::For rows = counted("i", position(1), columns_.total);
  const Expr i = ir::var_ref(out_, rows.var);
  ir::For columns = counted("j", position(0), i);
  const Expr j = ir::var_ref(out_, columns.var);
  columns.body.push_back(ir::assign(entry(i, j), entry(j, i)));
  rows.body.push_back(ir::make_stmt(std::move(columns)));
  ir::Stmt stmt = ir::make_stmt(std::move(rows));
  stmt.comments.push_back("Symmetric to the last bit.");
  out_.body.push_back(std::move(stmt));
}

void MatrixMaker::refuse_hidden_state() {
  ir::walk(primal_.body, [&](const ir::Stmt& stmt) {
    if (!plan::hides_state(d_.primal, stmt)) return;
    d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span.is_known() ? stmt.span : primal_.span,
                  {"this statement (another sweep may get another value from it)"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {kOneSweep});
  });
}

/// Behind those of the primal: the matrix, and the schedule of checkpointed loops.
void MatrixMaker::add_parameters() {
  ir::Variable matrix;
  matrix.name = unique_name(out_, is_hessian() ? "hessian" : "jacobian");
  matrix.type = request_.is_sparse ? ir::opaque_type("backsweep::SparseMatrix&") : ir::pointer_to(ir::double_type());
  matrix.role = ir::VarRole::kParam;
  out_.params.push_back(out_.add_var(std::move(matrix)));
  matrix_ = ir::var_ref(out_, out_.params.back());
  for (const Sweep& sweep : sweeps_) {
    const ir::Function& swept = d_.program.function(sweep.function);
    if (!takes_schedule(swept) || schedule_.is_valid()) continue;
    schedule_ = out_.add_var(swept.var(swept.params.back()));
    out_.params.push_back(schedule_);
  }
}

/// What the primal reads and overwrites is put back before each sweep.
void MatrixMaker::keep_inputs() {
  analysis::FunctionZones& zones = d_.zones.zones(request_.function);
  analysis::ZoneSet live = plan::exposed_reads(zones, primal_.body);
  live.erase(plan::covered_arrays(zones, primal_.body));
  analysis::ZoneSet roots;
  for (const analysis::ZoneId id : zones.effects(primal_.body).writes.items()) {
    const bool is_made_here = zones.zone(zones.root(id)).kind == analysis::ZoneKind::kHeap;
    if (!live.contains(id) || !zones.is_visible(id) || is_made_here || !roots.insert(zones.root(id))) continue;
    keep_input(zones, zones.root(id));
  }
}

void MatrixMaker::keep_input(analysis::FunctionZones& zones, analysis::ZoneId root) {
  const analysis::Zone& zone = zones.zone(root);
  const bool is_behind = zone.kind == analysis::ZoneKind::kPointee &&
                         zones.zone(zone.parent).kind == analysis::ZoneKind::kVariable;
  const bool is_global = zone.kind == analysis::ZoneKind::kVariable && primal_.var(zone.var).role == ir::VarRole::kGlobal;
  const ir::VarId var = is_behind ? zones.zone(zone.parent).var : zone.var;
  const std::string name = var.is_valid() ? "'" + primal_.var(var).name + "'" : "memory";
  const auto refuse = [&] {
    d_.sink.error(diagnostics::Kind::kUnsupported, primal_.span,
                  {name + ", which '" + primal_.name + "' reads and overwrites and every sweep must find as it was,"})
        .note(diagnostics::Kind::kWayOut, primal_.span, {kOneSweep});
  };
  if (!is_behind && !is_global) return refuse();
  const ir::Type& type = primal_.var(var).type;
  if (type->kind != ir::TypeKind::kPointer) {
    const Expr place = is_behind ? ir::place_of(out_, var) : ir::var_ref(out_, var);
    if (!plan::is_snapshot_type(place->type) && !is_copied_whole(place->type)) return refuse();
    return keep_object(var, place);
  }
  const Expr extent = extent_of(primal_, term_of(request_, var));
  if (!extent) {
    refuse_without_extent(d_.sink, primal_.var(var).span, primal_.var(var).name);
    return;
  }
  const Scalars scalars = scalars_behind(ir::var_ref(out_, var), extent);
  const ir::Type element = shadow_type(scalars.first->type->element);
  if (element->spelling.empty()) return refuse();
  const Expr kept = buffer(primal_.var(var).name + "_in", element, as_position(scalars.count), out_.body);
  out_.body.push_back(copy_scalars(kept, scalars.first, scalars.count));
  restore_.push_back(copy_scalars(scalars.first, kept, scalars.count));
}

void MatrixMaker::keep_object(ir::VarId var, const Expr& place) {
  const Expr kept = ir::var_ref(out_, add_temporary(out_, primal_.var(var).name + "_in", shadow_type(place->type)));
  const bool is_c_array = is_copied_by_elements(place->type);
  out_.body.push_back(ir::declare(ir::root_var(kept), is_c_array ? nullptr : place));
  if (is_c_array) out_.body.push_back(copy_elements(kept, place));
  restore_.push_back(is_c_array ? copy_elements(place, kept) : ir::assign(place, kept));
}

/// Sweeps return the primal's value; where none may run, or adjoints do, the primal runs for it.
void MatrixMaker::keep_value() {
  // A sparse matrix may take no sweep at all.
  const bool is_counted = !request_.is_sparse && (!is_seeded() || is_known(seeds().total));
  const bool has_value = primal_.result->kind != ir::TypeKind::kVoid;
  const bool comes_from_sweep = is_counted && kind_ != ir::RequestKind::kAdjoint;
  const bool is_once = comes_from_sweep && (!is_seeded() || ir::is_one(seeds().total));
  if (has_value) {
    const ir::Type type = ir::without_const(ir::strip_reference(primal_.result));
    out_.result = type;
    value_ = add_temporary(out_, "value", type);
    const bool is_zeroed = comes_from_sweep && !is_once;
    out_.body.push_back(ir::make_stmt(ir::Declare{value_, nullptr, is_zeroed, {}, {}}));
  }
  value_comes_from_sweep_ = comes_from_sweep;
  if (is_counted && (comes_from_sweep || !has_value)) return;
  call(request_.function, {}, /*keeps_value=*/true, out_.body);
}

std::optional<ir::Function> MatrixMaker::make() {
  refuse_hidden_state();
  if (!lay_out_matrix()) return std::nullopt;
  // Locals of the primal are none of this function's: their names are free.
  for (ir::Variable& variable : out_.vars) {
    if (variable.role == ir::VarRole::kLocal || variable.role == ir::VarRole::kInduction) variable.name.clear();
  }
  add_parameters();
  const auto name_total = [&](Side& side, const char* name) {
    if (!is_known(side.total)) side.total = local(name, position_type(), side.total, out_.body);
  };
  name_total(columns_, is_hessian() ? "size" : "columns");
  if (is_hessian()) rows_.total = columns_.total;
  else name_total(rows_, "rows");
  keep_inputs();
  keep_value();
  choose_sweeps();
  if (is_hessian() && !request_.is_sparse) mirror();
  if (value_.is_valid()) out_.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(out_, value_)}));
  if (uses_blocks_) {
    ir::Region start;
    take_workspace(out_, blocks_, "local_blocks", "blocks_frame", start);
    ir::append(std::move(out_.body), start);
    out_.body = std::move(start);
  }
  simplify(out_, {}, d_.pure_functions());
  return std::move(out_);
}

}  // namespace backsweep::transform::matrix

namespace backsweep::transform {

std::optional<ir::Function> make_matrix(Derivation& derivation, const ir::Request& request, const std::string& name,
                                        const std::vector<Sweep>& sweeps) {
  return matrix::MatrixMaker(derivation, request, name, sweeps).make();
}

}  // namespace backsweep::transform
