// Emits accessors of private members. An explicit instantiation may name a private member, and a friend defined in a
// class template that is instantiated with that member's pointer hands it out under an ordinary name.
#include "codegen/private_members.h"

#include <map>

#include "base/words.h"
#include "codegen/codegen.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

struct PrivateMember {
  std::string record;
  std::string field;
  ir::Type type;
};

std::string as_identifier(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c != '_' && base::is_word(c))
      result += c;
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  return result;
}

std::string accessor(const PrivateMember& member) {
  const std::string id = as_identifier(member.record) + "_" + as_identifier(member.field);
  const std::string name = as_identifier(member.field) + "_of";
  const auto signature = [&](const std::string& object, const ir::Type& type) {
    return print_declarator(ir::reference_to(type), name + "(" + object + " object)");
  };
  const std::string plain = signature(member.record + "&", member.type);
  const std::string constant = signature("const " + member.record + "&", ir::with_const(member.type));
  const std::string guard = "BACKSWEEP_ACCESS_" + id;
  return "#ifndef " + guard + "\n#define " + guard + "\n" +  //
         "/// The private member `" + member.field + "` of " + member.record + ".\n" + plain + ";\n" + constant +
         ";\n" + "template <auto kMember>\nstruct " + id + " {\n" +  //
         "  friend " + plain + " { return object.*kMember; }\n" + "  friend " + constant +
         " { return object.*kMember; }\n};\n" +  //
         "template struct " + id + "<&" + member.record + "::" + member.field + ">;\n#endif\n";
}

void collect(const ir::Function& function, std::map<std::string, PrivateMember>& found) {
  const auto visit = [&](const ir::Expr& expr) {
    const auto* member = ir::get_if<ir::Member>(expr);
    if (!member || !member->is_private) return;
    const ir::Type base = ir::strip_reference(member->base->type);
    const std::string record = base->record ? base->record->name : base->spelling;
    found.emplace(record + "::" + member->field, PrivateMember{record, member->field, ir::without_const(expr->type)});
  };
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { ir::walk(expr, visit); });
  });
}

}  // namespace

std::string accessor_name(const ir::Type&, const std::string& field) {
  return "backsweep::access::" + as_identifier(field) + "_of";
}

std::string print_accessors(const std::vector<const ir::Function*>& functions) {
  std::map<std::string, PrivateMember> found;
  for (const ir::Function* function : functions) collect(*function, found);
  if (found.empty()) return "";
  std::string text = "namespace backsweep::access {\n";
  for (const auto& [key, member] : found) text += "\n" + accessor(member);
  return text + "\n}  // namespace backsweep::access\n";
}

}  // namespace backsweep::codegen
