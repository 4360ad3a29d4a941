// Makes derivatives carry several directions.
#include "transform/widen.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "ir/build.h"
#include "ir/walk.h"
#include "transform/derivative_variables.h"
#include "transform/direction_loops.h"
#include "transform/direction_terms.h"
#include "transform/memory.h"
#include "transform/names.h"
#include "transform/shadow.h"
#include "transform/zero_directions.h"

namespace backsweep::transform {
namespace {

using ir::ModelOp;

// Shadows are filled with zeros, or with objects of zero bytes, which those of several directions are by themselves.
bool is_zero_fill(const ir::Expr& value) { return ir::is_zero(value) || ir::get_if<ir::OpaqueExpr>(value); }

class Widener {
 public:
  Widener(Derivation& d, ir::Function& function, DerivativeVariables& wide)
      : d_(d), function_(function), wide_(wide), loops_(function, d.directions, wide.vars) {}

  void run() {
    // Beside the derivative for one direction it would be the same symbol to a linker.
    function_.linkage.is_extern_c = false;
    refuse_bases();
    take_by_reference();
    for (const ir::VarId var : wide_.vars) {
      ir::Variable& variable = function_.var(var);
      if (has_open_end(variable.type)) return refuse_open_end(variable);
      if (!has_type_.count(var)) variable.type = widened(variable.type);
    }
    find_blocks();
    ir::Region body;
    region(function_.body, body);
    start_workspace(body);
    function_.body = std::move(body);
    const ir::VarId direction = ir::get_if<ir::VarRef>(loops_.direction())->var;
    narrow_locals(function_, direction);
    skip_zero_directions(function_, wide_.vars, d_.directions, direction);
    separate_terms(function_, wide_.vars, d_.directions, direction);
  }

 private:
  ir::Type widened(const ir::Type& type) {
    return d_.wide_types.widen(type, d_.directions, function_.namespaces);
  }

  ir::Expr ref(ir::VarId var) const { return ir::var_ref(function_, var); }

  void refuse(const ir::Stmt& stmt, const std::string& what) {
    const base::SourceSpan span = stmt.span.is_known() ? stmt.span : function_.span;
    d_.sink.error(diagnostics::Kind::kUnsupported, span, {what + " with several directions"})
        .note(diagnostics::Kind::kWayOut, span,
              {"leave --directions away, and call the derivative once for each direction"});
  }

  // Of structs for several directions none is the base of another.
  void refuse_bases() {
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      if (!names_base(stmt)) return;
      refuse(stmt, "a pointer or reference to the base of an object with derivatives");
    });
  }

  bool names_base(const ir::Stmt& stmt) const {
    bool found = false;
    const auto check = [&](const ir::Expr& from, const ir::Type& to) {
      found = found || (from && wide_.is_derivative(from) && leads_to_other_record(from->type, to));
    };
    ir::visit_exprs(stmt, [&](const ir::Expr& whole, ir::Use) {
      ir::walk(whole, [&](const ir::Expr& expr) {
        const bool passes_on = ir::get_if<ir::Select>(expr) || ir::get_if<ir::Cast>(expr);
        for (const ir::Expr& operand : passes_on ? ir::children(expr) : std::vector<ir::Expr>()) check(operand, expr->type);
      });
    });
    if (const auto* declared = ir::get_if<ir::Declare>(stmt)) check(declared->init, function_.var(declared->var).type);
    if (const auto* assigned = ir::get_if<ir::Assign>(stmt)) check(assigned->value, assigned->place->type);
    if (const auto* call = ir::get_if<ir::Call>(stmt)) {
      const ir::Function& callee = d_.program.function(call->callee);
      for (std::size_t i = 0; i < std::min(call->arguments.size(), callee.params.size()); ++i) {
        const ir::Type& taken = callee.var(callee.params[i]).type;
        const ir::Type& given = call->arguments[i]->type;
        if (leads_to_other_record(given, taken) && leads_to_other_record(d_.wide_types.widen(given, d_.directions, function_.namespaces), taken)) {
          check(call->arguments[i], taken);
        }
      }
    }
    return found;
  }

