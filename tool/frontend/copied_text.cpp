// Copies a statement as text, with holes for what the function knows under other names.
#include <clang/AST/DeclTemplate.h>
#include <clang/AST/PrettyPrinter.h>
#include <clang/Basic/CharInfo.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/source_spans.h"

namespace backsweep::frontend {
namespace {

using diagnostics::Kind;

constexpr char kHole = '\x01';

bool is_scalar(clang::QualType type) { return type->isArithmeticType() || type->isEnumeralType() || type->isPointerType(); }

/// Prints an expression with holes where variables of the function stand.
class TextCopier final : public clang::PrinterHelper {
 public:
  TextCopier(FunctionLowering& host, ir::Program& program, const clang::Stmt& top, bool wants_pointers, const TextExits* exits,
             bool is_of_lambda)
      : host_(host), program_(program), top_(top), wants_pointers_(wants_pointers), exits_(exits) {
    if (is_of_lambda) walk_ast(top, [&](const clang::Stmt& inner) { return in_lambda_.insert(&inner).second; });
    walk_ast(top, [&](const clang::Stmt& stmt) {
      const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&stmt);
      if (lambda) walk_ast(*lambda->getBody(), [&](const clang::Stmt& inner) { return in_lambda_.insert(&inner).second; });
      if (const auto* call = llvm::dyn_cast<clang::CallExpr>(&stmt)) {
        add_arguments(*call);
        add_texts(*call);
      }
      return lambda == nullptr;
    });
  }

