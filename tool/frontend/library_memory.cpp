// Rows for memory: memcpy, memset, malloc and its family, new and delete. Bytes become numbers of elements here.
#include <clang/AST/ASTContext.h>

#include <algorithm>

#include "frontend/library_rows.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;
using ir::ModelOp;

/// A pointer and how many elements are behind it, down to elements that are no C arrays.
struct Block {
  ir::Expr pointer;
  ir::Expr count;
};

Block flattened(Block block) {
  while (block.pointer->type->element->kind == ir::TypeKind::kArray) {
    const ir::Expr row = element_at(block.pointer, ir::integer(0));
    block.count = ir::binary(BinaryOp::kMul, block.count, ir::cast(row->type->extent, block.count->type));
    block.pointer = first_of(row);
  }
  return block;
}

/// The type and its size in bytes, if the tool can copy and clear it element by element.
std::optional<long> size_of(LibraryHost& host, clang::QualType type) {
  if (type->isIncompleteType() || type->isFunctionType() || type->isVariableArrayType()) return std::nullopt;
  return static_cast<long>(host.ast().getTypeSizeInChars(type).getQuantity());
}

/// One factor of a product of sizes: a multiple of the element's size, or any number.
struct Factors {
  std::vector<const clang::Expr*> others;
  std::optional<long> elements;  ///< From a `sizeof` that is a multiple of the element's size.
};

void take_factors(LibraryHost& host, const clang::Expr& bytes, long element_size, Factors& factors) {
  const clang::Expr& expr = bare(bytes);
  if (const auto* product = llvm::dyn_cast<clang::BinaryOperator>(&expr);
      product && product->getOpcode() == clang::BO_Mul) {
    take_factors(host, *product->getLHS(), element_size, factors);
    take_factors(host, *product->getRHS(), element_size, factors);
    return;
  }
  const std::optional<long> known = constant_of(host, expr);
  const bool is_sizeof = llvm::isa<clang::UnaryExprOrTypeTraitExpr>(expr);
  if (is_sizeof && known && !factors.elements && *known % element_size == 0) {
    factors.elements = *known / element_size;
    return;
  }
  factors.others.push_back(&bytes);
}

/// Whether so many bytes certainly end inside of an element.
bool splits_elements(LibraryHost& host, const clang::Expr& bytes, long element_size) {
  const std::optional<long> known = constant_of(host, bytes);
  return known && *known % element_size != 0;
}

/// How many elements of the size so many bytes are; nothing where they may end within one.
std::optional<ir::Expr> whole_count_of(LibraryHost& host, const clang::Expr& bytes, long element_size) {
  const ir::Type type = ir::size_type();
  if (const std::optional<long> known = constant_of(host, bytes); known) {
    return *known % element_size == 0 ? std::optional(ir::integer(*known / element_size, type)) : std::nullopt;
  }
  Factors factors;
  take_factors(host, bytes, element_size, factors);
  if (!factors.elements) return std::nullopt;
  ir::Expr count = ir::integer(*factors.elements, type);
  for (const clang::Expr* factor : factors.others) {
    count = ir::binary(BinaryOp::kMul, ir::cast(value_of(host, *factor), type, /*is_implicit=*/true), count);
  }
  return count;
}

void take_factors(const ir::Expr& value, std::vector<ir::Expr>& factors) {
  const ir::Expr bare_value = ir::without_integer_casts(value);
  const auto* product = ir::get_if<ir::Binary>(bare_value);
  if (!product || product->op != BinaryOp::kMul) return factors.push_back(value);
  take_factors(product->left, factors);
  take_factors(product->right, factors);
}

