// How library objects come into being: constructors of std::vector, std::array, std::pair and std::tuple, initializer lists, heap
// blocks.
#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclTemplate.h>

#include <utility>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;
using ir::ModelOp;
using Exprs = std::vector<const clang::Expr*>;

/// A constructor call without its default arguments.
struct Construction {
  const clang::CXXConstructExpr* expr = nullptr;
  std::string owner;  ///< "std::vector".
  Exprs arguments;
};

/// The expression that makes the object: conversions that only name a constructor, and elided copies, are left out.
const clang::Expr& made_by(const clang::Expr& expr) {
  const clang::Expr* result = &bare(expr);
  while (true) {
    const clang::Expr* next = result;
    if (const auto* cast = llvm::dyn_cast<clang::ExplicitCastExpr>(result)) {
      const bool only_names =
          cast->getCastKind() == clang::CK_ConstructorConversion || cast->getCastKind() == clang::CK_NoOp;
      if (only_names && cast->isPRValue()) next = &bare(*cast->getSubExpr());
    } else if (const auto* copy = llvm::dyn_cast<clang::CXXConstructExpr>(result);
               copy && copy->isElidable() && copy->getNumArgs() == 1) {
      next = &bare(*copy->getArg(0));
    } else if (const auto* braces = llvm::dyn_cast<clang::InitListExpr>(result); braces && braces->isTransparent()) {
      next = &bare(*braces->getInit(0));
    }
    if (next == result) return *result;
    result = next;
  }
}

std::optional<Construction> construction_of(const clang::Expr& expr) {
  const auto* construct = llvm::dyn_cast<clang::CXXConstructExpr>(&expr);
  if (!construct || construct->getType()->isArrayType()) return std::nullopt;
  Construction result{construct, library_name(*construct->getConstructor()->getParent()), {}};
  for (const clang::Expr* argument : construct->arguments()) {
    if (!llvm::isa<clang::CXXDefaultArgExpr>(argument)) result.arguments.push_back(argument);
  }
  return result;
}

bool is_iterator_or_pointer(const clang::Expr& expr) {
  const clang::QualType type = expr.getType().getNonReferenceType();
  return type->isPointerType() || type->isArrayType() || is_iterator_class(library_class(type));
}

bool is_scalar(const ir::Type& type) { return ir::is_real(type) || ir::is_integer(type) || ir::is_pointer_like(type); }

bool is_product(const std::string& owner) { return owner == "std::pair" || owner == "std::tuple"; }

bool is_library_object(const std::string& owner) { return owner == "std::vector" || owner == "std::array" || is_product(owner); }

/// The elements of a std::array's initializer, whose C array is one more list inside.
Exprs array_elements(const clang::InitListExpr& outer) {
  const clang::InitListExpr* list = &outer;
  if (list->getNumInits() == 1 && list->getInit(0)->getType()->isArrayType()) {
    list = llvm::dyn_cast<clang::InitListExpr>(&bare(*list->getInit(0)));
  }
  Exprs result;
  if (!list) return result;
  for (const clang::Expr* one : list->inits()) result.push_back(one);
  return result;
}

bool is_zero_init(const clang::Expr& expr) { return llvm::isa<clang::ImplicitValueInitExpr>(bare(expr)); }

Exprs values_of(const clang::InitListExpr& list) {
  Exprs result;
  for (const clang::Expr* one : list.inits()) result.push_back(one);
  return result;
}

/// Assigns the listed values to the first elements of a container that has room for them.
void assign_elements(LibraryHost& host, const ir::Expr& container, const Exprs& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ir::Expr element = ir::index(container, ir::integer(static_cast<long>(i)));
    const clang::InitListExpr* inner = element->type->kind == ir::TypeKind::kArray ? listed(*values[i]) : nullptr;
    if (inner) assign_elements(host, element, values_of(*inner));
    else if (!is_zero_init(*values[i])) host.assign(element, *values[i]);
  }
}

ir::Expr number(std::size_t value) { return ir::integer(static_cast<long>(value), ir::size_type()); }

/// Declares a local of the library, its value given by an expression.
class Initialization {
 public:
  Initialization(LibraryHost& host, ir::VarId var)
      : host_(host), var_(var), type_(host.function().var(var).type), place_(ir::var_ref(host.function(), var)) {}

  /// Of a vector: from the arguments of its constructor.
  bool run(const Exprs& arguments) { return fits("std::vector") && vector(arguments); }

  /// Of an array: from the elements that braces list.
  void run(const clang::InitListExpr& list) { elements(values_of(list)); }