  bool handledStmt(clang::Stmt* stmt, llvm::raw_ostream& out) override {
    const auto* expr = llvm::dyn_cast<clang::Expr>(stmt);
    if (!expr) return exits_ != nullptr && exit(*stmt, out);
    if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr)) return reference(*ref, out);
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(expr); lambda && lambda != printed_) return closure(*lambda, out);
    if (const auto* made = llvm::dyn_cast<clang::CXXTemporaryObjectExpr>(expr)) return temporary(*made, out);
    if (texts_.count(expr) > 0) return writable_text(*expr, out);
    if (expr == &top_) return false;
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expr); member && member->isGLValue()) {
      const bool is_field = llvm::isa<clang::FieldDecl>(member->getMemberDecl()) && !is_union_member(*member);
      if (is_field && (is_own_object(*member->getBase()) || host_.names_object(*member->getBase()))) return hole(host_.place_of(*expr), out);
    }
    if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expr); member && is_private_member(*member->getMemberDecl())) {
      if (is_part_of_known(*member)) return hole(host_.place_of(*member), out);
      host_.refuse("Unsupported", {"'" + member->getMemberDecl()->getNameAsString() + "', a private member, in this statement"});
    }
    if (llvm::isa<clang::CXXThisExpr>(expr)) {
      if (const ir::Expr self = host_.this_place()) return hole(ir::address_of(self), out);
      return false;
    }
    // A lambda's body is evaluated when it is called, with parameters of its own.
    if (arguments_.count(&unwrapped(*expr)) > 0 && host_.type_of(expr->getType())->kind == ir::TypeKind::kPointer) {
      return hole(host_.value_of(*expr), out);
    }
    return in_lambda_.count(expr) == 0 && is_value(*expr) && value(*expr, out);
  }

  std::vector<ir::Expr> operands;

 private:
  /// What stands for a captured variable may have another name, or none: named captures become a default, which captures
  /// whatever the body then names. A copy may be captured by reference where the lambda is called at once, and leaves its
  /// copies as they are.
  bool closure(const clang::LambdaExpr& lambda, llvm::raw_ostream& out) {
    std::vector<bool> stays;
    bool by_copy = false;
    bool by_reference = lambda.getCaptureDefault() == clang::LCD_ByRef;
    for (const clang::LambdaCapture& capture : lambda.explicit_captures()) {
      stays.push_back(lambda.isInitCapture(&capture));
      if (stays.back()) continue;
      const bool is_reference = capture.getCaptureKind() != clang::LCK_ByCopy;
      by_reference = by_reference || is_reference;
      by_copy = by_copy || !is_reference;
    }
    const bool is_named = std::any_of(stays.begin(), stays.end(), [](bool one) { return !one; });
    if (!is_named || (by_copy && by_reference && (lambda.isMutable() || !is_called_at_once()))) return false;
    std::string text;
    llvm::raw_string_ostream stream(text);
    printed_ = &lambda;
    lambda.printPretty(stream, this, host_.policy());
    out << (by_reference ? "[&" : "[=");
    const std::vector<std::string> captures = captures_in(text);
    const std::size_t first = captures.size() - stays.size();
    for (std::size_t i = 0; i < stays.size(); ++i) {
      if (stays[i]) out << ", " << captures[first + i];
    }
    out << llvm::StringRef(text).drop_front(end_of_captures(text));
    return true;
  }

  bool is_called_at_once() const {
    const auto* call = llvm::dyn_cast<clang::CallExpr>(&top_);
    const clang::FunctionDecl* callee = call ? call->getDirectCallee() : nullptr;
    return callee && is_in_std(*callee) && !llvm::isa<clang::CXXMethodDecl>(callee);
  }

  /// Where the bracket behind the captures of a printed lambda stands.
  static std::size_t end_of_captures(const std::string& lambda) {
    int depth = 0;
    for (std::size_t i = 0; i < lambda.size(); ++i) {
      depth += is_opening(lambda[i]) ? 1 : is_closing(lambda[i]) ? -1 : 0;
      if (depth == 0 && lambda[i] == ']') return i;
    }
    return lambda.size();
  }

  static std::vector<std::string> captures_in(const std::string& lambda) {
    std::vector<std::string> captures(1);
    int depth = 0;
    for (std::size_t i = lambda.find('[') + 1; i < end_of_captures(lambda); ++i) {
      const char c = lambda[i];
      depth += is_opening(c) ? 1 : is_closing(c) ? -1 : 0;
      if (depth == 0 && c == ',') captures.emplace_back();
      else if (c != ' ' || !captures.back().empty()) captures.back() += c;
    }
    return captures;
  }

  /// A member of a variable, which has a place of its own: emitted code knows how to reach it.
  bool is_part_of_known(const clang::MemberExpr& member) {
    if (!llvm::isa<clang::FieldDecl>(member.getMemberDecl()) || member.isArrow() || is_union_member(member)) return false;
    const clang::Expr& base = *member.getBase()->IgnoreParenImpCasts();
    if (const auto* outer = llvm::dyn_cast<clang::MemberExpr>(&base)) return is_part_of_known(*outer);
    const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&base);
    return ref && host_.bound_place(*ref->getDecl());
  }

  static bool is_opening(char c) { return c == '[' || c == '(' || c == '{'; }
  static bool is_closing(char c) { return c == ']' || c == ')' || c == '}'; }

  /// Algorithms take pointers where the source gives them iterators of a vector: a variable for one is a pointer here.
  void add_arguments(const clang::CallExpr& call) {
    const clang::FunctionDecl* callee = call.getDirectCallee();
    if (!callee || !is_in_std(*callee) || llvm::isa<clang::CXXMethodDecl>(callee) || callee->isOverloadedOperator()) return;
    const bool has_variable = std::any_of(call.arg_begin(), call.arg_end(), [&](const clang::Expr* one) { return names_pointer(*one); });
    if (!has_variable && !wants_pointers_) return;
    for (const clang::Expr* argument : call.arguments()) {
      if (argument->getType()->isRecordType()) arguments_.insert(&unwrapped(*argument));
    }
  }

  /// Texts that C hands to parameters which do not promise to leave them alone.
  void add_texts(const clang::CallExpr& call) {
    const clang::FunctionDecl* callee = call.getDirectCallee();
    if (!callee || host_.ast().getLangOpts().CPlusPlus) return;
    for (unsigned i = 0; i < callee->getNumParams() && i < call.getNumArgs(); ++i) {
      const clang::QualType type = callee->getParamDecl(i)->getType();
      const bool is_writable = type->isPointerType() && !type->getPointeeType().isConstQualified();
      const clang::Expr* argument = call.getArg(i)->IgnoreParenImpCasts();
      if (is_writable && llvm::isa<clang::StringLiteral>(argument)) texts_.insert(argument);
    }
  }

  bool writable_text(const clang::Expr& text, llvm::raw_ostream& out) {
    out << "const_cast<char*>(";
    text.printPretty(out, nullptr, host_.policy());
    out << ")";
    return true;
  }

  /// An object that is made, its class named from where the derivative stands.
  bool temporary(const clang::CXXTemporaryObjectExpr& made, llvm::raw_ostream& out) {
    const clang::CXXRecordDecl* record = made.getType()->getAsCXXRecordDecl();
    if (!record || is_in_std(*record) || made.isStdInitListInitialization()) return false;
    const bool is_list = made.isListInitialization();
    out << host_.spelling_of(made.getType().getUnqualifiedType()) << (is_list ? "{" : "(");
    for (unsigned i = 0; i < made.getNumArgs() && !llvm::isa<clang::CXXDefaultArgExpr>(made.getArg(i)); ++i) {
      if (i > 0) out << ", ";
      made.getArg(i)->printPretty(out, this, host_.policy());
    }
    out << (is_list ? "}" : ")");
    return true;
  }

  bool names_pointer(const clang::Expr& argument) {
    bool is_found = false;
    walk_ast(argument, [&](const clang::Stmt& stmt) {
      const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt);
      const bool is_object = ref && llvm::isa<clang::VarDecl>(ref->getDecl()) && ref->getType()->isRecordType();
      is_found = is_found || (is_object && host_.type_of(ref->getType())->kind == ir::TypeKind::kPointer);
      return !is_found && !llvm::isa<clang::LambdaExpr>(stmt);
    });
    return is_found;
  }

  /// Of a statement no part runs in front of it: there it would run once, and outside of the handlers of a try block.
  bool value(const clang::Expr& expr, llvm::raw_ostream& out) {
    if (llvm::isa<clang::Expr>(top_)) return hole(host_.value_of(expr), out);
    ir::Expr result;
    const ir::Region effects = host_.collect([&] { result = host_.value_of(expr); });
    return effects.empty() && hole(result, out);
  }

  bool exit(const clang::Stmt& stmt, llvm::raw_ostream& out) {
    const auto found = std::find(exits_->jumps.begin(), exits_->jumps.end(), &stmt);
    if (found == exits_->jumps.end()) return false;
    hole(exits_->chosen, out);
    out << " = " << found - exits_->jumps.begin() + 1 << ";\n";
    return true;
  }

  bool hole(const ir::Expr& value, llvm::raw_ostream& out) {
    if (!value) return false;
    out << kHole;
    operands.push_back(value);
    return true;
  }

  bool reference(const clang::DeclRefExpr& ref, llvm::raw_ostream& out) {
    if (ir::Expr place = host_.bound_place(*ref.getDecl())) return hole(place, out);
    if (const Binding* binding = host_.find_binding(*ref.getDecl()); binding && binding->function) {
      out << host_.qualified_name(*binding->function);
      return true;
    } else if (binding && binding->object) {
      host_.refuse("Unsupported", {"this use of '" + ref.getDecl()->getNameAsString() + "'"});
      return false;
    }
    const auto* enumerator = llvm::dyn_cast<clang::EnumConstantDecl>(ref.getDecl());
    if (enumerator && enumerator->getParentFunctionOrMethod()) {
      out << enumerator->getInitVal();
      return true;
    }
    const auto* named = llvm::dyn_cast<clang::NamedDecl>(ref.getDecl());
    const bool is_variable = llvm::isa<clang::VarDecl>(named);
    if (is_private_member(*named) && (is_variable || llvm::isa<clang::FunctionDecl>(named))) {
      if (is_variable) out << access_to_variable(program_, host_.qualified_name(*named));
      else host_.refuse("Unsupported", {"'" + named->getNameAsString() + "', a private member, in this statement"});
      return true;
    }
    const bool is_outer = named->getDeclContext()->getRedeclContext()->isFileContext() || named->getDeclContext()->isRecord();
    if (!is_outer || !named->getIdentifier()) return false;
    out << host_.qualified_name(*named);
    if (ref.hasExplicitTemplateArgs() && !llvm::isa<clang::VarTemplateSpecializationDecl>(named)) {
      clang::PrintingPolicy policy = host_.policy();
      clang::printTemplateArgumentList(out, ref.template_arguments(), policy);
    }
    return true;
  }

  /// A number or pointer that depends on variables of the function and can be lowered by itself.
  bool is_value(const clang::Expr& expr) {
    if (!expr.isPRValue() || !is_scalar(expr.getType()) || expr.getType()->isFunctionPointerType()) return false;
    const clang::Expr& e = unwrapped(expr);
    if (llvm::isa<clang::LambdaExpr, clang::CXXThisExpr>(e)) return false;
    const auto* decay = llvm::dyn_cast<clang::CastExpr>(&e);
    if (decay && decay->getCastKind() == clang::CK_ArrayToPointerDecay) return false;
    if (const auto* op = llvm::dyn_cast<clang::BinaryOperator>(&e); op && op->isAssignmentOp()) return false;
    bool reads_variable = false;
    bool is_plain = true;
    walk_ast(e, [&](const clang::Stmt& s) {
      if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&s)) {
        const bool is_bound = host_.bound_place(*ref->getDecl()) || host_.names_object(*ref);
        const auto* var = llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
        reads_variable = reads_variable || is_bound;
        // Declared in the text itself.
        if (!is_bound && var && var->hasLocalStorage() && !llvm::isa<clang::Expr>(top_)) is_plain = false;
      }
      if (llvm::isa<clang::CXXThisExpr>(s)) reads_variable = true;
      if (llvm::isa<clang::LambdaExpr>(s)) is_plain = false;
      if (const auto* value = llvm::dyn_cast<clang::Expr>(&s); value && value->getType()->isAnyComplexType()) is_plain = false;
      return is_plain;
    });
    return reads_variable && is_plain;
  }

  FunctionLowering& host_;
  ir::Program& program_;
  const clang::Stmt& top_;
  bool wants_pointers_;
  const TextExits* exits_;
  std::set<const clang::Stmt*> in_lambda_;
  const clang::LambdaExpr* printed_ = nullptr;  ///< The one whose captures are being replaced.
  std::set<const clang::Expr*> arguments_;  ///< Objects given to algorithms of the library.
  std::set<const clang::Expr*> texts_;      ///< Texts that C hands over as if they could be written.
};

