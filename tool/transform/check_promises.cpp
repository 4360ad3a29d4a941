// Instruments loops with a promise.
#include "transform/check_promises.h"

#include <string>
#include <utility>

#include "ir/build.h"
#include "ir/text.h"
#include "ir/walk.h"
#include "transform/names.h"

namespace backsweep::transform {
namespace {

class Instrument {
 public:
  Instrument(ir::Function& function, ir::VarId promise) : function_(function), promise_(promise) {}

  ir::Region body(ir::Region statements) {
    ir::Region result;
    for (ir::Stmt& stmt : statements) {
      tell(stmt, result);
      for (ir::Region* inner : ir::regions(stmt)) *inner = body(std::move(*inner));
      result.push_back(std::move(stmt));
    }
    return result;
  }

  ir::Stmt next_iteration() const { return call({"", ".next_iteration()"}, {promise()}); }

 private:
  ir::Expr promise() const { return ir::var_ref(function_, promise_); }

  static ir::Stmt call(std::vector<std::string> text, std::vector<ir::Expr> operands) {
    return ir::make_stmt(ir::Opaque{nullptr, false, std::move(text), std::move(operands), {}, true, false, {}, {}});
  }

  void tell(const ir::Stmt& stmt, ir::Region& out) const {
    const auto* assigned = ir::get_if<ir::Assign>(stmt);
    const auto* updated = ir::get_if<ir::Update>(stmt);
    if (const auto* s = ir::get_if<ir::Declare>(stmt); s && s->init) tell_reads(s->init, out);
    if (assigned) {
      tell_reads(assigned->value, out);
      tell_element(assigned->place, "write", out);
    }
    if (updated) {
      tell_reads(updated->value, out);
      const bool adds = updated->op == ir::BinaryOp::kAdd || updated->op == ir::BinaryOp::kSub;
      tell_element(updated->place, adds ? "add" : "write", out);
    }
  }

  // A place that is only addressed is not read; what may not be evaluated is not looked at.
  void tell_reads(const ir::Expr& expr, ir::Region& out) const {
    if (ir::get_if<ir::AddressOf>(expr) || ir::get_if<ir::Select>(expr) || ir::get_if<ir::OpaqueExpr>(expr)) return;
    const auto* node = ir::get_if<ir::Binary>(expr);
    if (node && (node->op == ir::BinaryOp::kAnd || node->op == ir::BinaryOp::kOr)) return;
    if (ir::is_place(expr)) tell_element(expr, "read", out);
    for (const ir::Expr& operand : ir::children(expr)) tell_reads(operand, out);
  }

  void tell_element(const ir::Expr& place, const std::string& what, ir::Region& out) const {
    if (ir::get_if<ir::VarRef>(place) || !(ir::is_real(place->type) || ir::is_integer(place->type))) return;
    // What the derivative keeps for itself was not promised.
    const ir::VarId root = ir::root_var(place);
    if (root.is_valid() && function_.var(root).is_temporary) return;
    std::string text = "\"";
    for (const char c : ir::text_of(place, function_)) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    const ir::Expr name = ir::literal(text + '"', std::nullopt, ir::opaque_type("const char*"));
    out.push_back(call({"", "." + what + "(", ", ", ")"}, {promise(), place, name}));
  }

  ir::Function& function_;
  ir::VarId promise_;
};

std::string place_of(const base::SourceSpan& span) {
  const std::size_t slash = span.file.rfind('/');
  const std::string file = slash == std::string::npos ? span.file : span.file.substr(slash + 1);
  return "\"" + file + ":" + std::to_string(span.line) + "\"";
}

void visit(ir::Function& function, ir::Region& region) {
  for (std::size_t i = 0; i < region.size(); ++i) {
    for (ir::Region* inner : ir::regions(region[i])) visit(function, *inner);
    auto* loop = ir::get_if<ir::For>(region[i]);
    if (!loop || !loop->marks.independent) continue;
    const ir::VarId promise = add_temporary(function, "promise", ir::opaque_type("backsweep::Promise"));
    Instrument instrument(function, promise);
    loop->body = instrument.body(std::move(loop->body));
    loop->body.insert(loop->body.begin(), instrument.next_iteration());
    const ir::Expr where = ir::literal(place_of(region[i].span), std::nullopt, ir::opaque_type("const char*"));
    region.insert(region.begin() + static_cast<std::ptrdiff_t>(i),
                  ir::make_stmt(ir::Declare{promise, nullptr, false, {}, {where}}));
    ++i;
  }
}

}  // namespace

void check_promises(ir::Function& function) { visit(function, function.body); }

}  // namespace backsweep::transform