  bool run(const clang::Expr& init) {
    const clang::Expr& made = made_by(init);
    if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(&made)) return from_braces(*list);
    const std::optional<Construction> construction = construction_of(made);
    if (!construction || !is_library_object(construction->owner)) return false;
    if (!fits(construction->owner)) return false;
    const clang::CXXConstructorDecl& constructor = *construction->expr->getConstructor();
    if (constructor.isCopyOrMoveConstructor()) return from_other(*construction);
    if (construction->owner == "std::vector") return vector(construction->arguments);
    if (is_product(construction->owner)) return product(*construction);
    if (!construction->arguments.empty()) return false;
    declare({var_, nullptr, construction->expr->requiresZeroInitialization(), {}, {}});
    return true;
  }

 private:
  /// Whether type_of made of it what the rows expect.
  [[nodiscard]] bool fits(const std::string& owner) const {
    if (owner == "std::vector") return type_->kind == ir::TypeKind::kVector;
    if (owner == "std::array") return type_->kind == ir::TypeKind::kArray;
    return type_->kind == ir::TypeKind::kRecord;
  }

  void declare(ir::Declare declaration) { host_.emit(ir::make_stmt(std::move(declaration))); }

  bool from_other(const Construction& construction) {
    const ir::Expr other = host_.place_of(*construction.arguments[0]);
    if (construction.owner == "std::vector" && construction.expr->getConstructor()->isMoveConstructor()) {
      // The new vector takes the storage, the old one is left empty.
      declare({var_, nullptr, false, {}, {}});
      emit(host_, ModelOp::kSwap, {place_, other});
    } else {
      declare({var_, other, false, {}, {}});
    }
    return true;
  }

  bool vector(const Exprs& arguments) {
    if (arguments.empty()) {
      declare({var_, nullptr, false, {}, {}});
      return true;
    }
    if (const clang::InitListExpr* list = listed(*arguments[0]); list && arguments.size() == 1)
      return elements(values_of(*list));
    if (is_initializer_list(arguments[0]->getType())) {
      const std::optional<LibraryRange> list = lower_library_range(host_, *arguments[0]);
      if (!list || arguments.size() > 1) return false;
      return range(first_of(list->base), list->size);
    }
    if (arguments.size() == 2 && is_iterator_or_pointer(*arguments[0]) && is_iterator_or_pointer(*arguments[1])) {
      const ir::Expr first = fixed(host_, value_of(host_, *arguments[0]), "first");
      const ir::Expr count = distance(first, value_of(host_, *arguments[1]));
      return range(first, count);
    }
    if (arguments.size() == 2 && is_reverse_iterator(*arguments[0]) && is_reverse_iterator(*arguments[1])) {
      // The pointers stand behind the elements, the last one first.
      const ir::Expr behind = fixed(host_, value_of(host_, *arguments[0]), "behind");
      const ir::Expr first = fixed(host_, value_of(host_, *arguments[1]), "first");
      const ir::Expr count = fixed(host_, distance(first, behind), "count");
      const ir::Expr last = ir::binary(ir::BinaryOp::kSub, count, ir::integer(1, count->type));
      return one_by_one(count, [&](const ir::Expr& k) { return element_at(first, ir::binary(ir::BinaryOp::kSub, last, k)); });
    }
    if (!arguments[0]->getType()->isIntegralOrEnumerationType() || arguments.size() > 2) return false;
    ir::Declare declaration{var_, nullptr, false, {}, {value_of(host_, *arguments[0])}};
    if (arguments.size() == 2) {
      const ir::Expr value = value_of(host_, *arguments[1]);
      declaration.arguments.push_back(
          is_scalar(type_->element) ? ir::cast(value, ir::without_const(type_->element), true) : value);
    }
    declare(std::move(declaration));
    return true;
  }

  bool range(const ir::Expr& first, const ir::Expr& count) {
    if (!ir::same_type(first->type->element, type_->element)) {
      return one_by_one(count, [&](const ir::Expr& k) { return element_at(first, k); });
    }
    declare({var_, nullptr, false, {}, {}});
    emit(host_, ModelOp::kAssignRange, {place_, first, count});
    return true;
  }

  /// As many elements as are counted, each assigned the one that `given` says.
  bool one_by_one(const ir::Expr& count, const std::function<ir::Expr(const ir::Expr&)>& given) {
    const ir::Type element = ir::without_const(type_->element);
    if (!ir::is_default_constructible(element)) return false;
    declare({var_, nullptr, false, {}, {ir::cast(count, ir::size_type(), /*is_implicit=*/true)}});
    emit_loop(host_, count, [&](const ir::Expr& k) {
      const ir::Expr value = given(k);
      host_.emit(ir::assign(ir::index(place_, k), is_scalar(element) ? ir::cast(value, element, /*is_implicit=*/true) : value));
    });
    return true;
  }

  /// The listed elements, in the declaration where they are scalars.
  bool elements(const Exprs& values) {
    if (is_scalar(type_->element) && !values.empty()) {
      ir::Declare declaration{var_, nullptr, false, {}, {}};
      const ir::Type element = ir::without_const(type_->element);
      for (const clang::Expr* one : values) {
        declaration.elements.push_back(is_zero_init(*one) ? ir::zero(element)
                                                          : ir::cast(value_of(host_, *one), element, true));
      }
      declare(std::move(declaration));
      return true;
    }
    ir::Declare declaration{var_, nullptr, type_->kind == ir::TypeKind::kArray, {}, {}};
    if (type_->kind == ir::TypeKind::kVector && !values.empty()) declaration.arguments = {number(values.size())};
    declare(std::move(declaration));
    assign_elements(host_, place_, values);
    return true;
  }

  /// A pair or tuple of its members, or of those of another one.
  bool product(const Construction& construction) {
    const Exprs& arguments = construction.arguments;
    ir::Declare declaration{var_, nullptr, arguments.empty(), {}, {}};
    std::vector<ir::Expr> values;
    if (arguments.size() == 1 && is_product(library_class(arguments[0]->getType()))) {
      const ir::Expr other = host_.place_of(*arguments[0]);
      if (other->type->kind != ir::TypeKind::kRecord) return false;
      for (const ir::Field& field : other->type->record->fields)
        values.push_back(ir::member(other, field.name, field.type));
    } else {
      if (!arguments.empty() && arguments.size() != type_->record->fields.size()) return false;
      for (const clang::Expr* one : arguments) values.push_back(value_of(host_, *one));
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      declaration.elements.push_back(ir::cast(values[i], ir::without_const(type_->record->fields[i].type), true));
    }
    declare(std::move(declaration));
    return true;
  }

  bool from_braces(const clang::InitListExpr& list) {
    if (library_class(list.getType()) != "std::array" || !fits("std::array")) return false;
    const Exprs values = array_elements(list);
    if (values.empty()) {
      declare({var_, nullptr, /*zeroed=*/true, {}, {}});
      return true;
    }
    return elements(values);
  }

  LibraryHost& host_;
  ir::VarId var_;
  ir::Type type_;
  ir::Expr place_;
};