/// The same of a value, as it comes to a function that handles memory of any type.
std::optional<ir::Expr> whole_count_in(const ir::Expr& bytes, long element_size) {
  std::vector<ir::Expr> factors;
  take_factors(bytes, factors);
  const auto sized = std::find_if(factors.begin(), factors.end(), [&](const ir::Expr& factor) {
    const auto* number = ir::get_if<ir::Literal>(ir::without_integer_casts(factor));
    return number && number->value && static_cast<long>(*number->value) % element_size == 0;
  });
  if (sized == factors.end()) return std::nullopt;
  const double bytes_each = *ir::get_if<ir::Literal>(ir::without_integer_casts(*sized))->value;
  const ir::Type type = ir::size_type();
  ir::Expr count = ir::integer(static_cast<long>(bytes_each) / element_size, type);
  factors.erase(sized);
  for (const ir::Expr& factor : factors) {
    count = ir::binary(BinaryOp::kMul, ir::cast(factor, type, /*is_implicit=*/true), count);
  }
  return count;
}

/// The same of bytes that are taken to end with an element.
ir::Expr count_of(LibraryHost& host, const clang::Expr& bytes, long element_size) {
  if (const std::optional<ir::Expr> count = whole_count_of(host, bytes, element_size)) return *count;
  const ir::Type type = ir::size_type();
  const ir::Expr value = ir::cast(value_of(host, bytes), type);
  // Also the size of a variable-length array.
  if (const std::optional<ir::Expr> count = whole_count_in(value, element_size)) return *count;
  return ir::binary(BinaryOp::kDiv, value, ir::integer(element_size, type));
}

/// The memory a pointer argument names, with the bytes argument as its extent.
std::optional<Block> block_of(const LibraryCall& call, std::size_t pointer_at, std::size_t bytes_at) {
  const clang::Expr& pointer = typed_pointer(*call.arguments[pointer_at]);
  if (!pointer.getType()->isPointerType()) return std::nullopt;
  const clang::QualType element = call.host.pointee(pointer.getType());
  const std::optional<long> size = element->isVoidType() ? std::nullopt : size_of(call.host, element);
  if (!size || *size == 0) return std::nullopt;
  const ir::Expr value = value_of(call.host, pointer);
  if (value->type->kind != ir::TypeKind::kPointer) return std::nullopt;
  // Rows of multi-dimensional arrays: count in the innermost elements from the start.
  const ir::Type whole = value->type->element;
  long inner_size = *size;
  Block block{value, nullptr};
  for (ir::Type type = whole; type->kind == ir::TypeKind::kArray; type = type->element) {
    const auto* extent = ir::get_if<ir::Literal>(type->extent);
    if (!extent || !extent->value || *extent->value == 0) return std::nullopt;
    inner_size /= static_cast<long>(*extent->value);
    block.pointer = first_of(element_at(block.pointer, ir::integer(0)));
  }
  if (splits_elements(call.host, *call.arguments[bytes_at], inner_size)) return std::nullopt;
  block.count = count_of(call.host, *call.arguments[bytes_at], inner_size);
  return block;
}

Lowered copy_bytes(const LibraryCall& call) {
  if (call.count() != 3) return std::nullopt;
  const std::optional<Block> to = block_of(call, 0, 2);
  const clang::Expr& source = typed_pointer(*call.arguments[1]);
  if (!to || !source.getType()->isPointerType()) return std::nullopt;
  Block from{value_of(call.host, source), ir::integer(1)};
  if (from.pointer->type->kind != ir::TypeKind::kPointer) return std::nullopt;
  from = flattened(from);
  if (!ir::same_type(to->pointer->type->element, from.pointer->type->element)) return std::nullopt;
  if (ir::is_one(to->count)) {
    const ir::Expr first = ir::integer(0);
    call.host.emit(ir::assign(element_at(to->pointer, first), element_at(from.pointer, first)));
  } else {
    emit(call.host, ModelOp::kCopy, {to->pointer, from.pointer, to->count});
  }
  return to->pointer;
}