  static bool leads_to_other_record(const ir::Type& from, const ir::Type& to) {
    const bool are_pointers = ir::is_pointer_like(from) && ir::is_pointer_like(to);
    const bool are_records = are_pointers && from->element->kind == ir::TypeKind::kRecord && to->element->kind == ir::TypeKind::kRecord;
    return are_records && from->element->record != to->element->record;
  }

  // A struct that ends with an array without a length: what is allocated behind it was counted in bytes of the primal.
  static bool has_open_end(const ir::Type& type) {
    if (!type || !ir::carries_real(type)) return false;
    const bool is_c_array = type->kind == ir::TypeKind::kArray && !type->is_std;
    if (type->kind != ir::TypeKind::kRecord) return !is_c_array && has_open_end(type->element);
    const std::vector<ir::Field>& fields = type->record->fields;
    return !fields.empty() && fields.back().type->kind == ir::TypeKind::kArray && !fields.back().type->extent;
  }

  void refuse_open_end(const ir::Variable& variable) {
    const base::SourceSpan& span = variable.span.is_known() ? variable.span : function_.span;
    d_.sink
        .error(diagnostics::Kind::kUnsupported, span,
               {"a struct that ends with an array of any length, with several directions,"})
        .note(diagnostics::Kind::kWayOut, span,
              {"leave --directions away, and call the derivative once for each direction, or allocate the array "
               "by itself"});
  }

  // A parameter that is one real number comes as a reference to its directions; where the body changes it, as a copy.
  void take_by_reference() {
    for (ir::VarId& param : function_.params) {
      const ir::Type type = function_.var(param).type;
      if (!wide_.vars.count(param) || !ir::is_real(type)) continue;
      const ir::Type reference = ir::reference_to(ir::with_const(widened(type)));
      if (!is_changed(param)) {
        function_.var(param).type = reference;
        has_type_.insert(param);
        by_reference_.insert(param);
        continue;
      }
      const ir::VarId copy = param;
      ir::Variable variable = function_.var(copy);
      variable.type = reference;
      function_.var(copy).role = ir::VarRole::kLocal;
      function_.var(copy).name = unique_name(function_, variable.name);
      param = function_.add_var(std::move(variable));
      wide_.vars.insert(param);
      has_type_.insert(param);
      function_.body.insert(function_.body.begin(), ir::declare(copy, ir::deref(ref(param))));
    }
  }