/// `place = {a, b, c}` for a vector: the values may read the vector, so they are evaluated first.
bool assign_list(LibraryHost& host, const ir::Expr& place, const clang::InitListExpr& list) {
  const ir::Type element = ir::without_const(place->type->element);
  std::vector<ir::Expr> values;
  for (const clang::Expr* one : list.inits()) {
    const ir::Expr value = value_of(host, *one);
    values.push_back(ir::get_if<ir::Literal>(value)
                         ? value
                         : keep(host, "element", is_scalar(element) ? ir::cast(value, element, true) : value));
  }
  emit(host, ModelOp::kResize, {place, number(values.size())});
  for (std::size_t i = 0; i < values.size(); ++i) {
    host.emit(ir::assign(ir::index(place, ir::integer(static_cast<long>(i))), values[i]));
  }
  return true;
}

/// A vector assigned from another one that is an lvalue (copied) or moved from.
bool assign_vector(LibraryHost& host, const ir::Expr& place, const clang::Expr& value) {
  if (const clang::InitListExpr* list = listed(value)) return assign_list(host, place, *list);
  const clang::Expr& made = made_by(value);
  if (made.isGLValue()) {
    const ir::Expr other = host.place_of(made);
    if (made.isXValue()) {
      emit(host, ModelOp::kClear, {place});
      emit(host, ModelOp::kSwap, {place, other});
    } else {
      host.emit(ir::assign(place, other));
    }
    return true;
  }
  const std::optional<Construction> construction = construction_of(made);
  if (!construction || construction->owner != "std::vector") return false;
  const Exprs& arguments = construction->arguments;
  if (construction->expr->getConstructor()->isCopyOrMoveConstructor()) return assign_vector(host, place, *arguments[0]);
  if (arguments.empty()) {
    emit(host, ModelOp::kClear, {place});
    return true;
  }
  if (!arguments[0]->getType()->isIntegralOrEnumerationType() || arguments.size() > 2 ||
      !is_scalar(place->type->element))
    return false;
  const ir::Type element = ir::without_const(place->type->element);
  const ir::Expr count = value_of(host, *arguments[0]);
  const ir::Expr fill =
      arguments.size() == 2 ? ir::cast(value_of(host, *arguments[1]), element, true) : ir::zero(element);
  emit(host, ModelOp::kAssignFill, {place, taken_out(host, count, "count"), taken_out(host, fill, "fill")});
  return true;
}

/// Whether the user moves, so that the object is left without its elements; `return local;` is none.
bool is_moved_from(const clang::Expr& expr) {
  const clang::Expr& source = bare(expr);
  return source.isXValue() && !llvm::isa<clang::DeclRefExpr>(source);
}

}  // namespace