/// The numbers of which an object consists, in the order of memory. False where there is something else in it, or so many
/// that nobody would write them down.
bool collect_numbers(const ir::Expr& place, const ir::Type& number, std::vector<ir::Expr>& numbers) {
  constexpr std::size_t kMost = 64;
  const ir::Type& type = place->type;
  if (ir::same_type(ir::without_const(type), number)) {
    numbers.push_back(place);
    return numbers.size() <= kMost;
  }
  if (type->kind == ir::TypeKind::kRecord && type->record) {
    const std::vector<ir::Field>& fields = type->record->fields;
    return std::all_of(fields.begin(), fields.end(), [&](const ir::Field& field) {
      return collect_numbers(ir::member(place, field.name, field.type, field.is_private), number, numbers);
    });
  }
  const auto* extent = type->kind == ir::TypeKind::kArray && type->extent ? ir::get_if<ir::Literal>(type->extent) : nullptr;
  if (!extent || !extent->value) return false;
  for (long i = 0; i < static_cast<long>(*extent->value); ++i) {
    if (!collect_numbers(ir::index(place, ir::integer(i)), number, numbers)) return false;
  }
  return true;
}

/// Whether the members of the type's objects lie in the order of their declaration, and nothing else with them.
bool is_laid_out_as_declared(clang::QualType type) {
  const clang::CXXRecordDecl* decl = type->getAsCXXRecordDecl();
  return decl && decl->hasDefinition() && !decl->isUnion() && decl->getNumBases() == 0 && decl->isStandardLayout();
}

/// Numbers into the members of objects that consist of nothing else, or the other way round.
Lowered copy_members(const LibraryCall& call, bool is_from_object) {
  const clang::Expr& object_pointer = typed_pointer(*call.arguments[is_from_object ? 1 : 0]);
  const std::optional<long> size = size_of(call.host, call.host.pointee(object_pointer.getType()));
  const ir::Expr to = value_of(call.host, typed_pointer(*call.arguments[0]));
  const ir::Expr from = value_of(call.host, typed_pointer(*call.arguments[1]));
  if (!size || to->type->kind != ir::TypeKind::kPointer || from->type->kind != ir::TypeKind::kPointer) return std::nullopt;
  const ir::Expr& objects = is_from_object ? from : to;
  const ir::Expr& numbers = is_from_object ? to : from;
  const ir::Type number = ir::without_const(numbers->type->element);
  const std::optional<ir::Expr> count = whole_count_of(call.host, *call.arguments[2], *size);
  std::vector<ir::Expr> members;
  const bool is_fit = count && collect_numbers(element_at(objects, ir::integer(0)), number, members) &&
                      static_cast<long>(members.size()) * static_cast<long>(number->bytes) == *size;
  if (!is_fit) return std::nullopt;
  const auto copy_one = [&](const ir::Expr& at) {
    std::vector<ir::Expr> parts;
    collect_numbers(element_at(objects, at), number, parts);
    const ir::Expr first = ir::binary(BinaryOp::kMul, ir::integer(static_cast<long>(parts.size()), at->type), at);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const ir::Expr number_at = ir::binary(BinaryOp::kAdd, first, ir::integer(static_cast<long>(i), at->type));
      const ir::Expr element = element_at(numbers, number_at);
      call.host.emit(is_from_object ? ir::assign(element, parts[i]) : ir::assign(parts[i], element));
    }
  };
  if (ir::is_one(*count)) copy_one(ir::integer(0));
  else emit_loop(call.host, *count, copy_one);
  return to;
}

/// Memory that does not overlap.
Lowered copy_bytes_apart(const LibraryCall& call) {
  if (call.count() != 3) return std::nullopt;
  const clang::QualType to = typed_pointer(*call.arguments[0]).getType();
  const clang::QualType from = typed_pointer(*call.arguments[1]).getType();
  if (!to->isPointerType() || !from->isPointerType()) return std::nullopt;
  const clang::QualType target = call.host.pointee(to);
  const clang::QualType source = call.host.pointee(from);
  if (source->isRealFloatingType() && is_laid_out_as_declared(target)) return copy_members(call, /*is_from_object=*/false);
  if (target->isRealFloatingType() && is_laid_out_as_declared(source)) return copy_members(call, /*is_from_object=*/true);
  return copy_bytes(call);
}

