// Rows for the algorithms that write sequences: running sums, differences, and elements that a function makes or picks.
#include "frontend/library_ranges.h"

namespace backsweep::frontend {
namespace {

using ir::BinaryOp;
using ir::ModelOp;

ir::Expr is_first(const ir::Expr& k) { return ir::binary(BinaryOp::kEqual, k, ir::integer(0)); }

/// if (condition) …; else …; the second region may stay empty.
void emit_branch(LibraryHost& host, const ir::Expr& condition, const std::function<void()>& then_emit,
                 const std::function<void()>& else_emit = {}) {
  ir::If branch{condition, {}, {}};
  branch.then_region = host.collect(then_emit);
  if (else_emit) branch.else_region = host.collect(else_emit);
  host.emit(ir::make_stmt(std::move(branch)));
}

/// A running sum, or what else `how` makes of two numbers.
struct Scan {
  Range from;
  ir::Expr target;
  Combine how;
  ir::Type type;
};

std::optional<Scan> scan_of(const LibraryCall& call, std::size_t callable_at) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range || !call.is_pointer(2)) return std::nullopt;
  const ir::Expr target = fixed(call.host, call.value(2), "target");
  return Scan{*range, target, combine_at(call, callable_at, BinaryOp::kAdd), ir::without_const(range->first->type->element)};
}

/// sum = how(sum, element); false where the function is not known.
bool combine_into(const LibraryCall& call, const Scan& scan, const ir::Expr& sum, const ir::Expr& element) {
  const std::optional<ir::Expr> next = combined(call, scan.how, sum, element);
  if (!next || !*next) return false;
  call.host.emit(ir::assign(sum, converted(*next, scan.type)));
  return true;
}

void write_element(const LibraryCall& call, const Scan& scan, const ir::Expr& k, const ir::Expr& value) {
  const ir::Expr place = element_at(scan.target, k);
  call.host.emit(ir::assign(place, converted(value, place->type)));
}

/// target[k] = the sum of first[0] … first[k], in the type of the elements. The first sum is the element itself: adding it to
/// zero would lose the sign of -0.
Lowered running_sums(const LibraryCall& call, const Scan& scan) {
  if (!ir::is_number(scan.type)) return std::nullopt;
  const ir::Expr sum = keep(call.host, "sum", ir::zero(scan.type));
  const bool is_known = try_loop(call, scan.from.count, [&](const ir::Expr& k) {
    bool is_combined = false;
    const ir::Expr element = element_at(scan.from.first, k);
    emit_branch(call.host, is_first(k), [&] { call.host.emit(ir::assign(sum, element)); },
                [&] { is_combined = combine_into(call, scan, sum, element); });
    write_element(call, scan, k, sum);
    return is_combined;
  });
  return is_known ? Lowered(plus(scan.target, scan.from.count)) : std::nullopt;
}

Lowered partial_sum(const LibraryCall& call) {
  const std::optional<Scan> scan = scan_of(call, 3);
  return scan ? running_sums(call, *scan) : std::nullopt;
}

/// The same with a value in front of the elements, in whose type the sum is.
Lowered sums_after(const LibraryCall& call, Scan scan, std::size_t init_at, bool includes_own) {
  const ir::Expr init = call.value(init_at);
  scan.type = ir::without_const(init->type);
  if (!ir::is_number(scan.type)) return std::nullopt;
  const ir::Expr sum = keep(call.host, "sum", init);
  const bool is_known = try_loop(call, scan.from.count, [&](const ir::Expr& k) {
    // The sums may overwrite the elements.
    const ir::Expr element = keep(call.host, "element", element_at(scan.from.first, k));
    if (!includes_own) write_element(call, scan, k, sum);
    const bool is_combined = combine_into(call, scan, sum, element);
    if (includes_own) write_element(call, scan, k, sum);
    return is_combined;
  });
  return is_known ? Lowered(plus(scan.target, scan.from.count)) : std::nullopt;
}

Lowered inclusive_scan(const LibraryCall& call) {
  const std::optional<Scan> scan = scan_of(call, 3);
  if (!scan) return std::nullopt;
  return call.count() > 4 ? sums_after(call, *scan, 4, /*includes_own=*/true) : running_sums(call, *scan);
}

Lowered exclusive_scan(const LibraryCall& call) {
  const std::optional<Scan> scan = call.count() > 3 ? scan_of(call, 4) : std::nullopt;
  return scan ? sums_after(call, *scan, 3, /*includes_own=*/false) : std::nullopt;
}

/// target[k] = first[k] - first[k - 1], and the first element itself.
Lowered adjacent_difference(const LibraryCall& call) {
  std::optional<Scan> scan = scan_of(call, 3);
  if (!scan || !ir::is_number(scan->type)) return std::nullopt;
  if (call.count() == 3) scan->how = {BinaryOp::kSub};
  const ir::Expr previous = keep(call.host, "previous", ir::zero(scan->type));
  const bool is_known = try_loop(call, scan->from.count, [&](const ir::Expr& k) {
    // The differences may overwrite the elements.
    const ir::Expr element = keep(call.host, "element", element_at(scan->from.first, k));
    std::optional<ir::Expr> difference;
    if (scan->how.op == BinaryOp::kSub) {
      // Of the first element zero is taken, which leaves it as it is.
      difference = combined(call, scan->how, element, previous);
      write_element(call, *scan, k, *difference);
    } else {
      emit_branch(call.host, is_first(k), [&] { write_element(call, *scan, k, element); },
                  [&] {
                    difference = combined(call, scan->how, element, previous);
                    if (difference && *difference) write_element(call, *scan, k, *difference);
                  });
    }
    call.host.emit(ir::assign(previous, element));
    return difference && *difference;
  });
  return is_known ? Lowered(plus(scan->target, scan->from.count)) : std::nullopt;
}