bool make_vector(LibraryHost& host, ir::VarId var, const Exprs& arguments) { return Initialization(host, var).run(arguments); }

void make_array(LibraryHost& host, ir::VarId var, const clang::InitListExpr& list) { Initialization(host, var).run(list); }

bool initialize_by_library(LibraryHost& host, ir::VarId var, const clang::Expr& init) {
  if (is_allocation(init)) {
    bool is_known = false;
    const ir::Region made =
        host.collect([&] { is_known = allocate_into(host, init, ir::var_ref(host.function(), var)); });
    if (!is_known) return false;
    host.emit(ir::declare(var));
    for (const ir::Stmt& stmt : made) host.emit(stmt);
    return true;
  }
  return allocate_from_workspace(host, var, init) || Initialization(host, var).run(init);
}

bool assign_by_library(LibraryHost& host, const ir::Expr& place, const clang::Expr& value) {
  if (is_allocation(value)) return allocate_into(host, value, place);
  const std::string owner = library_class(value.getType().getNonReferenceType());
  const bool is_vector = place->type->kind == ir::TypeKind::kVector;
  if (is_vector && (owner == "std::vector" || listed(value))) {
    if (assign_vector(host, place, value)) return true;
  } else if (!is_library_object(owner) ||
             !ir::same_type(place->type, host.type_of(value.getType().getNonReferenceType()))) {
    return false;
  }
  const clang::Expr& made = made_by(value);
  if (made.isGLValue()) {
    host.emit(ir::assign(place, host.place_of(made)));
    return true;
  }
  const std::optional<Construction> construction = construction_of(made);
  if (!construction && !llvm::isa<clang::InitListExpr>(made)) return false;
  // Made aside, since the old value may be read on the way.
  const ir::VarId var = host.temporary("made", ir::without_const(place->type));
  bool is_known = false;
  const ir::Region statements = host.collect([&] { is_known = initialize_by_library(host, var, made); });
  if (!is_known) return false;
  for (const ir::Stmt& stmt : statements) host.emit(stmt);
  const ir::Expr temporary = ir::var_ref(host.function(), var);
  if (is_vector) {
    emit(host, ModelOp::kSwap, {place, temporary});
  } else {
    host.emit(ir::assign(place, temporary));
  }
  return true;
}

std::optional<ir::Expr> lower_library_construction(LibraryHost& host, const clang::CXXConstructExpr& expr) {
  const std::optional<Construction> construction = construction_of(expr);
  if (!construction) return std::nullopt;
  if (is_iterator_class(construction->owner) || construction->owner == "std::reverse_iterator") {
    if (construction->arguments.empty()) return ir::zero(ir::without_const(host.type_of(expr.getType())));
    return value_of(host, *construction->arguments[0]);
  }
  if (!is_library_object(construction->owner)) return std::nullopt;
  if (expr.getConstructor()->isCopyOrMoveConstructor() && !is_moved_from(*construction->arguments[0])) {
    return host.place_of(*construction->arguments[0]);
  }
  const ir::VarId var = host.temporary("made", ir::without_const(host.type_of(expr.getType())));
  bool is_known = false;
  const ir::Region statements = host.collect([&] { is_known = initialize_by_library(host, var, expr); });
  if (!is_known) return std::nullopt;
  for (const ir::Stmt& stmt : statements) host.emit(stmt);
  return ir::var_ref(host.function(), var);
}

std::optional<LibraryRange> lower_library_range(LibraryHost& host, const clang::Expr& range) {
  if (const clang::InitListExpr* list = listed(range)) {
    const ir::Type element = ir::without_const(host.type_of(list->getType()->getAsArrayTypeUnsafe()->getElementType()));
    const ir::Type array = ir::array_of(element, number(list->getNumInits()));
    const ir::VarId var = host.temporary("listed", array);
    ir::Declare declaration{var, nullptr, false, {}, {}};
    for (const clang::Expr* one : list->inits()) declaration.elements.push_back(value_of(host, *one));
    host.emit(ir::make_stmt(std::move(declaration)));
    return LibraryRange{ir::var_ref(host.function(), var), number(list->getNumInits())};
  }
  const std::string owner = library_class(range.getType().getNonReferenceType());
  if (!range.getType()->isArrayType() && owner != "std::vector" && owner != "std::array" && !is_initializer_list(range.getType())) {
    return std::nullopt;
  }
  const ir::Expr place = host.place_of(is_initializer_list(range.getType()) ? uncopied_list(range) : range);
  if (!is_container(place)) return std::nullopt;
  return LibraryRange{place, ir::size_of(place)};
}

}  // namespace backsweep::frontend