/// Only zero bytes mean the same in every type.
Lowered set_bytes(const LibraryCall& call) {
  if (call.count() != 3 || constant_of(call.host, bare(*call.arguments[1])) != 0) return std::nullopt;
  const std::optional<Block> block = block_of(call, 0, 2);
  if (!block) return std::nullopt;
  const ir::Type element = ir::without_const(block->pointer->type->element);
  ir::Expr zero;
  if (ir::is_real(element) || ir::is_integer(element) || element->kind == ir::TypeKind::kPointer) {
    zero = ir::zero(element);
  } else if (element->kind == ir::TypeKind::kRecord || element->kind == ir::TypeKind::kArray) {
    const ir::VarId var = call.host.temporary("zero", element);
    call.host.emit(ir::make_stmt(ir::Declare{var, nullptr, /*zeroed=*/true, {}, {}}));
    zero = ir::var_ref(call.host.function(), var);
  } else {
    return std::nullopt;
  }
  if (ir::is_one(block->count)) {
    call.host.emit(ir::assign(element_at(block->pointer, ir::integer(0)), zero));
  } else if (ir::holds_pointers(element) && ir::carries_real(element)) {
    // Each is made null as it stands: so are the pointers to derivatives beside it.
    const ir::Expr first = fixed(call.host, block->pointer, "first");
    const auto clear_one = [&](const ir::Expr& k) { call.host.emit(ir::assign(element_at(first, k), zero)); };
    emit_loop(call.host, block->count, clear_one);
  } else {
    emit(call.host, ModelOp::kFill, {block->pointer, block->count, zero});
  }
  return block->pointer;
}

Lowered free_memory(const LibraryCall& call) {
  const clang::Expr& pointer = typed_pointer(*call.arguments[0]);
  const ir::Expr value = value_of(call.host, pointer);
  if (value->type->kind != ir::TypeKind::kPointer) return std::nullopt;
  emit(call.host, ModelOp::kFree, {value}, ir::HeapFamily::kMalloc);
  return no_value();
}

constexpr LibraryRow kRows[] = {
    {"", "memcpy", copy_bytes_apart},    {"", "memmove", copy_bytes},    {"", "memset", set_bytes},    {"", "free", free_memory},
    {"std", "memcpy", copy_bytes_apart}, {"std", "memmove", copy_bytes}, {"std", "memset", set_bytes}, {"std", "free", free_memory},
};

/// A call of malloc, calloc or realloc under the casts that give it its type.
struct CAllocation {
  const clang::CallExpr* call = nullptr;
  std::string name;
  clang::QualType pointer;  ///< The outermost type.
};

std::optional<CAllocation> c_allocation(const clang::Expr& expr) {
  const auto* call = llvm::dyn_cast<clang::CallExpr>(&bare(*expr.IgnoreParenCasts()));
  const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
  if (!callee || !callee->getIdentifier() || llvm::isa<clang::CXXMethodDecl>(callee)) return std::nullopt;
  std::string name = library_name(*callee);
  for (const char* prefix : {"std::", "__builtin_"}) {
    if (name.starts_with(prefix)) name = name.substr(std::string(prefix).size());
  }
  if (name != "malloc" && name != "calloc" && name != "realloc") return std::nullopt;
  return CAllocation{call, name, expr.getType()};
}

