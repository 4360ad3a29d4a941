// Clears adjoints in front of the sweeps.
#include "transform/clear_shadows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ir/build.h"
#include "transform/memory.h"
#include "transform/outputs.h"

namespace backsweep::transform {
namespace {

using diagnostics::Kind;

/// `o.member` of a parameter `o`.
std::string spelled(const ir::Variable& param, const MemberPointer& pointer) {
  std::string name = param.name;
  for (const std::string& member : pointer.members) name += "." + member;
  return name;
}

class Clearer {
 public:
  Clearer(Derivation& derivation, const ir::Request& request, ir::Function& out, Shadows& shadows, ir::VarId blocks,
          const std::vector<ir::Region*>& sweeps)
      : d_(derivation), request_(request), primal_(d_.primal.function(request.function)), out_(out), shadows_(shadows),
        blocks_(blocks), sweeps_(sweeps) {}

  ClearedShadows run(const std::vector<ClearedParam>& params) {
    for (const ClearedParam& one : params) {
      const std::vector<MemberPointer> members = active_member_pointers(d_, request_, one.param);
      if (leads_on(primal_.var(one.param), members)) break;
      clear(one, members);
    }
    return std::move(cleared_);
  }

 private:
  void clear(const ClearedParam& one, const std::vector<MemberPointer>& members) {
    const ir::Variable& param = primal_.var(one.param);
    const ir::Expr place = ir::place_of(primal_, one.param);
    const bool is_pointer = place->type->kind == ir::TypeKind::kPointer;
    const ir::Expr extent = is_pointer ? extent_of(primal_, term_of(request_, one.param)) : nullptr;
    if (is_pointer && !extent) return refuse_without_extent(param);
    if (one.is_own) declare_own(one.shadow, place, extent);
    zero_shape(ir::place_of(out_, one.shadow), place, extent, cleared_.start, out_);
    if (!members.empty() && extent && !ir::is_one(extent)) {
      d_.sink.error(Kind::kUnsupported, param.span, {"'" + param.name + "', several objects that hold pointers, in a gradient"});
      return;
    }
    for (const MemberPointer& member : members) clear_behind(param, member);
  }

  void refuse_without_extent(const ir::Variable& param) {
    // A product's function is a tangent, of which the user knows nothing.
    const std::string term = param.name + "[n]";
    d_.sink.error(Kind::kNoExtent, param.span, {param.name})
        .note(Kind::kWriteExtent, param.span, {is_product() ? term : primal_.name + "(" + term + ")"});
  }

  /// Refuses objects behind which pointers lead to pointers: where they end is not told.
  bool leads_on(const ir::Variable& param, const std::vector<MemberPointer>& members) {
    const auto one = std::find_if(members.begin(), members.end(), [](const MemberPointer& member) { return member.leads_on; });
    if (one == members.end()) return false;
    d_.sink.error(Kind::kUnsupported, param.span, {"'" + spelled(param, *one) + "', which leads to further pointers, in a gradient"})
        .note(Kind::kWayOut, param.span,
              {is_product() ? "ask for the tangent, and for the adjoint of what is emitted"
                            : "ask for the adjoint, which adds to what its caller has set to zero"});
    return true;
  }

  void clear_behind(const ir::Variable& param, const MemberPointer& member) {
    if (member.extent) {
      return zero_shape(shadows_.pointer(member.pointer), member.pointer, member.extent, cleared_.start, out_);
    }
    const std::string name = spelled(param, member);
    d_.sink.error(Kind::kNoExtent, param.span, {name}).note(Kind::kWriteExtent, param.span, {name + "[n]"});
  }

  /// Turns an adjoint that is a parameter into memory of the function.
  void declare_own(ir::VarId shadow, const ir::Expr& place, const ir::Expr& extent) {
    out_.params.erase(std::find(out_.params.begin(), out_.params.end(), shadow));
    out_.var(shadow).role = ir::VarRole::kLocal;
    const ir::Type type = out_.var(shadow).type;
    if (type->kind != ir::TypeKind::kPointer) {
      hold_value(out_, shadow, sweeps_);
      cleared_.start.push_back(declared_like(out_, shadow, place));
      return;
    }
    if (type->element->spelling.empty()) {
      d_.sink.error(Kind::kUnsupported, out_.span, {"'" + out_.var(shadow).name + "', the adjoint of a direction of this type,"});
      return;
    }
    cleared_.uses_blocks = true;
    cleared_.start.push_back(ir::declare(shadow, allocate(out_, blocks_, type->element, extent)));
  }

  [[nodiscard]] bool is_product() const { return request_.kind == ir::RequestKind::kHvp; }

  Derivation& d_;
  const ir::Request& request_;
  const ir::Function& primal_;
  ir::Function& out_;
  Shadows& shadows_;
  ir::VarId blocks_;
  const std::vector<ir::Region*>& sweeps_;
  ClearedShadows cleared_;
};

}  // namespace

ClearedShadows clear_shadows(Derivation& derivation, const ir::Request& request, const std::vector<ClearedParam>& params,
                             ir::Function& out, Shadows& shadows, ir::VarId blocks, const std::vector<ir::Region*>& sweeps) {
  return Clearer(derivation, request, out, shadows, blocks, sweeps).run(params);
}

}  // namespace backsweep::transform
