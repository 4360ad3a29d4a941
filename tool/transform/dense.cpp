// Matrices of derivatives, dense and sparse: a sweep for one unit seed or a few, its result columns or rows.
#include "transform/dense.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "ir/build.h"
#include "ir/walk.h"
#include "plan/checkpoint.h"
#include "plan/covered_arrays.h"
#include "plan/exposed_reads.h"
#include "transform/matrix_layout.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/outputs.h"
#include "transform/shadow.h"
#include "transform/simplify.h"

namespace backsweep::transform {
namespace {

using namespace matrix;
using ir::BinaryOp;

/// As an argument of a function that takes any integer.
Expr as_argument(const Expr& count) {
  if (is_known(count)) return ir::integer(static_cast<long>(value_of(count)));
  const auto* node = ir::get_if<ir::Cast>(count);
  return node && node->is_implicit ? node->operand : count;
}

constexpr char kOneSweep[] = "ask for --tangent, --adjoint or --hvp, which run it once";

std::string spelled(const ir::Function& function, const ir::RequestTerm& term) {
  if (!term.param.is_valid()) return "return";
  std::string text = function.var(term.param).is_this ? "this" : function.var(term.param).name;
  for (const std::string& member : term.members) text += "." + member;
  return text;
}

class DenseMaker {
 public:
  DenseMaker(Derivation& derivation, const ir::Request& request, const std::string& name,
             const std::vector<Sweep>& sweeps)
      : d_(derivation), request_(request), primal_(d_.primal.function(request.function)), sweeps_(sweeps),
        kind_(sweeps.front().kind), out_(start_from(primal_, name)) {}

  std::optional<ir::Function> make();

 private:
  [[nodiscard]] bool is_hessian() const { return kind_ == ir::RequestKind::kHvp; }
  [[nodiscard]] bool gives_columns() const { return kind_ == ir::RequestKind::kTangent; }
  /// Where unit vectors go, and where derivatives come out. A gradient is seeded by itself.
  [[nodiscard]] const Side& seeds() const { return kind_ == ir::RequestKind::kAdjoint ? rows_ : columns_; }
  [[nodiscard]] const Side& results() const { return gives_columns() ? rows_ : columns_; }
  [[nodiscard]] bool is_seeded() const { return kind_ != ir::RequestKind::kGradient; }

  bool lay_out_matrix();
  bool has_unlisted_memory(const ir::RequestTerm& term);
  void refuse_hidden_state();
  void keep_inputs();
  void keep_input(analysis::FunctionZones& zones, analysis::ZoneId root);
  void keep_value();
  void choose_sweep();
  void add_sweeps(const Sweep& sweep, ir::Region& out);
  void run_sweep(ir::FunctionId sweep, const Expr& number, ir::Region& out);
  void add_wide_sweeps(const Sweep& sweep, ir::Region& out);
  void run_wide_sweep(const Sweep& sweep, const Expr& first, ir::Region& out);
  std::vector<Expr> wide_shadows(const ir::Type& wide, ir::Region& out);
  Expr wide_result(const Piece& piece, const ir::Type& wide, ir::Region& out);
  Expr zeroed_wide(const std::string& name, const ir::Type& wide, const Expr& count, ir::Region& out);
  Expr seeds_from(const Expr& first, int directions, ir::Region& out);
  void store_columns(const Expr& first, const Expr& count, ir::Region& out);
  void store_rows(const Expr& first, const Expr& count, ir::Region& out);
  std::vector<Expr> shadow_arguments(const Expr& row, ir::Region& out);
  Expr shadow(ir::VarId param, bool is_seed, bool is_result, const Expr& row, ir::Region& out);
  void store_results(const Expr& number, const Expr& row, ir::Region& out);
  void mirror();
  void add_sparse_sweeps(const Sweep& sweep, ir::Region& out);
  Expr declare_sweeps(const ir::Type& number, ir::Region& out);
  void take_results(const Expr& sweeps, ir::Region& out);

  Expr own_shadow(ir::VarId param, bool is_seed, ir::Region& out);
  void copy(const Side& side, ir::VarId param, const Expr& object, const Expr& flat, bool is_load, ir::Region& out);
  using Visit = std::function<void(const Expr& scalar, const Expr& at, ir::Region& out)>;
  void each_scalar(const Expr& place, const Expr& extent, const Expr& at, const Visit& visit, ir::Region& out);

  Expr buffer(const std::string& name, const ir::Type& element, const Expr& count, ir::Region& out,
              bool is_zeroed = false);
  Expr local(const std::string& name, const ir::Type& type, const Expr& init, ir::Region& out);
  ir::For counted(const std::string& name, const Expr& from, const Expr& to);
  Expr entry(const Expr& row, const Expr& column) const;
  bool is_written(ir::VarId param);
  void call(ir::FunctionId callee, const std::vector<Expr>& shadows, bool keeps_value, ir::Region& out);