/// How many rows of variable length so many bytes are: the length and the size of a number cancel where they are factors.
ir::Expr rows_of(const ir::Expr& bytes, ir::Type row, long element_size) {
  std::vector<ir::Expr> factors;
  take_factors(bytes, factors);
  ir::Expr rest = ir::integer(1, ir::size_type());
  const auto cancel = [&](const ir::Expr& divisor, auto is_it) {
    const auto found = std::find_if(factors.begin(), factors.end(), is_it);
    if (found != factors.end()) factors.erase(found);
    else rest = ir::binary(BinaryOp::kMul, rest, ir::cast(divisor, ir::size_type()));
  };
  const ir::Expr size = ir::integer(element_size, ir::size_type());
  cancel(size, [&](const ir::Expr& factor) { return ir::is_literal(ir::without_integer_casts(factor), static_cast<double>(element_size)); });
  for (; row->kind == ir::TypeKind::kArray; row = row->element) {
    const ir::Expr& extent = row->extent;
    cancel(extent, [&](const ir::Expr& factor) {
      return ir::same_expr(ir::without_integer_casts(factor), ir::without_integer_casts(extent));
    });
  }
  ir::Expr count = ir::integer(1, ir::size_type());
  for (const ir::Expr& factor : factors) count = ir::binary(BinaryOp::kMul, count, ir::cast(factor, ir::size_type(), /*is_implicit=*/true));
  return ir::is_one(rest) ? count : ir::binary(BinaryOp::kDiv, count, rest);
}

/// `double (*rows)[n] = malloc(count * sizeof *rows)`.
bool allocate_rows(LibraryHost& host, const CAllocation& made, const ir::Expr& place) {
  clang::QualType element = made.pointer->getPointeeType();
  while (const clang::ArrayType* array = host.ast().getAsArrayType(element)) element = array->getElementType();
  const std::optional<long> size = size_of(host, element);
  if (!size || *size == 0 || made.name == "realloc") return false;
  ir::Expr bytes = value_of(host, *made.call->getArg(made.call->getNumArgs() - 1));
  if (made.name == "calloc") bytes = ir::binary(BinaryOp::kMul, value_of(host, *made.call->getArg(0)), bytes);
  const ModelOp op = made.name == "calloc" ? ModelOp::kAllocateZeroed : ModelOp::kAllocate;
  emit(host, op, {place, rows_of(bytes, place->type->element, *size)}, ir::HeapFamily::kMalloc);
  return true;
}

/// The type of whose objects so many bytes are said to be, as in `n * sizeof(struct node)`; null where nothing says it.
clang::QualType sized_type(const clang::Expr& bytes) {
  const clang::Expr& expr = bare(bytes);
  const auto* product = llvm::dyn_cast<clang::BinaryOperator>(&expr);
  if (product && product->getOpcode() == clang::BO_Mul) {
    const clang::QualType left = sized_type(*product->getLHS());
    return left.isNull() ? sized_type(*product->getRHS()) : left;
  }
  const auto* size = llvm::dyn_cast<clang::UnaryExprOrTypeTraitExpr>(&expr);
  const bool is_sizeof = size && size->getKind() == clang::UETT_SizeOf;
  return is_sizeof ? size->getTypeOfArgument().getNonReferenceType() : clang::QualType();
}

bool allocate_from_c(LibraryHost& host, const CAllocation& made, const ir::Expr& place);

/// Memory behind a void pointer is that of the objects whose size is asked for.
bool allocate_untyped(LibraryHost& host, const CAllocation& made, const ir::Expr& place) {
  const clang::Expr& last = *made.call->getArg(made.call->getNumArgs() - 1);
  const clang::QualType sized = made.name == "realloc" ? clang::QualType() : sized_type(last);
  const bool is_known = !sized.isNull() && !sized->isIncompleteType() && !sized->isVariablyModifiedType();
  if (!is_known || sized->isVoidType()) return false;
  const clang::QualType element = host.ast().getBaseElementType(sized).getUnqualifiedType();
  const ir::Type lowered = host.type_of(element);
  if (!ir::carries_real(lowered)) return false;
  const ir::VarId var = host.temporary("block", ir::pointer_to(lowered));
  const ir::Expr block = ir::var_ref(host.function(), var);
  host.emit(ir::declare(var));
  if (!allocate_from_c(host, {made.call, made.name, host.ast().getPointerType(element)}, block)) return false;
  host.emit(ir::assign(place, ir::make_expr(ir::Cast{block, /*is_implicit=*/true}, ir::without_const(place->type))));
  return true;
}