std::vector<std::string> split_at_holes(const std::string& text) {
  std::vector<std::string> pieces(1);
  for (const char c : text) {
    if (c == kHole) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

/// What the text itself declares: variables, parameters of lambdas, exceptions.
std::vector<const clang::VarDecl*> declared_in(const clang::Stmt& stmt) {
  std::vector<const clang::VarDecl*> result;
  const auto add = [&](const clang::Decl* decl) {
    if (const auto* var = llvm::dyn_cast_or_null<clang::VarDecl>(decl)) result.push_back(var);
  };
  walk_ast(stmt, [&](const clang::Stmt& s) {
    if (const auto* group = llvm::dyn_cast<clang::DeclStmt>(&s)) std::for_each(group->decl_begin(), group->decl_end(), add);
    if (const auto* handler = llvm::dyn_cast<clang::CXXCatchStmt>(&s)) add(handler->getExceptionDecl());
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(&s)) {
      for (const clang::ParmVarDecl* param : lambda->getCallOperator()->parameters()) add(param);
    }
    return true;
  });
  return result;
}

/// Variables of the function that initializers in the text name: Clang prints declarations without asking for holes. Null
/// where the text declares another variable of that name.
std::map<std::string, ir::Expr> named_in_initializers(FunctionLowering& host, const clang::Stmt& stmt) {
  std::map<std::string, ir::Expr> result;
  const std::vector<const clang::VarDecl*> declared = declared_in(stmt);
  for (const clang::VarDecl* var : declared) {
    if (!var->getInit()) continue;
    walk_ast(*var->getInit(), [&](const clang::Stmt& inner) {
      const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&inner);
      const ir::Expr place = ref ? host.bound_place(*ref->getDecl()) : nullptr;
      if (place) result[ref->getDecl()->getNameAsString()] = place;
      return true;
    });
  }
  for (const clang::VarDecl* var : declared) {
    if (const auto known = result.find(var->getNameAsString()); known != result.end()) known->second = nullptr;
  }
  return result;
}