bool generate_elements(const LibraryCall& call, const Range& range) {
  const clang::Expr& generator = *call.arguments[2];
  call.host.hold(generator);
  return try_loop(call, range.count, [&](const ir::Expr& k) {
    const std::optional<ir::Expr> value = call.host.apply(generator, {});
    if (!value || !*value) return false;
    const ir::Expr place = element_at(range.first, k);
    call.host.emit(ir::assign(place, converted(*value, place->type)));
    return true;
  });
}

Lowered generate(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range) return std::nullopt;
  const Range counted{range->first, keep(call.host, "count", range->count)};
  return generate_elements(call, counted) ? no_value() : std::nullopt;
}

Lowered generate_n(const LibraryCall& call) {
  if (!call.is_pointer(0)) return std::nullopt;
  const ir::Expr first = fixed(call.host, call.value(0), "first");
  const Range counted{first, taken_out(call.host, call.value(1), "count")};
  return generate_elements(call, counted) ? Lowered(plus(first, counted.count)) : std::nullopt;
}

Lowered swap_ranges(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  if (!range || !call.is_pointer(2)) return std::nullopt;
  const ir::Expr second = fixed(call.host, call.value(2), "second");
  if (!same_elements(range->first, second)) return std::nullopt;
  emit_loop(call.host, range->count, [&](const ir::Expr& k) {
    emit(call.host, ModelOp::kSwap, {element_at(range->first, k), element_at(second, k)});
  });
  return plus(second, range->count);
}

/// Where an algorithm writes one element after the other: behind a pointer, or at the end of a vector.
struct Output {
  ir::Expr pointer;
  ir::Expr vector;
};

std::optional<Output> output_at(const LibraryCall& call, std::size_t at) {
  if (call.is_pointer(at)) return Output{fixed(call.host, call.value(at), "target"), nullptr};
  const auto* made = llvm::dyn_cast<clang::CallExpr>(&bare(*call.arguments[at]));
  const clang::FunctionDecl* maker = made ? made->getDirectCallee() : nullptr;
  if (!maker || library_name(*maker) != "std::back_inserter") return std::nullopt;
  const ir::Expr vector = call.host.place_of(*made->getArg(0));
  if (!vector || vector->type->kind != ir::TypeKind::kVector) return std::nullopt;
  return Output{nullptr, vector};
}

/// Picks the elements of which the function at `callable_at` says `wanted`, in order.
Lowered pick(const LibraryCall& call, const Range& range, const Output& output, std::size_t callable_at, bool wanted) {
  const ir::Type type = ir::without_const(range.first->type->element);
  if (!ir::is_number(type)) return std::nullopt;
  const clang::Expr& test = *call.arguments[callable_at];
  call.host.hold(test);
  const ir::Expr count = keep(call.host, "count", range.count);
  const ir::Expr kept = output.pointer ? keep(call.host, "kept", ir::zero(ir::without_const(count->type))) : nullptr;
  const bool is_known = try_loop(call, count, [&](const ir::Expr& k) {
    const ir::Expr element = keep(call.host, "element", element_at(range.first, k));
    const std::optional<ir::Expr> holds = call.host.apply(test, {element});
    if (!holds || !*holds) return false;
    const ir::Expr condition = converted(*holds, ir::bool_type());
    emit_branch(call.host, wanted ? condition : ir::unary(ir::UnaryOp::kNot, condition), [&] {
      if (output.vector) {
        return emit(call.host, ModelOp::kPushBack, {output.vector, converted(element, output.vector->type->element)});
      }
      const ir::Expr place = element_at(output.pointer, kept);
      call.host.emit(ir::assign(place, converted(element, place->type)));
      call.host.emit(ir::update(kept, BinaryOp::kAdd, ir::integer(1)));
    });
    return true;
  });
  if (!is_known) return std::nullopt;
  return output.vector ? no_value() : Lowered(plus(output.pointer, kept));
}

template <bool kWanted>
Lowered pick_into(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  const std::optional<Output> output = range ? output_at(call, 2) : std::nullopt;
  return output ? pick(call, *range, *output, 3, kWanted) : std::nullopt;
}

Lowered remove_if(const LibraryCall& call) {
  const std::optional<Range> range = range_at(call, 0);
  return range ? pick(call, *range, {range->first, nullptr}, 2, /*wanted=*/false) : std::nullopt;
}

constexpr LibraryRow kRows[] = {
    {"std", "partial_sum", partial_sum},
    {"std", "inclusive_scan", inclusive_scan},
    {"std", "exclusive_scan", exclusive_scan},
    {"std", "adjacent_difference", adjacent_difference},
    {"std", "generate", generate},
    {"std", "generate_n", generate_n},
    {"std", "swap_ranges", swap_ranges},
    {"std", "copy_if", pick_into<true>},
    {"std", "remove_copy_if", pick_into<false>},
    {"std", "remove_if", remove_if},
};

}  // namespace

std::span<const LibraryRow> scan_rows() { return kRows; }

}  // namespace backsweep::frontend