/// How many objects take as much memory as so many bytes, some of which may be elements of an array at the end of one.
ir::Expr count_that_holds(const ir::Expr& bytes, const ir::Expr& size) {
  const auto* sum = ir::get_if<ir::Binary>(ir::without_integer_casts(bytes));
  const bool is_sum = sum && sum->op == BinaryOp::kAdd;
  const double bytes_each = *ir::get_if<ir::Literal>(size)->value;
  const auto is_one = [&](const ir::Expr& part) { return ir::is_literal(ir::without_integer_casts(part), bytes_each); };
  const ir::Expr one = ir::integer(1, size->type);
  if (is_sum && is_one(sum->left)) return ir::binary(BinaryOp::kAdd, one, count_that_holds(sum->right, size));
  if (is_sum && is_one(sum->right)) return ir::binary(BinaryOp::kAdd, one, count_that_holds(sum->left, size));
  // The size keeps its name: on another machine it is another number.
  const ir::Expr more = ir::raw_binary(BinaryOp::kAdd, ir::cast(bytes, size->type), size, size->type);
  return ir::raw_binary(BinaryOp::kDiv, ir::raw_binary(BinaryOp::kSub, more, one, size->type), size, size->type);
}

/// How many elements are allocated. A struct may end with an array for which more memory is asked.
ir::Expr allocated_count(LibraryHost& host, const clang::Expr& bytes, clang::QualType element, long element_size) {
  const std::optional<ir::Expr> whole = whole_count_of(host, bytes, element_size);
  if (whole || !element->isRecordType()) return whole ? *whole : count_of(host, bytes, element_size);
  const ir::Expr value = value_of(host, bytes);
  if (const std::optional<ir::Expr> count = whole_count_in(value, element_size)) return *count;
  const std::string text = "sizeof(" + host.spelling_of(element.getUnqualifiedType()) + ")";
  return count_that_holds(value, ir::literal(text, static_cast<double>(element_size), ir::size_type()));
}

bool allocate_from_c(LibraryHost& host, const CAllocation& made, const ir::Expr& place) {
  if (place->type->kind != ir::TypeKind::kPointer || !made.pointer->isPointerType()) return false;
  const clang::QualType element = host.pointee(made.pointer);
  if (element->isVariableArrayType()) return allocate_rows(host, made, place);
  if (element->isVoidType()) return allocate_untyped(host, made, place);
  const std::optional<long> size = size_of(host, element);
  if (!size || *size == 0) return false;
  const clang::Expr& last = *made.call->getArg(made.call->getNumArgs() - 1);
  if (splits_elements(host, last, *size) && !element->isRecordType()) return false;
  if (made.name == "malloc") {
    emit(host, ModelOp::kAllocate, {place, allocated_count(host, last, element, *size)}, ir::HeapFamily::kMalloc);
    return true;
  }
  if (made.name == "realloc") {
    const ir::Expr source = value_of(host, typed_pointer(*made.call->getArg(0)));
    const ir::Expr count = allocated_count(host, last, element, *size);
    emit(host, ModelOp::kReallocate, {place, source, count}, ir::HeapFamily::kMalloc);
    return true;
  }
  const ir::Expr number = ir::cast(value_of(host, *made.call->getArg(0)), ir::size_type(), /*is_implicit=*/true);
  const ir::Expr each = allocated_count(host, last, element, *size);
  emit(host, ModelOp::kAllocateZeroed, {place, ir::binary(BinaryOp::kMul, number, each)}, ir::HeapFamily::kMalloc);
  return true;
}

bool is_scalar(const ir::Type& type) { return ir::is_real(type) || ir::is_integer(type) || ir::is_pointer_like(type); }

/// What `new T[n]{a, b}` puts into the first elements.
void fill_new_array(LibraryHost& host, const clang::InitListExpr& list, const ir::Expr& place) {
  long k = 0;
  for (const clang::Expr* one : list.inits()) {
    if (!llvm::isa<clang::ImplicitValueInitExpr>(one)) host.assign(ir::index(place, ir::integer(k)), *one);
    ++k;
  }
}