  Derivation& d_;
  const ir::Request& request_;
  const ir::Function& primal_;
  const std::vector<Sweep>& sweeps_;
  ir::RequestKind kind_;  ///< Of the sweep at hand.
  ir::Function out_;
  Side columns_;
  Side rows_;
  Expr matrix_;  ///< Its first entry's address; a sparse one itself.
  Expr seed_;    ///< Of the unit seed's first scalar.
  Expr wide_row_;  ///< Rows that one sweep carries: the address of their first numbers.
  ir::VarId value_;
  bool value_comes_from_sweep_ = false;
  bool is_once_ = false;  ///< One sweep carries all seeds.
  ir::VarId schedule_;
  std::map<ir::VarId, Expr> own_;  ///< Objects of ours that a sweep leaves its results in; of the returned value without a key.
  ir::VarId blocks_;
  bool uses_blocks_ = false;
  ir::Region before_;   ///< In front of the sweeps.
  ir::Region restore_;  ///< Puts back what the primal overwrites, before each sweep.
};

/// base[k]; `&array[0]` and `&array[0] + 2` are what arrays decay to.
Expr at(const Expr& base, const Expr& k) {
  const auto* address = ir::get_if<ir::AddressOf>(base);
  const auto* first = address ? ir::get_if<ir::Index>(address->place) : nullptr;
  return first && ir::is_zero(first->index) ? ir::index(first->base, k) : ir::index(base, k);
}

Expr from(const Expr& base, const Expr& offset) {
  if (ir::is_zero(offset)) return base;
  const bool is_array = ir::get_if<ir::AddressOf>(base) != nullptr;
  return is_array ? ir::address_of(at(base, offset)) : add(base, offset);
}

void fill_zero(const Expr& first, const Expr& count, ir::Region& out) {
  out.push_back(ir::make_stmt(
      ir::Model{ir::ModelOp::kFill, {first, count, ir::zero(ir::double_type())}, ir::HeapFamily::kNone}));
}

void append(ir::Region from, ir::Region& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Doubles one after another that are copied at once.
bool is_row_of_doubles(const ir::Type& type) {
  return (type->kind == ir::TypeKind::kPointer || type->kind == ir::TypeKind::kVector) && is_double(type->element);
}

/// The part of a flat seed or row that is the parameter's shadow.
Expr slice(const Side& side, ir::VarId param, const Expr& flat) {
  const Piece& piece = *pieces_of(side, param)[0];
  return piece.place->type->kind == ir::TypeKind::kPointer ? from(flat, piece.offset) : at(flat, piece.offset);
}

/// Whether derivatives pass through memory that the parameter's object points to and that the request does not list:
/// of what size its shadow would have to be cannot be told.
bool DenseMaker::has_unlisted_memory(const ir::RequestTerm& term) {
  if (!term.param.is_valid()) return false;
  const std::vector<MemberPointer> pointers = active_member_pointers(d_, request_, term.param);
  return std::any_of(pointers.begin(), pointers.end(), [&](const MemberPointer& one) {
    const auto is_it = [&](const ir::RequestTerm& listed) {
      return listed.param == term.param && listed.members == one.members;
    };
    const auto is_in = [&](const std::vector<ir::RequestTerm>& terms) {
      return std::any_of(terms.begin(), terms.end(), is_it);
    };
    return !is_in(request_.independents) && !is_in(request_.dependents);
  });
}

/// The object that a shadow stands for: also behind a pointer.
Expr object_of(const Expr& shadow) {
  return shadow->type->kind == ir::TypeKind::kPointer ? at(shadow, position(0)) : shadow;
}

Expr member_of(const Expr& object, const std::vector<std::string>& members) {
  Expr place = object;
  for (const std::string& name : members) {
    const auto& fields = place->type->record->fields;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const ir::Field& f) { return f.name == name; });
    place = ir::member(place, name, shadow_type(field->type), field->is_private);
  }
  return place;
}

bool DenseMaker::lay_out_matrix() {
  const auto refuse = [&](const std::vector<ir::RequestTerm>& terms) {
    for (const ir::RequestTerm& term : terms) {
      const std::optional<Side> one = lay_out(primal_, {term});
      if (one && !has_unlisted_memory(term)) continue;
      const bool is_pointer = !one && term.param.is_valid() && place_of_term(primal_, term)->type->kind == ir::TypeKind::kPointer;
      const base::SourceSpan& span = term.param.is_valid() ? primal_.var(term.param).span : primal_.span;
      if (is_pointer && !extent_of(primal_, term)) {
        d_.sink.error(diagnostics::Kind::kNoExtent, span, {spelled(primal_, term)})
            .note(diagnostics::Kind::kWriteExtent, span, {spelled(primal_, term) + "[n]"});
        continue;
      }
      diagnostics::Diagnostic& error = d_.sink.error(diagnostics::Kind::kNoLayout, span, {spelled(primal_, term)});
      if (term.param.is_valid()) {
        for (const MemberPointer& pointer : active_member_pointers(d_, request_, term.param)) {
          error.note(diagnostics::Kind::kWriteExtent, span,
                     {spelled(primal_, {term.param, pointer.members, {}, {}}) + "[n]"});
        }
      }
      error.note(diagnostics::Kind::kWayOut, span,
                 {std::string("ask for ") + (is_hessian() ? "--hvp" : "--tangent or --adjoint") +
                  ", where shadows have the shape of what they belong to"});
    }
  };
  refuse(request_.independents);
  if (!is_hessian()) refuse(request_.dependents);
  if (d_.sink.has_errors()) return false;
  columns_ = *lay_out(primal_, request_.independents);
  rows_ = is_hessian() ? columns_ : *lay_out(primal_, request_.dependents);
  return true;
}

bool DenseMaker::is_written(ir::VarId param) { return writes(d_.zones.zones(request_.function), param); }

Expr DenseMaker::local(const std::string& name, const ir::Type& type, const Expr& init, ir::Region& out) {
  const ir::VarId var = add_temporary(out_, name, type);
  out.push_back(init ? ir::declare(var, init) : ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
  return ir::var_ref(out_, var);
}

/// Memory for `count` values that lives as long as the function: a local array where that is small.
Expr DenseMaker::buffer(const std::string& name, const ir::Type& element, const Expr& count, ir::Region& out,
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
  if (is_zeroed && is_double(element)) fill_zero(first, count, out);
  return first;
}

ir::For DenseMaker::counted(const std::string& name, const Expr& from, const Expr& to) {
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

Expr DenseMaker::entry(const Expr& row, const Expr& column) const {
  return ir::index(matrix_, add(times(row, columns_.total), column));
}

/// Elements behind a pointer; the extent of a pointer to arrays counts their scalars: a product with their lengths.
Expr elements_of(const ir::Type& pointer, Expr extent) {
  for (ir::Type element = pointer->element; is_copied_by_elements(element); element = element->element) {
    const auto* product = ir::get_if<ir::Binary>(extent);
    if (product) extent = product->left;
    else extent = position(static_cast<long>(value_of(extent) / value_of(element->extent)));
  }
  return as_position(extent);
}

/// Visits the scalars of a place in the order of the layout; `at` counts them. Loops are made where there are many.
void DenseMaker::each_scalar(const Expr& place, const Expr& extent, const Expr& at, const Visit& visit,
                             ir::Region& out) {
  const ir::Type& type = place->type;
  if (ir::is_real(type)) return visit(place, at, out);
  if (type->kind == ir::TypeKind::kRecord) {
    Expr next = at;
    for (const ir::Field& field : type->record->fields) {
      if (!ir::carries_real(field.type) || field.is_constant) continue;
      const Expr member = ir::member(place, field.name, shadow_type(field.type), field.is_private);
      each_scalar(member, nullptr, next, visit, out);
      next = add(next, scalars_of_place(member, nullptr));
    }
    return;
  }
  const bool is_pointer = type->kind == ir::TypeKind::kPointer;
  const Expr count = is_pointer ? elements_of(type, extent) : as_position(ir::size_of(place));
  ir::For loop = counted("k", position(0), count);
  const Expr k = ir::var_ref(out_, loop.var);
  const Expr element = ir::index(place, k);
  each_scalar(element, nullptr, add(at, times(k, scalars_in(element->type))), visit, loop.body);
  out.push_back(ir::make_stmt(std::move(loop)));
}

/// Copies between a parameter's shadow and flat memory. Overwrites; a vector gets its size, too.
void DenseMaker::copy(const Side& side, ir::VarId param, const Expr& object, const Expr& flat, bool is_load,
                      ir::Region& out) {
  for (const Piece* piece : pieces_of(side, param)) {
    const Expr place = piece->term.members.empty() ? object : member_of(object_of(object), piece->term.members);
    if (is_row_of_doubles(place->type)) {
      const bool is_pointer = place->type->kind == ir::TypeKind::kPointer;
      const Expr first = is_pointer ? place : ir::address_of(ir::index(place, position(0)));
      const Expr part = from(flat, piece->offset);
      if (!is_load) out.push_back(copy_scalars(part, first, as_argument(piece->count)));
      if (is_load && is_pointer) out.push_back(copy_scalars(first, part, as_argument(piece->count)));
      if (is_load && !is_pointer) {
        out.push_back(ir::make_stmt(
            ir::Model{ir::ModelOp::kAssignRange, {place, part, piece->count}, ir::HeapFamily::kNone}));
      }
      continue;
    }
    each_scalar(place, piece->extent, piece->offset,
                [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
                  const Expr value = at(flat, k);
                  inner.push_back(is_load ? ir::assign(scalar, ir::cast(value, scalar->type))
                                          : ir::assign(value, ir::cast(scalar, value->type, /*is_implicit=*/true)));
                },
                out);
  }
}

/// Memory for a parameter's shadow that is no part of the seed or the matrix.
Expr DenseMaker::own_shadow(ir::VarId param, bool is_seed, ir::Region& out) {
  const ir::Variable& variable = primal_.var(param);
  const ir::Type type = shadow_type(ir::strip_reference(variable.type));
  const bool is_dot = gives_columns() || (is_hessian() && is_seed);
  const std::string name = variable.name + (is_dot ? "_dot" : "_bar");
  const Expr place = ir::place_of(primal_, param);
  Expr extent;
  for (const Side* side : {&columns_, &rows_}) {
    for (const Piece* piece : pieces_of(*side, param)) {
      if (piece->term.members.empty() && !extent) extent = piece->extent;
    }
  }
  Expr object;
  if (type->kind == ir::TypeKind::kPointer) {
    // Behind a pointer of which only members are listed there is one object.
    object = buffer(name, type->element, extent ? elements_of(type, extent) : position(1), before_,
                    /*is_zeroed=*/type->element->kind == ir::TypeKind::kRecord);
  } else {
    const bool copies = type->kind == ir::TypeKind::kRecord && type->record && !type->record->is_default_constructible;
    object = local(name, type, copies ? place : nullptr, before_);
  }
  for (const MemberPointer& one : active_member_pointers(d_, request_, param)) {
    const Expr member = member_of(object_of(object), one.members);
    const std::string member_name = one.members.back() + (is_dot ? "_dot" : "_bar");
    before_.push_back(
        ir::assign(member, buffer(member_name, member->type->element, elements_of(member->type, one.extent), before_)));
  }
  // A sweep adds to what is there, or leaves alone what the primal does not overwrite. Gradients and products begin
  // with zero and the right shape themselves, and a seed that is loaded whole needs neither.
  const std::vector<const Piece*> loaded = is_seed ? pieces_of(seeds(), param) : std::vector<const Piece*>();
  const bool is_loaded = loaded.size() == 1 && loaded[0]->term.members.empty() &&
                         (is_row_of_doubles(type) || type->kind == ir::TypeKind::kPointer || scalars_in(type));
  const bool is_overwritten = kind_ == ir::RequestKind::kGradient || (is_hessian() && !is_seed);
  if (is_loaded || is_overwritten) return object;
  const bool is_one_object = type->kind == ir::TypeKind::kPointer && !extent;
  zero_shape(object, place, is_one_object ? position(1) : extent, out, out_);
  for (const MemberPointer& one : active_member_pointers(d_, request_, param)) {
    zero_shape(member_of(object_of(object), one.members), one.pointer, one.extent, out, out_);
  }
  return object;
}

/// The shadow that a sweep gets for a parameter.
Expr DenseMaker::shadow(ir::VarId param, bool is_seed, bool is_result, const Expr& row, ir::Region& out) {
  const bool keeps_seed = !is_result && (kind_ == ir::RequestKind::kAdjoint || !is_written(param));
  if (is_seed && keeps_seed && is_flat(seeds(), param)) return slice(seeds(), param, seed_);
  if (is_result && !is_seed && !gives_columns() && is_flat(results(), param)) return slice(results(), param, row);
  const Expr object = own_shadow(param, is_seed, out);
  if (is_seed) copy(seeds(), param, object, seed_, /*is_load=*/true, out);
  if (is_result) own_[param] = object;
  return object;
}

/// One shadow for each listed parameter; of a Hessian first the directions, then the products.
std::vector<Expr> DenseMaker::shadow_arguments(const Expr& row, ir::Region& out) {
  std::vector<Expr> shadows;
  const auto add_all = [&](bool takes_seeds, bool takes_results) {
    for (const ir::VarId param : primal_.params) {
      const bool is_seed = takes_seeds && names(seeds(), param);
      const bool is_result = takes_results && names(results(), param);
      if (is_seed || is_result) shadows.push_back(shadow(param, is_seed, is_result, row, out));
    }
  };
  if (is_hessian()) {
    add_all(true, false);
    add_all(false, true);
    return shadows;
  }
  add_all(is_seeded(), true);
  if (!is_seeded() || !names(rows_, {})) return shadows;
  const Piece& returned = *pieces_of(rows_, {})[0];
  const ir::Type type = shadow_type(ir::strip_reference(primal_.result));
  if (!gives_columns() && ir::is_real(type)) {
    shadows.push_back(ir::cast(at(seed_, returned.offset), type));
    return shadows;
  }
  const Expr object = local(derivative_name(primal_, gives_columns() ? "_dot" : "_bar"), type, nullptr, before_);
  if (gives_columns()) own_[{}] = object;
  else copy(seeds(), {}, object, seed_, /*is_load=*/true, out);
  shadows.push_back(object);
  return shadows;
}

void DenseMaker::store_results(const Expr& number, const Expr& row, ir::Region& out) {
  for (const auto& [param, object] : own_) {
    if (!gives_columns()) {
      copy(results(), param, object, row, /*is_load=*/false, out);
      continue;
    }
    for (const Piece* piece : pieces_of(results(), param)) {
      const Expr place = piece->term.members.empty() ? object : member_of(object_of(object), piece->term.members);
      each_scalar(place, piece->extent, piece->offset,
                  [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
                    inner.push_back(ir::assign(entry(k, number), ir::cast(scalar, ir::double_type(), true)));
                  },
                  out);
    }
  }
}

bool takes_schedule(const ir::Function& function) {
  return !function.params.empty() && !function.var(function.params.back()).default_argument.empty();
}

/// Calls the primal, or a derivative of it, which takes the primal's arguments first.
void DenseMaker::call(ir::FunctionId callee, const std::vector<Expr>& shadows, bool keeps_value, ir::Region& out) {
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

void DenseMaker::run_sweep(ir::FunctionId sweep, const Expr& number, ir::Region& out) {
  for (const ir::Stmt& stmt : restore_) out.push_back(stmt);
  Expr row;
  if (!gives_columns()) {
    row = ir::is_zero(number) ? matrix_
                              : local("row", matrix_->type, from(matrix_, times(number, columns_.total)), out);
    if (kind_ == ir::RequestKind::kAdjoint) fill_zero(row, columns_.total, out);
  }
  const Expr one = ir::real(1);
  if (is_seeded()) {
    if (kind_ == ir::RequestKind::kAdjoint) fill_zero(seed_, seeds().total, out);
    out.push_back(ir::assign(at(seed_, number), one));
  }
  const std::vector<Expr> shadows = shadow_arguments(row, out);
  call(sweep, shadows, value_comes_from_sweep_, out);
  if (is_seeded() && kind_ != ir::RequestKind::kAdjoint) out.push_back(ir::assign(at(seed_, number), ir::zero(one->type)));
  store_results(number, row, out);
}

const char* mode_of(ir::RequestKind kind) {
  switch (kind) {
    case ir::RequestKind::kTangent: return "Forward mode: a tangent for each column.";
    case ir::RequestKind::kAdjoint: return "Reverse mode: an adjoint for each row.";
    case ir::RequestKind::kGradient: return "Reverse mode: the only row is the gradient.";
    default: return "Reverse over forward mode: each row is a product with a unit direction.";
  }
}

void DenseMaker::add_sweeps(const Sweep& sweep, ir::Region& out) {
  if (sweep.directions > 0) return add_wide_sweeps(sweep, out);
  kind_ = sweep.kind;
  before_.clear();
  own_.clear();
  const Expr count = is_seeded() ? seeds().total : position(1);
  if (is_seeded()) {
    seed_ = buffer("seed", ir::double_type(), count, before_, /*is_zeroed=*/kind_ != ir::RequestKind::kAdjoint);
  }
  ir::Region sweeps;
  if (ir::is_one(count)) {
    run_sweep(sweep.function, position(0), sweeps);
  } else {
    ir::For loop = counted(gives_columns() ? "j" : "i", position(0), count);
    run_sweep(sweep.function, ir::var_ref(out_, loop.var), loop.body);
    sweeps.push_back(ir::make_stmt(std::move(loop)));
  }
  sweeps.front().comments.push_back(mode_of(kind_));
  append(std::move(before_), out);
  append(std::move(sweeps), out);
}

Expr wide_zero(const ir::Type& wide) { return ir::opaque({element_name(wide) + "{}"}, {}, wide); }

void clear_wide(const Expr& first, const Expr& count, ir::Region& out) {
  const Expr zero = wide_zero(first->type->element);
  out.push_back(ir::make_stmt(ir::Model{ir::ModelOp::kFill, {first, count, zero}, ir::HeapFamily::kNone}));
}

/// Memory for a column's part in all directions; zero before the sweep, which may leave some of it alone.
Expr DenseMaker::wide_result(const Piece& piece, const ir::Type& wide, ir::Region& out) {
  const bool is_returned = !piece.term.param.is_valid();
  const std::string name = is_returned ? derivative_name(primal_, "_dot") : primal_.var(piece.term.param).name + "_dot";
  if (piece.place && piece.place->type->kind == ir::TypeKind::kPointer) {
    return zeroed_wide(name, wide, piece.count, out);
  }
  const Expr object = local(name, wide, nullptr, before_);
  if (!is_returned && !is_once_) out.push_back(ir::assign(object, wide_zero(wide)));
  return object;
}

/// Numbers in all directions, zero before each sweep.
Expr DenseMaker::zeroed_wide(const std::string& name, const ir::Type& wide, const Expr& count, ir::Region& out) {
  const Expr first = buffer(name, wide, count, before_, /*is_zeroed=*/is_once_);
  const bool is_zero = is_once_ && ir::get_if<ir::AddressOf>(first);
  if (!is_zero) clear_wide(first, as_argument(count), out);
  return first;
}

std::vector<Expr> DenseMaker::wide_shadows(const ir::Type& wide, ir::Region& out) {
  if (!gives_columns()) wide_row_ = zeroed_wide("row", wide, columns_.total, out);
  std::vector<Expr> shadows;
  for (const ir::VarId param : primal_.params) {
    if (names(seeds(), param)) shadows.push_back(slice(seeds(), param, seed_));
    else if (names(columns_, param)) shadows.push_back(slice(columns_, param, wide_row_));
    else if (names(rows_, param)) shadows.push_back(own_[param] = wide_result(*pieces_of(rows_, param)[0], wide, out));
  }
  if (!names(rows_, {})) return shadows;
  const Piece& returned = *pieces_of(rows_, {})[0];
  shadows.push_back(gives_columns() ? own_[{}] = wide_result(returned, wide, out) : at(seed_, returned.offset));
  return shadows;
}

/// How many seeds there are from the first of a sweep on.
Expr DenseMaker::seeds_from(const Expr& first, int directions, ir::Region& out) {
  const Expr all = position(directions);
  if (is_known(seeds().total) && static_cast<long>(value_of(seeds().total)) % directions == 0) return all;
  const Expr left = ir::binary(BinaryOp::kSub, seeds().total, first);
  const Expr is_last = ir::binary(BinaryOp::kLess, left, all);
  return local("directions", ir::with_const(position_type()), ir::select(is_last, left, all), out);
}

void DenseMaker::run_wide_sweep(const Sweep& sweep, const Expr& first, ir::Region& out) {
  const Expr count = seeds_from(first, sweep.directions, out);
  const auto seed = [&](double value) {
    ir::For loop = counted("d", position(0), count);
    const Expr d = ir::var_ref(out_, loop.var);
    loop.body.push_back(ir::assign(ir::index(at(seed_, add(first, d)), d), ir::real(value)));
    out.push_back(ir::make_stmt(std::move(loop)));
  };
  // An adjoint leaves zeros where the primal overwrites, and the seed elsewhere.
  if (!gives_columns() && !is_once_) clear_wide(seed_, as_argument(seeds().total), out);
  seed(1);
  for (const ir::Stmt& stmt : restore_) out.push_back(stmt);
  call(sweep.function, wide_shadows(seed_->type->element, out), value_comes_from_sweep_, out);
  if (gives_columns() && !is_once_) seed(0);
  if (gives_columns()) store_columns(first, count, out);
  else store_rows(first, count, out);
}

void DenseMaker::store_columns(const Expr& first, const Expr& count, ir::Region& out) {
  for (const auto& [param, object] : own_) {
    const Piece& piece = *pieces_of(rows_, param)[0];
    const auto store = [&](const Expr& number, const Expr& row, ir::Region& region) {
      ir::For loop = counted("d", position(0), count);
      const Expr d = ir::var_ref(out_, loop.var);
      loop.body.push_back(ir::assign(entry(row, add(first, d)), ir::index(number, d)));
      region.push_back(ir::make_stmt(std::move(loop)));
    };
    if (object->type->kind == ir::TypeKind::kArray) {
      store(object, piece.offset, out);
      continue;
    }
    ir::For numbers = counted("k", position(0), piece.count);
    const Expr k = ir::var_ref(out_, numbers.var);
    store(at(object, k), add(piece.offset, k), numbers.body);
    out.push_back(ir::make_stmt(std::move(numbers)));
  }
}

/// Row by row, so that the matrix is written from its beginning to its end.
void DenseMaker::store_rows(const Expr& first, const Expr& count, ir::Region& out) {
  ir::For loop = counted("d", position(0), count);
  const Expr d = ir::var_ref(out_, loop.var);
  ir::For numbers = counted("k", position(0), columns_.total);
  const Expr k = ir::var_ref(out_, numbers.var);
  numbers.body.push_back(ir::assign(entry(add(first, d), k), ir::index(at(wide_row_, k), d)));
  loop.body.push_back(ir::make_stmt(std::move(numbers)));
  out.push_back(ir::make_stmt(std::move(loop)));
}

/// Sweeps of several columns or rows. What the last one carries more than there are is zero, and not stored.
void DenseMaker::add_wide_sweeps(const Sweep& sweep, ir::Region& out) {
  kind_ = sweep.kind;
  before_.clear();
  own_.clear();
  const Expr& count = seeds().total;
  is_once_ = is_known(count) && value_of(count) <= sweep.directions;
  const bool starts_zero = gives_columns() || is_once_;
  seed_ = buffer("seed", d_.wide_types.widen(ir::double_type(), sweep.directions, {}), count, before_, starts_zero);
  if (starts_zero && ir::get_if<ir::VarRef>(seed_)) clear_wide(seed_, as_argument(count), before_);
  ir::Region sweeps;
  if (is_once_) {
    run_wide_sweep(sweep, position(0), sweeps);
  } else {
    ir::For loop = counted(gives_columns() ? "j" : "i", position(0), count);
    loop.step = position(sweep.directions);
    run_wide_sweep(sweep, ir::var_ref(out_, loop.var), loop.body);
    sweeps.push_back(ir::make_stmt(std::move(loop)));
  }
  const std::string number = std::to_string(sweep.directions);
  sweeps.front().comments.push_back(gives_columns() ? "Forward mode: a tangent carries " + number + " columns at a time."
                                                    : "Reverse mode: an adjoint carries " + number + " rows at a time.");
  append(std::move(before_), out);
  append(std::move(sweeps), out);
}

/// `sweeps.take(…);`
ir::Stmt take(const Expr& sweeps, const std::vector<Expr>& arguments) {
  std::vector<std::string> text{"", ".take("};
  std::vector<Expr> operands{sweeps};
  for (const Expr& argument : arguments) {
    operands.push_back(argument);
    text.emplace_back(", ");
  }
  text.back() = ")";
  return ir::make_stmt(ir::Opaque{nullptr, false, std::move(text), std::move(operands), {}, true, false, {}, {}});
}

Expr DenseMaker::declare_sweeps(const ir::Type& number, ir::Region& out) {
  const ir::VarId sweeps = add_temporary(out_, "sweeps", ir::opaque_type("backsweep::SparseSweeps<" + element_name(number) + ">"));
  std::vector<Expr> arguments{matrix_, rows_.total, columns_.total};
  if (is_hessian()) arguments.push_back(ir::boolean(true));
  out.push_back(ir::make_stmt(ir::Declare{sweeps, nullptr, false, {}, std::move(arguments)}));
  return ir::var_ref(out_, sweeps);
}

/// What a sweep left in objects of ours goes to the matrix, scalar by scalar where it is not one after another.
void DenseMaker::take_results(const Expr& sweeps, ir::Region& out) {
  for (const auto& [param, object] : own_) {
    for (const Piece* piece : pieces_of(results(), param)) {
      const Expr place = piece->term.members.empty() ? object : member_of(object_of(object), piece->term.members);
      const bool is_wide = place->type->kind == ir::TypeKind::kArray && place->type->is_std && sweeps_.front().directions > 0;
      const bool is_row = place->type->kind == ir::TypeKind::kPointer || ir::get_if<ir::AddressOf>(place);
      if (is_wide) {
        out.push_back(take(sweeps, {as_argument(piece->offset), place}));
      } else if (is_row && (sweeps_.front().directions > 0 || is_row_of_doubles(place->type))) {
        out.push_back(take(sweeps, {as_argument(piece->offset), place, as_argument(piece->count)}));
      } else {
        each_scalar(place, piece->extent, piece->offset,
                    [&](const Expr& scalar, const Expr& k, ir::Region& inner) {
                      inner.push_back(take(sweeps, {k, ir::cast(scalar, ir::double_type(), true)}));
                    },
                    out);
      }
    }
  }
}

void DenseMaker::add_sparse_sweeps(const Sweep& sweep, ir::Region& out) {
  kind_ = sweep.kind;
  const bool is_wide = sweep.directions > 0;
  const ir::Type number = is_wide ? d_.wide_types.widen(ir::double_type(), sweep.directions, {}) : ir::double_type();
  seed_ = buffer("seed", number, columns_.total, before_);
  const Expr row = is_hessian() ? buffer("row", number, columns_.total, before_) : nullptr;
  const Expr sweeps = declare_sweeps(number, before_);
  ir::While loop;
  loop.condition = ir::opaque({"", ".next(", ")"}, {sweeps, seed_}, ir::bool_type());
  for (const ir::Stmt& stmt : restore_) loop.body.push_back(stmt);
  const std::vector<Expr> shadows = is_wide ? wide_shadows(number, loop.body) : shadow_arguments(row, loop.body);
  call(sweep.function, shadows, /*keeps_value=*/false, loop.body);
  if (is_hessian()) {
    store_results(nullptr, row, loop.body);
    loop.body.push_back(take(sweeps, {as_argument(position(0)), row, columns_.total}));
  } else {
    take_results(sweeps, loop.body);
  }
  ir::Stmt stmt = ir::make_stmt(std::move(loop));
  stmt.comments.push_back(is_hessian() ? "Each product is one with the columns of a group, which share no row."
                                       : "Each direction is that of the columns of a group, which share no row.");
  append(std::move(before_), out);
  out.push_back(std::move(stmt));
}

void DenseMaker::choose_sweep() {
  if (request_.is_sparse) return add_sparse_sweeps(sweeps_.front(), out_.body);
  if (sweeps_.size() == 1) return add_sweeps(sweeps_.front(), out_.body);
  ir::If choice;
  choice.condition = ir::binary(BinaryOp::kLessEqual, times(position(2), columns_.total), times(position(3), rows_.total));
  add_sweeps(sweeps_[0], choice.then_region);
  add_sweeps(sweeps_[1], choice.else_region);
  ir::Stmt stmt = ir::make_stmt(std::move(choice));
  stmt.comments.push_back("The cheaper mode: a tangent costs about two evaluations, an adjoint about three.");
  out_.body.push_back(std::move(stmt));
}

/// The upper triangle becomes the lower one: rounding differs between the two.
void DenseMaker::mirror() {
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

void DenseMaker::refuse_hidden_state() {
  ir::walk(primal_.body, [&](const ir::Stmt& stmt) {
    if (!plan::hides_state(d_.primal, stmt)) return;
    d_.sink.error(diagnostics::Kind::kUnsupported, stmt.span.is_known() ? stmt.span : primal_.span,
                  {"this statement (another sweep may get another value from it)"})
        .note(diagnostics::Kind::kWayOut, stmt.span, {kOneSweep});
  });
}

/// What the primal reads and overwrites is put back before each sweep.
void DenseMaker::keep_inputs() {
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

void DenseMaker::keep_input(analysis::FunctionZones& zones, analysis::ZoneId root) {
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
    const Expr kept = ir::var_ref(out_, add_temporary(out_, primal_.var(var).name + "_in", shadow_type(place->type)));
    const bool is_c_array = is_copied_by_elements(place->type);
    out_.body.push_back(ir::declare(ir::root_var(kept), is_c_array ? nullptr : place));
    if (is_c_array) out_.body.push_back(copy_elements(kept, place));
    restore_.push_back(is_c_array ? copy_elements(place, kept) : ir::assign(place, kept));
    return;
  }
  const Expr extent = extent_of(primal_, term_of(request_, var));
  if (!extent) {
    d_.sink.error(diagnostics::Kind::kNoExtent, primal_.var(var).span, {primal_.var(var).name})
        .note(diagnostics::Kind::kWriteExtent, primal_.var(var).span, {primal_.var(var).name + "[n]"});
    return;
  }
  const Scalars scalars = scalars_behind(ir::var_ref(out_, var), extent);
  const ir::Type element = shadow_type(scalars.first->type->element);
  if (element->spelling.empty()) return refuse();
  const Expr kept = buffer(primal_.var(var).name + "_in", element, as_position(scalars.count), out_.body);
  out_.body.push_back(copy_scalars(kept, scalars.first, scalars.count));
  restore_.push_back(copy_scalars(scalars.first, kept, scalars.count));
}

/// Sweeps return the primal's value; where none may run, or adjoints do, the primal runs for it.
void DenseMaker::keep_value() {
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

std::optional<ir::Function> DenseMaker::make() {
  refuse_hidden_state();
  if (!lay_out_matrix()) return std::nullopt;
  // Locals of the primal are none of this function's: their names are free.
  for (ir::Variable& variable : out_.vars) {
    if (variable.role == ir::VarRole::kLocal || variable.role == ir::VarRole::kInduction) variable.name.clear();
  }
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
  const auto name_total = [&](Side& side, const char* name) {
    if (!is_known(side.total)) side.total = local(name, position_type(), side.total, out_.body);
  };
  name_total(columns_, is_hessian() ? "size" : "columns");
  if (is_hessian()) rows_.total = columns_.total;
  else name_total(rows_, "rows");
  keep_inputs();
  keep_value();
  choose_sweep();
  if (is_hessian() && !request_.is_sparse) mirror();
  if (value_.is_valid()) out_.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(out_, value_)}));
  if (uses_blocks_) {
    ir::Region start;
    take_workspace(out_, blocks_, "local_blocks", "blocks_frame", start);
    append(std::move(out_.body), start);
    out_.body = std::move(start);
  }
  simplify(out_, d_.pure_functions());
  return std::move(out_);
}

}  // namespace

std::optional<ir::Function> make_dense(Derivation& derivation, const ir::Request& request, const std::string& name,
                                       const std::vector<Sweep>& sweeps) {
  return DenseMaker(derivation, request, name, sweeps).make();
}

}  // namespace backsweep::transform