/// The text with holes for the names, too. Members and what stands in a namespace bear names of their own.
void add_holes(std::string& text, std::vector<ir::Expr>& operands, const std::map<std::string, ir::Expr>& names) {
  std::string result;
  std::vector<ir::Expr> all;
  auto next = operands.begin();
  const auto end_of_literal = [&](std::size_t from) {
    std::size_t at = from + 1;
    while (at < text.size() && text[at] != text[from]) at += text[at] == '\\' ? 2 : 1;
    return std::min(at + 1, text.size());
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '"' || text[i] == '\'') {
      const std::size_t behind = end_of_literal(i);
      result += text.substr(i, behind - i);
      i = behind;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && clang::isAsciiIdentifierContinue(static_cast<unsigned char>(text[end]))) ++end;
    const auto known = end > i ? names.find(text.substr(i, end - i)) : names.end();
    const char before = result.empty() ? ' ' : result.back();
    const bool is_qualified = before == '.' || before == ':' || (before == '>' && result.size() > 1 && result[result.size() - 2] == '-');
    if (known != names.end() && !is_qualified) {
      result += kHole;
      all.push_back(known->second);
    } else if (end > i) {
      result += text.substr(i, end - i);
    } else {
      if (text[i] == kHole) all.push_back(*next++);
      result += text[i];
    }
    i = std::max(end, i + 1);
  }
  text = std::move(result);
  operands = std::move(all);
}

}  // namespace

