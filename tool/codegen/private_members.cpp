// Emits accessors of private members. An explicit instantiation may name a private member, and a friend defined in a
// class template that is instantiated with that member's pointer hands it out under an ordinary name.
#include "codegen/private_members.h"

#include <algorithm>
#include <map>

#include "base/access_names.h"
#include "codegen/codegen.h"
#include "ir/walk.h"

namespace backsweep::codegen {
namespace {

using base::as_identifier;

struct PrivateMember {
  std::string record;
  std::string field;
  ir::Type type;
  bool is_mutable = false;
};

std::string accessor(const PrivateMember& member) {
  const std::string id = as_identifier(member.record) + "_" + as_identifier(member.field);
  const std::string name = as_identifier(member.field) + "_of";
  const auto signature = [&](const std::string& object, const ir::Type& type) {
    return print_declarator(ir::reference_to(type), name + "(" + object + " object)");
  };
  const std::string plain = signature(member.record + "&", member.type);
  const std::string constant = signature("const " + member.record + "&", member.is_mutable ? member.type : ir::with_const(member.type));
  const std::string guard = "BACKSWEEP_ACCESS_" + id;
  return "#ifndef " + guard + "\n#define " + guard + "\n" +  //
         "/// The private member `" + member.field + "` of " + member.record + ".\n" + plain + ";\n" + constant +
         ";\n" + "template <auto kMember>\nstruct " + id + " {\n" +  //
         "  friend " + plain + " { return object.*kMember; }\n" + "  friend " + constant + " { return " +
         (member.is_mutable ? "const_cast<" + member.record + "&>(object)" : "object") + ".*kMember; }\n};\n" +  //
         "template struct " + id + "<&" + member.record + "::" + member.field + ">;\n#endif\n";
}

void collect(const ir::Function& function, std::map<std::string, PrivateMember>& found) {
  const auto visit = [&](const ir::Expr& expr) {
    const auto* member = ir::get_if<ir::Member>(expr);
    if (!member || !member->is_private) return;
    const ir::Type base = ir::strip_reference(member->base->type);
    const std::string record = base->record ? base->record->name : base->spelling;
    const auto is_mutable = [&](const ir::Field& field) { return field.name == member->field && field.is_mutable; };
    const bool may_change = base->record && std::any_of(base->record->fields.begin(), base->record->fields.end(), is_mutable);
    found.emplace(record + "::" + member->field, PrivateMember{record, member->field, ir::without_const(expr->type), may_change});
  };
  ir::walk(function.body, [&](const ir::Stmt& stmt) {
    ir::visit_exprs(stmt, [&](const ir::Expr& expr, ir::Use) { ir::walk(expr, visit); });
  });
}

bool is_access_name(const ir::LocalType& type) { return type.name.rfind(base::kAccess, 0) == 0; }

bool mentions(const std::string& text, const std::string& name) {
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if (end == text.size() || !base::is_word(text[end])) return true;
  }
  return false;
}

}  // namespace

std::string accessor_name(const ir::Type&, const std::string& field) {
  return base::kAccess + as_identifier(field) + "_of";
}

std::string private_callee(const ir::Program& program, const ir::Function& callee) {
  if (callee.class_name.empty()) return "";
  const std::string name =
      base::kAccess + as_identifier(callee.class_name + "::" + callee.name + callee.template_arguments) + "_function";
  const auto is_it = [&](const ir::LocalType& one) { return one.name == name; };
  const bool is_private = std::any_of(program.local_types.begin(), program.local_types.end(), is_it);
  return is_private ? name + "()" : "";
}

bool has_access_names(const ir::Program& program) {
  return std::any_of(program.local_types.begin(), program.local_types.end(), is_access_name);
}

std::string print_accessors(const ir::Program& program, const std::vector<const ir::Function*>& functions,
                            const std::string& body) {
  std::map<std::string, PrivateMember> found;
  for (const ir::Function* function : functions) collect(*function, found);
  std::string members;
  for (const auto& [key, member] : found) members += "\n" + accessor(member);
  // Types first: the members may be of them.
  std::string named;
  for (const ir::LocalType& one : program.local_types) {
    if (is_access_name(one) && (mentions(members, one.name) || mentions(body, one.name))) named += "\n" + one.text;
  }
  if (named.empty() && members.empty()) return "";
  const std::string text = "namespace backsweep_access {\n" + named + members;
  return text + "\n}  // namespace backsweep_access\n";
}

}  // namespace backsweep::codegen
