// Reaches what only its class may name: an explicit instantiation may, and a friend of the template hands it out.
#include "frontend/private_names.h"

#include <clang/AST/DeclCXX.h>

#include <algorithm>

#include "base/access_names.h"
#include "frontend/lowering_impl.h"

namespace backsweep::frontend {
namespace {

bool is_restricted(const clang::Decl& decl) {
  return decl.getAccess() == clang::AS_private || decl.getAccess() == clang::AS_protected;
}

bool is_only_friend(const clang::FunctionDecl& function) {
  return std::all_of(function.redecls_begin(), function.redecls_end(), [](const clang::FunctionDecl* one) {
    return one->getFriendObjectKind() != clang::Decl::FOK_None;
  });
}

/// Whether the place in the text lies in a string.
bool is_quoted(const std::string& text, std::size_t at) {
  bool is_open = false;
  for (std::size_t i = 0; i < at; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      is_open = !is_open;
    }
  }
  return is_open;
}

constexpr const char* kType = R"(#ifndef BACKSWEEP_ACCESS_$id
#define BACKSWEEP_ACCESS_$id
/// The private type $name.
auto $id_pointer();
template <class Type>
struct $id_holder {
  friend auto $id_pointer() { return static_cast<Type*>(nullptr); }
};
template struct $id_holder<$name>;
using $id = std::remove_pointer_t<decltype($id_pointer())>;
#endif
)";

constexpr const char* kObject = R"(#ifndef BACKSWEEP_ACCESS_$id
#define BACKSWEEP_ACCESS_$id
/// The private member $name.
auto& $id();
template <auto& kObject>
struct $id_holder {
  friend auto& $id() { return kObject; }
};
template struct $id_holder<$name>;
#endif
)";

constexpr const char* kFunction = R"(#ifndef BACKSWEEP_ACCESS_$id
#define BACKSWEEP_ACCESS_$id
/// The private member function $name.
auto $id();
template <auto kFunction>
struct $id_holder {
  friend auto $id() { return kFunction; }
};
template struct $id_holder<&$name>;
#endif
)";

std::string filled(std::string text, const std::string& id, const std::string& name) {
  for (const auto& [hole, word] : {std::pair<std::string, std::string>{"$id", id}, {"$name", name}}) {
    for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + word.size())) {
      text.replace(at, hole.size(), word);
    }
  }
  return text;
}

/// Has the program declare a name for what `name` means; what it is goes into it, since a function and a variable may differ
/// in an underscore only.
std::string add_access(ir::Program& program, const char* text, const std::string& name, const std::string& what) {
  const std::string id = base::as_identifier(name) + "_" + what;
  const std::string access = base::kAccess + id;
  const auto is_known = [&](const ir::LocalType& one) { return one.name == access; };
  if (std::none_of(program.local_types.begin(), program.local_types.end(), is_known)) {
    program.local_types.push_back({access, {}, filled(text, id, name)});
  }
  return access;
}

}  // namespace

bool is_accessible(const clang::Decl& decl) {
  if (is_restricted(decl)) return false;
  const clang::DeclContext* context = decl.getDeclContext();
  if (context->isFunctionOrMethod()) return false;
  const auto* record = llvm::dyn_cast<clang::RecordDecl>(context);
  return !record || (record->getIdentifier() && is_accessible(*record));
}

bool is_private_member(const clang::Decl& decl) {
  if (decl.getParentFunctionOrMethod()) return false;
  bool is_private = is_restricted(decl);
  for (const auto* around = llvm::dyn_cast<clang::RecordDecl>(decl.getDeclContext()); around;
       around = llvm::dyn_cast<clang::RecordDecl>(around->getDeclContext())) {
    if (!around->getIdentifier()) return false;
    is_private = is_private || is_restricted(*around);
  }
  return is_private;
}

bool is_out_of_reach(const clang::FunctionDecl& function) {
  return llvm::isa<clang::CXXMethodDecl>(function) ? is_private_member(function) && is_overloaded(function) : is_only_friend(function);
}

std::string access_to_type(ir::Program& program, const std::string& name) { return add_access(program, kType, name, "type"); }

std::string access_to_variable(ir::Program& program, const std::string& name) {
  return add_access(program, kObject, name, "object") + "()";
}

void access_to_function(ir::Program& program, const std::string& name) { add_access(program, kFunction, name, "function"); }

std::string with_known_names(const ProgramLowering& owner, const std::string& text) {
  std::string result = text;
  const auto replace = [&](const std::string& printed, const std::string& name) {
    const auto stands_alone = [&](std::size_t at) {
      const std::size_t end = at + printed.size();
      const char before = at > 0 ? result[at - 1] : ' ';
      const bool is_longer = base::is_word(printed.back()) && end < result.size() && base::is_word(result[end]);
      const bool is_inner = base::is_word(printed.front()) && (base::is_word(before) || before == ':');
      return !is_longer && !is_inner && !is_quoted(result, at);
    };
    for (std::size_t at = result.find(printed); at != std::string::npos; at = result.find(printed, at)) {
      if (!stands_alone(at)) {
        ++at;
        continue;
      }
      result.replace(at, printed.size(), name);
      at += name.size();
    }
  };
  // What is inside of another type comes behind it in the table.
  const auto& names = owner.unnamed_types;
  for (auto known = names.rbegin(); known != names.rend(); ++known) replace(known->first, known->second);
  return result;
}

}  // namespace backsweep::frontend