CopiedText FunctionLowering::text_of(const clang::Stmt& stmt, bool wants_pointers, const TextExits* exits, bool is_of_lambda) {
  TextCopier copier(*this, owner_.program, stmt, wants_pointers, exits, is_of_lambda);
  std::string text;
  llvm::raw_string_ostream stream(text);
  stmt.printPretty(stream, &copier, policy());
  while (!text.empty() && (std::isspace(static_cast<unsigned char>(text.back())) != 0 || text.back() == ';')) text.pop_back();
  // Clang prints the operator with the member behind it, which is no part of the expression.
  const auto* arrow = llvm::dyn_cast<clang::CXXOperatorCallExpr>(&stmt);
  if (arrow && arrow->getOperator() == clang::OO_Arrow) text += ".operator->()";
  walk_ast(stmt, [&](const clang::Stmt& part) {
    if (const auto* expr = llvm::dyn_cast<clang::Expr>(&part)) learn_unnamed(expr->getType());
    return true;
  });
  text = with_known_names(owner_, text);
  const std::map<std::string, ir::Expr> names = named_in_initializers(*this, stmt);
  for (const auto& [name, place] : names) {
    if (!place) owner_.sink.error(Kind::kUnsupported, span_of(ast_, stmt.getSourceRange()), {"a second variable '" + name + "' in this statement"});
  }
  if (!names.empty()) add_holes(text, copier.operands, names);
  return {split_at_holes(text), std::move(copier.operands)};
}

}  // namespace backsweep::frontend