  bool is_changed(ir::VarId var) const {
    bool found = false;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use use) {
        found = found || (use != ir::Use::kRead && base_var(expr) == var);
        ir::walk(expr, [&](const ir::Expr& e) {
          const auto* address = ir::get_if<ir::AddressOf>(e);
          found = found || (address && base_var(address->place) == var);
        });
      });
    });
    return found;
  }

  // Records of single iterations are given back, the latest first, and with them whatever came after them.
  // Also the reverse part of a call gives back what its forward part took, and all that was taken since.
  bool releases_blocks() const {
    bool found = false;
    ir::walk(function_.body, [&](const ir::Stmt& stmt) {
      const auto* text = ir::get_if<ir::Opaque>(stmt);
      found = found || (text && text->text.size() > 1 && text->text[1].rfind(".release(", 0) == 0);
      const auto* call = ir::get_if<ir::Call>(stmt);
      found = found || (call && std::any_of(call->arguments.begin(), call->arguments.end(), is_workspace));
    });
    return found;
  }

  static bool is_workspace(const ir::Expr& expr) {
    return ir::strip_reference(expr->type)->spelling.find("backsweep::Workspace") != std::string::npos;
  }

  // Vectors of the function's outermost scope that keep their size: N times the primal's memory, which comes from the
  // workspace as it would otherwise be new in every call.
  void find_blocks() {
    if (releases_blocks()) return;
    for (const ir::Stmt& stmt : function_.body) {
      const auto* s = ir::get_if<ir::Declare>(stmt);
      if (!s || !wide_.vars.count(s->var) || s->init || !s->elements.empty() || s->arguments.empty()) continue;
      const ir::Type element = function_.var(s->var).type->element;
      const bool is_zero = s->arguments.size() == 1 || is_zero_fill(s->arguments[1]);
      if (function_.var(s->var).type->kind != ir::TypeKind::kVector || !is_zero || spelled(element).empty()) continue;
      if (!ir::is_only_indexed(function_.body, s->var)) continue;
      function_.var(s->var).type = ir::pointer_to(element);
      blocks_.insert(s->var);
    }
  }

  // Elements that are numbers alone; nothing for others.
  std::string spelled(const ir::Type& element) const {
    if (element->kind == ir::TypeKind::kArray && ir::is_real(element->element)) return element_name(element);
    return element->kind == ir::TypeKind::kRecord && is_numbers(element) ? element->spelling : "";
  }

  static bool is_numbers(const ir::Type& type) {
    if (type->kind == ir::TypeKind::kArray) return is_numbers(type->element);
    if (type->kind != ir::TypeKind::kRecord) return ir::is_real(type);
    return std::all_of(type->record->fields.begin(), type->record->fields.end(),
                       [](const ir::Field& field) { return is_numbers(field.type); });
  }

  void declare_block(const ir::Stmt& stmt, const ir::Declare& s, ir::Region& out) {
    if (!workspace_.is_valid()) {
      workspace_ = add_temporary(function_, "shadow_blocks", ir::opaque_type("backsweep::Workspace&"));
    }
    const ir::Type element = function_.var(s.var).type->element;
    const std::string name = spelled(element);
    const ir::Expr count = path(s.arguments[0]);
    const ir::Expr block = ir::opaque({"", ".allocate_zeros<" + name + ">(", ")"}, {ref(workspace_), count}, ir::pointer_to(element));
    loops_.once(like(stmt, ir::Declare{s.var, block, false, {}, {}}), out);
  }

  void start_workspace(ir::Region& body) {
    if (!workspace_.is_valid()) return;
    ir::Region start;
    take_workspace(function_, workspace_, "local_blocks", "shadow_frame", start);
    ir::prepend(std::move(start), body);
  }

  // The same place or pointer, or value without derivatives in it, over the widened variables.
  ir::Expr path(const ir::Expr& expr) {
    if (!expr) return expr;
    if (const auto* node = ir::get_if<ir::VarRef>(expr)) {
      if (!wide_.vars.count(node->var)) return expr;
      return by_reference_.count(node->var) ? ir::deref(ref(node->var)) : ref(node->var);
    }
    if (const auto* node = ir::get_if<ir::Member>(expr)) return member(*node, expr);
    if (const auto* node = ir::get_if<ir::Index>(expr)) return ir::index(path(node->base), path(node->index));
    if (const auto* node = ir::get_if<ir::Deref>(expr)) return ir::deref(path(node->pointer));
    if (const auto* node = ir::get_if<ir::AddressOf>(expr)) return ir::address_of(path(node->place));
    std::vector<ir::Expr> operands = ir::children(expr);
    if (operands.empty()) return expr;
    for (ir::Expr& operand : operands) operand = path(operand);
    const ir::Expr made = ir::with_children(expr, operands);
    if (!ir::is_pointer_like(expr->type) || !wide_.is_derivative(expr)) return made;
    ir::ExprNode node = *made;
    node.type = widened(expr->type);
    return std::make_shared<const ir::ExprNode>(std::move(node));
  }

  ir::Expr member(const ir::Member& node, const ir::Expr& expr) {
    const ir::Expr base = path(node.base);
    if (base->type->kind == ir::TypeKind::kRecord && base->type->record != node.base->type->record) {
      for (const ir::Field& field : base->type->record->fields) {
        if (field.name == node.field) return ir::member(base, node.field, field.type);
      }
      refuse(*current_, "member '" + node.field + "', which holds no real numbers, of a derivative");
    }
    return ir::member(base, node.field, expr->type, node.is_private);
  }

  // The value for the direction of the loop around it.
  ir::Expr value(const ir::Expr& expr) {
    if (!wide_.is_derivative(expr)) return path(expr);
    if (ir::is_place(expr)) return ir::index(path(expr), loops_.direction());
    std::vector<ir::Expr> operands = ir::children(expr);
    for (ir::Expr& operand : operands) operand = asks_for_derivative(operand) ? for_direction(operand) : value(operand);
    return ir::with_children(expr, operands);
  }

  ir::Expr element(const ir::Expr& place) { return ir::index(path(place), loops_.direction()); }

  ir::Stmt like(const ir::Stmt& stmt, ir::StmtVariant node) const {
    ir::Stmt made = stmt;
    made.node = std::move(node);
    return made;
  }

  void region(const ir::Region& from, ir::Region& to) {
    for (const ir::Stmt& stmt : from) statement(stmt, to);
    loops_.flush(to);
    loops_.forget_all();
  }

  void statement(const ir::Stmt& stmt, ir::Region& out) {
    current_ = &stmt;
    if (const auto* s = ir::get_if<ir::If>(stmt); s && asks_for_derivative(s->condition)) return choice(*s, out);
    if (!ir::regions(stmt).empty()) return compound(stmt, out);
    if (const auto* s = ir::get_if<ir::Declare>(stmt)) return declare(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Assign>(stmt); s && assigns_real(s->place)) {
      return loops_.each(like(stmt, ir::Assign{element(s->place), value(s->value)}), out);
    }
    if (const auto* s = ir::get_if<ir::Update>(stmt); s && assigns_real(s->place)) {
      return loops_.each(like(stmt, ir::Update{element(s->place), s->op, value(s->value)}), out);
    }
    if (const auto* s = ir::get_if<ir::Call>(stmt)) return call(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Model>(stmt)) return model(stmt, *s, out);
    if (const auto* s = ir::get_if<ir::Opaque>(stmt)) refuse_text(stmt, *s);
    rest(stmt, out);
  }

  // `if (length_bar != 0)` has an outcome for each direction: terms that it keeps out are zero in that direction.
  void choice(const ir::If& branch, ir::Region& out) {
    const ir::Expr condition = for_direction(branch.condition);
    for (const ir::Stmt& stmt : branch.then_region) {
      const auto* s = ir::get_if<ir::Update>(stmt);
      if (!s || !assigns_real(s->place)) return refuse(stmt, "this statement under a condition on a derivative");
      const ir::Expr term = value(s->value);
      const ir::Expr chosen = ir::make_expr(ir::Select{condition, term, ir::zero(ir::without_const(term->type))}, ir::without_const(term->type));
      loops_.each(like(stmt, ir::Update{element(s->place), s->op, chosen}), out);
    }
  }

  [[nodiscard]] bool asks_for_derivative(const ir::Expr& condition) const {
    bool found = false;
    ir::walk(condition, [&](const ir::Expr& e) { found = found || (ir::is_real(e->type) && wide_.is_derivative(e)); });
    return found;
  }

  ir::Expr for_direction(const ir::Expr& condition) {
    if (ir::is_real(condition->type)) return value(condition);
    std::vector<ir::Expr> operands = ir::children(condition);
    if (operands.empty() || ir::is_place(condition)) return path(condition);
    for (ir::Expr& operand : operands) operand = for_direction(operand);
    return ir::with_children(condition, operands);
  }

  [[nodiscard]] bool assigns_real(const ir::Expr& place) const { return ir::is_real(place->type) && wide_.is_derivative(place); }

  // A shadow that becomes a copy of the primal's object, to be set to zero behind it.
  [[nodiscard]] bool takes_shape_of_primal(const ir::Stmt& stmt) const {
    const auto* s = ir::get_if<ir::Assign>(stmt);
    if (!s || ir::is_pointer_like(s->place->type) || !wide_.is_derivative(s->place)) return false;
    return ir::is_place(s->value) && ir::carries_real(s->value->type) && !wide_.is_derivative(s->value);
  }

  // Everything that is done once: pointers move, objects are copied whole.
  void rest(const ir::Stmt& stmt, ir::Region& out) {
    if (takes_shape_of_primal(stmt)) {
      const auto& assigned = std::get<ir::Assign>(stmt.node);
      return take_shape(path(assigned.place), path(assigned.value), out);
    }
    ir::Stmt made = stmt;
    ir::map_exprs(made, [&](const ir::Expr& expr) { return path(expr); });
    loops_.once(std::move(made), out);
  }

  void compound(const ir::Stmt& stmt, ir::Region& out) {
    loops_.flush(out);
    loops_.forget_all();
    ir::Stmt made = stmt;
    ir::map_exprs(made, [&](const ir::Expr& expr) { return path(expr); });
    const std::vector<const ir::Region*> inner = ir::regions(stmt);
    const std::vector<ir::Region*> target = ir::regions(made);
    for (std::size_t i = 0; i < inner.size(); ++i) {
      target[i]->clear();
      region(*inner[i], *target[i]);
    }
    out.push_back(std::move(made));
  }

  void declare(const ir::Stmt& stmt, const ir::Declare& s, ir::Region& out) {
    if (!wide_.vars.count(s.var)) return rest(stmt, out);
    if (blocks_.count(s.var)) return declare_block(stmt, s, out);
    if (is_taken_whole(s) && !ir::is_pointer_like(s.init->type) && !wide_.is_derivative(s.init)) {
      // The primal's object, for its shape; what is in it is cleared.
      const bool is_shape = function_.var(s.var).type->kind == ir::TypeKind::kVector;
      loops_.once(like(stmt, ir::Declare{s.var, nullptr, /*zeroed=*/!is_shape, {}, {}}), out);
      return take_shape(ref(s.var), path(s.init), out);
    }
    if (is_taken_whole(s)) return rest(stmt, out);
    if (binds_members(s)) return bind_members(stmt, s, out);
    ir::Declare made{s.var, nullptr, s.zeroed, {}, {}};
    if (s.init && ir::is_zero(s.init)) made.zeroed = true;
    const ir::Type& type = function_.var(s.var).type;
    if (!s.arguments.empty()) {
      made.arguments.push_back(path(s.arguments[0]));
      if (s.arguments.size() > 1 && !is_zero_fill(s.arguments[1])) made.arguments.push_back(whole(s.arguments[1], out));
    }
    if (!s.elements.empty() && type->kind == ir::TypeKind::kVector) {
      made.arguments = {ir::integer(static_cast<long>(s.elements.size()), ir::size_type())};
    } else if (!s.elements.empty()) {
      made.zeroed = true;
    }
    if (!s.init || made.zeroed) {
      loops_.once(like(stmt, std::move(made)), out);
      return elements(stmt, s, out);
    }
    loops_.once(ir::make_stmt(std::move(made)), out);
    loops_.each(like(stmt, ir::Assign{ir::index(ref(s.var), loops_.direction()), value(s.init)}), out);
  }

  // A pointer, a reference, or an object that is a copy of another.
  bool is_taken_whole(const ir::Declare& s) const {
    return s.init && !ir::is_real(s.init->type) && s.elements.empty() && s.arguments.empty();
  }

  static bool is_reference(const ir::Field& field) { return field.type->kind == ir::TypeKind::kReference; }

  [[nodiscard]] bool binds_members(const ir::Declare& s) const {
    const ir::Type& type = function_.var(s.var).type;
    if (s.elements.empty() || type->kind != ir::TypeKind::kRecord) return false;
    return std::any_of(type->record->fields.begin(), type->record->fields.end(), is_reference);
  }

  // { a, b } where members are references, which are bound at once or never.
  void bind_members(const ir::Stmt& stmt, const ir::Declare& s, ir::Region& out) {
    const std::vector<ir::Field>& fields = function_.var(s.var).type->record->fields;
    ir::Declare made{s.var, nullptr, false, {}, {}};
    for (const ir::Expr& one : s.elements) {
      if (!ir::carries_real(one->type)) continue;
      const bool is_bound = made.elements.size() < fields.size() && is_reference(fields[made.elements.size()]);
      if (is_bound && !wide_.is_derivative(one)) return refuse(stmt, "a reference to what has no derivative");
      made.elements.push_back(ir::is_pointer_like(one->type) ? path(one) : whole(one, out));
    }
    loops_.once(like(stmt, std::move(made)), out);
  }

  // { a, b }: member by member.
  void elements(const ir::Stmt& stmt, const ir::Declare& s, ir::Region& out) {
    const ir::Expr object = ref(s.var);
    const ir::Record* record = s.elements.empty() || object->type->kind != ir::TypeKind::kRecord ? nullptr : object->type->record;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < s.elements.size(); ++i) {
      const ir::Expr& one = s.elements[i];
      if (!ir::carries_real(one->type)) continue;
      if (record && kept >= record->fields.size()) return refuse(stmt, "this initialization");
      const ir::Expr place = record ? ir::member(object, record->fields[kept].name, record->fields[kept].type)
                                    : ir::index(object, ir::integer(static_cast<long>(i), ir::size_type()));
      ++kept;
      if (ir::is_zero(one)) continue;
      if (ir::is_real(one->type)) {
        loops_.each(ir::assign(ir::index(place, loops_.direction()), value(one)), out);
      } else {
        loops_.once(ir::assign(place, path(one)), out);
      }
    }
  }

  // An object of all directions that holds the value: a place as it is, anything else in a variable.
  ir::Expr whole(const ir::Expr& expr, ir::Region& out) {
    const ir::Expr place = ir::get_if<ir::Cast>(expr) ? ir::get_if<ir::Cast>(expr)->operand : expr;
    const bool is_number = ir::is_real(expr->type);
    if (wide_.is_derivative(expr) && (!is_number || (ir::is_place(place) && ir::same_type(place->type, expr->type)))) {
      return path(place);
    }
    if (!ir::carries_real(expr->type)) return path(expr);
    const ir::VarId var = add_temporary(function_, "directions", widened(shadow_type(expr->type)));
    wide_.vars.insert(var);
    const bool is_zero = !is_number || ir::is_zero(expr);
    loops_.once(ir::make_stmt(ir::Declare{var, nullptr, is_zero, {}, {}}), out);
    if (!is_zero) loops_.each(ir::assign(ir::index(ref(var), loops_.direction()), value(expr)), out);
    if (!is_number) take_shape(ref(var), path(expr), out);
    return ref(var);
  }

  // Gives the vectors in an object the sizes of those in `like`. Elements that they get are zero.
  void take_shape(const ir::Expr& made, const ir::Expr& like, ir::Region& out) {
    const ir::Type& type = like->type;
    if (!holds_vector(type)) return;
    if (type->kind == ir::TypeKind::kRecord) {
      for (const ir::Field& field : made->type->record->fields) {
        for (const ir::Field& of : type->record->fields) {
          if (of.name != field.name) continue;
          take_shape(ir::member(made, field.name, field.type), ir::member(like, of.name, of.type, of.is_private), out);
        }
      }
      return;
    }
    if (type->kind == ir::TypeKind::kVector) {
      loops_.once(ir::make_stmt(ir::Model{ModelOp::kResize, {made, ir::size_of(like)}, ir::HeapFamily::kNone}), out);
    }
    if (!holds_vector(type->element)) return;
    ir::For loop;
    loop.var = add_temporary(function_, "k", ir::size_type());
    function_.var(loop.var).role = ir::VarRole::kInduction;
    loop.from = ir::integer(0, ir::size_type());
    loop.to = ir::cast(ir::size_of(like), ir::size_type(), /*is_implicit=*/true);
    loop.step = ir::integer(1, ir::size_type());
    loops_.flush(out);
    const ir::Expr k = ref(loop.var);
    take_shape(ir::index(made, k), ir::index(like, k), loop.body);
    loops_.flush(loop.body);
    loops_.once(ir::make_stmt(std::move(loop)), out);
  }

  static bool holds_vector(const ir::Type& type) {
    if (!type || !ir::carries_real(type)) return false;
    if (type->kind == ir::TypeKind::kVector) return true;
    if (type->kind == ir::TypeKind::kArray) return holds_vector(type->element);
    if (type->kind != ir::TypeKind::kRecord) return false;
    return std::any_of(type->record->fields.begin(), type->record->fields.end(),
                       [](const ir::Field& field) { return holds_vector(field.type); });
  }

  void call(const ir::Stmt& stmt, const ir::Call& s, ir::Region& out) {
    const auto first = d_.first_shadow.find(s.callee);
    if (first == d_.first_shadow.end()) return rest(stmt, out);
    if (!d_.program.function(s.callee).is_defined) return refuse(stmt, "a derivative of the user's own");
    ir::Call made = s;
    for (std::size_t i = 0; i < s.arguments.size(); ++i) {
      const ir::Expr& argument = s.arguments[i];
      const bool is_number = i >= first->second && ir::is_real(argument->type);
      made.arguments[i] = is_number ? ir::address_of(whole(argument, out)) : path(argument);
    }
    loops_.once(like(stmt, std::move(made)), out);
  }

  void model(const ir::Stmt& stmt, const ir::Model& s, ir::Region& out) {
    if (!wide_.is_derivative(s.operands[0])) return rest(stmt, out);
    ir::Model made = s;
    // A vector's new elements are zero by themselves.
    if (s.op == ModelOp::kResize && s.operands.size() > 2 && is_zero_fill(s.operands[2])) made.operands.pop_back();
    for (ir::Expr& operand : made.operands) {
      const bool is_object = s.op == ModelOp::kPushBack || s.op == ModelOp::kResize || s.op == ModelOp::kAssignFill ||
                             s.op == ModelOp::kFill;
      const bool is_value = &operand != &made.operands[0] && s.op != ModelOp::kSwap &&
                            (ir::is_real(operand->type) || (is_object && ir::carries_real(operand->type)));
      operand = is_value ? whole(operand, out) : path(operand);
    }
    loops_.once(like(stmt, std::move(made)), out);
  }

  // Copies and moves of memory mean the same for elements of several numbers; other text is not understood.
  void refuse_text(const ir::Stmt& stmt, const ir::Opaque& text) {
    const std::string& name = text.text.front();
    const bool is_known = name.rfind("std::copy_n(", 0) == 0 || name.rfind("backsweep::move_adjoint(", 0) == 0;
    const bool reads = std::any_of(text.operands.begin(), text.operands.end(), [&](const ir::Expr& e) { return wide_.is_derivative(e); });
    if (reads && !is_known) refuse(stmt, "this statement");
  }

  Derivation& d_;
  ir::Function& function_;
  DerivativeVariables& wide_;
  DirectionLoops loops_;
  std::set<ir::VarId> blocks_;        ///< Vectors that are blocks of the workspace.
  ir::VarId workspace_;               ///< Where they come from; invalid if there are none.
  std::set<ir::VarId> has_type_;      ///< Parameters that have their new type already.
  std::set<ir::VarId> by_reference_;  ///< Among them those that were numbers and are references now.
  const ir::Stmt* current_ = nullptr;
};

}  // namespace

void widen(Derivation& d, ir::Function& function, const std::vector<ir::VarId>& shadows) {
  if (d.directions == 0) return;
  DerivativeVariables wide(d, function, shadows);
  Widener(d, function, wide).run();
}

}  // namespace backsweep::transform