bool allocate_new(LibraryHost& host, const clang::CXXNewExpr& made, const ir::Expr& place) {
  if (made.getNumPlacementArgs() > 0 || place->type->kind != ir::TypeKind::kPointer) return false;
  const ir::Type element = ir::without_const(place->type->element);
  if (element->kind == ir::TypeKind::kVoid || element->kind == ir::TypeKind::kOpaque) return false;
  const clang::Expr* init = made.getInitializer();
  const auto* construction = init ? llvm::dyn_cast<clang::CXXConstructExpr>(&bare(*init)) : nullptr;
  const bool value_initializes =
      init && (llvm::isa<clang::ImplicitValueInitExpr>(init) || llvm::isa<clang::InitListExpr>(init) ||
               (construction && construction->requiresZeroInitialization()));
  if (made.isArray()) {
    const std::optional<const clang::Expr*> extent = made.getArraySize();
    if (!extent || !*extent) return false;
    const ir::Expr count = ir::cast(value_of(host, **extent), ir::size_type(), /*is_implicit=*/true);
    emit(host, value_initializes ? ModelOp::kAllocateZeroed : ModelOp::kAllocate, {place, count},
         ir::HeapFamily::kNewArray);
    if (const auto* list = init ? llvm::dyn_cast<clang::InitListExpr>(init) : nullptr)
      fill_new_array(host, *list, place);
    return true;
  }
  const bool is_plain = !init || (construction && construction->getNumArgs() == 0);
  const ir::Expr one = ir::integer(1, ir::size_type());
  if (!is_plain && !ir::may_be_blank(element)) return false;
  const bool zeroes = value_initializes && (is_plain || is_scalar(element));
  emit(host, zeroes ? ModelOp::kAllocateZeroed : ModelOp::kAllocate, {place, one}, ir::HeapFamily::kNew);
  const bool has_value = !is_plain && !llvm::isa<clang::ImplicitValueInitExpr>(init);
  if (has_value) host.assign(ir::deref(place), *init);
  return true;
}

}  // namespace

std::span<const LibraryRow> memory_rows() { return kRows; }

bool allocate_into(LibraryHost& host, const clang::Expr& expr, const ir::Expr& place) {
  if (const auto* made = llvm::dyn_cast<clang::CXXNewExpr>(&bare(expr))) return allocate_new(host, *made, place);
  const std::optional<CAllocation> made = c_allocation(expr);
  return made && allocate_from_c(host, *made, place);
}

bool is_allocation(const clang::Expr& expr) {
  return llvm::isa<clang::CXXNewExpr>(&bare(expr)) || c_allocation(expr).has_value();
}

std::optional<ir::Expr> lower_library_allocation(LibraryHost& host, const clang::Expr& expr) {
  if (!is_allocation(expr)) return std::nullopt;
  const ir::Type type = ir::without_const(host.type_of(expr.getType()));
  if (type->kind != ir::TypeKind::kPointer || type->element->kind == ir::TypeKind::kVoid) return std::nullopt;
  const ir::VarId var = host.temporary("block", type);
  const ir::Expr place = ir::var_ref(host.function(), var);
  bool is_known = false;
  const ir::Region made = host.collect([&] { is_known = allocate_into(host, expr, place); });
  if (!is_known) return std::nullopt;
  host.emit(ir::declare(var));
  for (const ir::Stmt& stmt : made) host.emit(stmt);
  return place;
}

void lower_library_delete(LibraryHost& host, const clang::CXXDeleteExpr& expr) {
  const ir::HeapFamily family = expr.isArrayForm() ? ir::HeapFamily::kNewArray : ir::HeapFamily::kNew;
  emit(host, ModelOp::kFree, {value_of(host, typed_pointer(*expr.getArgument()))}, family);
}

}  // namespace backsweep::frontend
