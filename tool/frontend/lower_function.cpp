// One function as a whole: its name, parameters and linkage, its body, and the names and spans given to what is made.
#include <clang/AST/Attr.h>
#include <clang/AST/DeclTemplate.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/words.h"
#include "frontend/handles.h"
#include "frontend/library_rows.h"
#include "frontend/lowering_impl.h"
#include "frontend/private_names.h"
#include "frontend/separate_names.h"
#include "frontend/source_spans.h"
#include "ir/walk.h"

namespace backsweep::frontend {
namespace {

constexpr std::size_t kLongestText = 100;

/// `KalmanFilter` -> `kalman_filter`.
std::string snake_case(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isupper(letter) && !result.empty() && result.back() != '_') result += '_';
    if (base::is_word(c)) result += static_cast<char>(std::tolower(letter));
  }
  return result.empty() ? "object" : result;
}

}  // namespace

FunctionLowering::FunctionLowering(ProgramLowering& owner, const clang::FunctionDecl& decl)
    : owner_(owner), decl_(decl), ast_(decl.getASTContext()), region_(&function_.body) {}

ir::Function FunctionLowering::run() {
  function_.name = decl_.getNameAsString();
  span_ = span_of(ast_, decl_.getNameInfo().getSourceRange());
  function_.span = span_;
  lower_linkage();
  Frame frame;
  frame.function = &decl_;
  frames_.push_back(std::move(frame));
  const clang::Stmt* body = decl_.getBody();
  const bool is_coroutine = body && llvm::isa<clang::CoroutineBodyStmt>(body);
  function_.is_defined = body && !is_coroutine && !decl_.isInvalidDecl();
  if (function_.is_defined) {
    find_names();
    learn(*body);
  }
  lower_signature();
  lower_function_annotations();
  if (function_.is_defined) lower_body();
  connect_handles(function_, handles_);
  return std::move(function_);
}

void FunctionLowering::lower_body() {
  open_scope();
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&decl_)) {
    construct(*constructor, {}, frames_.back().self);
  }
  const auto* block = llvm::dyn_cast<clang::CompoundStmt>(decl_.getBody());
  if (block) {
    lower_compound(*block);
  } else {
    lower_stmt(*decl_.getBody());
  }
  const bool falls_out = function_.body.empty() || !ir::get_if<ir::Return>(function_.body.back());
  close_scope(falls_out);
}

void FunctionLowering::lower_linkage() {
  std::vector<std::string> namespaces;
  for (const clang::DeclContext* context = decl_.getDeclContext(); context; context = context->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
    if (space && !space->isInline()) namespaces.insert(namespaces.begin(), space->getNameAsString());
  }
  function_.namespaces = std::move(namespaces);
  if (const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl_)) {
    function_.class_name = name_of(ast_.getRecordType(method->getParent()));
  }
  if (const clang::TemplateArgumentList* arguments = decl_.getTemplateSpecializationArgs()) {
    llvm::raw_string_ostream stream(function_.template_arguments);
    clang::PrintingPolicy printing = policy();
    printing.PrintCanonicalTypes = true;
    clang::printTemplateArgumentList(stream, arguments->asArray(), printing);
    for (const clang::TemplateArgument& argument : arguments->asArray()) {
      if (argument.getKind() == clang::TemplateArgument::Type) learn_unnamed(argument.getAsType());
    }
    function_.template_arguments = with_known_names(owner_, function_.template_arguments);
  }
  if (!function_.class_name.empty() && is_private_member(decl_) && !llvm::isa<clang::CXXConstructorDecl, clang::CXXDestructorDecl>(decl_)) {
    access_to_function(owner_.program, function_.class_name + "::" + function_.name + function_.template_arguments);
  }
  const clang::SourceManager& sources = ast_.getSourceManager();
  function_.linkage.is_static = !decl_.isExternallyVisible();
  function_.linkage.is_inline = decl_.isInlined();
  function_.linkage.is_extern_c = decl_.isExternC();
  function_.linkage.in_system_header = is_in_system_header(decl_);
  function_.linkage.in_main_file = sources.isInMainFile(sources.getExpansionLoc(decl_.getLocation()));
  const auto* prototype = decl_.getType()->getAs<clang::FunctionProtoType>();
  function_.is_noexcept = prototype && prototype->isNothrow();
  function_.adjoint_by_user = owner_.derivative_by_user(decl_, "adjoint");
  function_.tangent_by_user = owner_.derivative_by_user(decl_, "tangent");
  if (const clang::RawComment* comment = ast_.getRawCommentForDeclNoCache(&decl_)) {
    const std::string brief = comment->getBriefText(ast_);
    if (!brief.empty()) function_.comments.push_back(brief);
  }
}

void FunctionLowering::lower_signature() {
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&decl_);
  if (method && method->isInstance()) add_object_parameter(*method);
  for (const clang::ParmVarDecl* param : decl_.parameters()) {
    const ir::VarId var = add_parameter(*param);
    function_.params.push_back(var);
    bindings_[param] = Binding{var, nullptr, nullptr, nullptr};
  }
  const bool is_constructor = llvm::isa<clang::CXXConstructorDecl>(decl_);
  function_.result = is_constructor ? ir::void_type() : ir::without_const(type_of(decl_.getReturnType()));
}

void FunctionLowering::add_object_parameter(const clang::CXXMethodDecl& method) {
  const ir::Type object = type_of(ast_.getRecordType(method.getParent()));
  ir::Variable variable;
  variable.name = unique_name(snake_case(method.getParent()->getNameAsString()));
  variable.type = ir::reference_to(method.isConst() ? ir::with_const(object) : object);
  variable.role = ir::VarRole::kParam;
  variable.span = span_;
  variable.is_this = true;
  const ir::VarId var = function_.add_var(std::move(variable));
  function_.params.push_back(var);
  reachable_.insert(var.index);
  frames_.back().self.place = ir::place_of(function_, var);
}

ir::VarId FunctionLowering::add_parameter(const clang::ParmVarDecl& param) {
  // `double x[3][4]` is a pointer to its rows, `double x[n]` a pointer.
  ir::Type type = type_of(param.getType());
  if (!ir::is_pointer_like(type)) type = ir::without_const(type);
  ir::Variable variable;
  variable.name = param.getNameAsString().empty() ? unique_name("unused") : param.getNameAsString();
  // The parameters of a pack share their name.
  const bool is_taken = std::any_of(function_.vars.begin(), function_.vars.end(),
                                    [&](const ir::Variable& other) { return other.name == variable.name; });
  if (is_taken) variable.name = unique_name(variable.name);
  names_.insert(variable.name);
  variable.type = type;
  variable.role = ir::VarRole::kParam;
  variable.span = span_of(ast_, param.getSourceRange());
  variable.is_restrict = param.getType().isRestrictQualified();
  const std::string library = library_class(param.getType().getNonReferenceType());
  variable.is_iterator = is_iterator_class(library) || library == "std::reverse_iterator";
  variable.is_constant = has_annotation(param, "backsweep::constant");
  const bool is_reachable = escaping_.count(&param) > 0;
  const ir::VarId var = function_.add_var(std::move(variable));
  if (is_reachable) reachable_.insert(var.index);
  if (!is_reachable && written_.count(&param) == 0) steady_.insert(var.index);
  return var;
}

/// Takes in what happens to the variables of a body before it is lowered.
void FunctionLowering::learn(const clang::Stmt& body) {
  escaping_.merge(escaping_variables(body));
  written_.merge(written_variables(body));
}

/// Names of the source are taken before any is made up.
void FunctionLowering::find_names() {
  for (const clang::ParmVarDecl* param : decl_.parameters()) names_.insert(param->getNameAsString());
  walk_ast(*decl_.getBody(), [&](const clang::Stmt& stmt) {
    // Names inside lambdas are made unique where they are called.
    if (llvm::isa<clang::LambdaExpr>(stmt)) return false;
    if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(&stmt)) {
      for (const clang::Decl* one : declared->decls()) {
        if (const auto* named = llvm::dyn_cast<clang::NamedDecl>(one)) names_.insert(named->getNameAsString());
      }
    } else if (const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(&stmt)) {
      names_.insert(ref->getNameInfo().getAsString());
    }
    return true;
  });
}

std::string FunctionLowering::unique_name(const std::string& wanted) {
  std::string name = wanted;
  for (int i = 2; !names_.insert(name).second; ++i) name = base::without_number(wanted) + "_" + std::to_string(i);
  return name;
}

namespace {

/// Loops over ranges declare `__range1`, `__begin1` and `__end1`, as the standard has it.
std::string plain_name(const clang::VarDecl& decl) {
  const std::string name = decl.getNameAsString();
  if (!decl.isImplicit()) return name.empty() ? "unnamed" : name;
  const std::size_t start = std::min(name.find_first_not_of('_'), name.size());
  const std::string plain = name.substr(start, name.find_last_not_of("0123456789") + 1 - start);
  return plain.empty() ? "range" : plain;
}

}  // namespace

ir::VarId FunctionLowering::add_variable(const clang::VarDecl& decl, const ir::Type& type, bool keeps_name) {
  const bool is_inlined = frames_.size() > 1;
  const std::string name = plain_name(decl);
  ir::Variable variable;
  variable.name = is_inlined || !keeps_name || decl.isImplicit() ? unique_name(name) : name;
  // C counts with enumerations, which C++ does not.
  const auto* enumeration = decl.getType()->getAs<clang::EnumType>();
  const auto* owner = llvm::dyn_cast_or_null<clang::FunctionDecl>(decl.getParentFunctionOrMethod());
  const clang::Stmt* body = enumeration && owner && !ast_.getLangOpts().CPlusPlus ? owner->getBody() : nullptr;
  const bool counts = body && is_counted_in(decl, *body);
  variable.type = counts ? type_of(enumeration->getDecl()->getIntegerType()) : type;
  variable.role = ir::VarRole::kLocal;
  variable.span = span_of(ast_, decl.getSourceRange());
  variable.is_constant = has_annotation(decl, "backsweep::constant");
  variable.is_restrict = decl.getType().isRestrictQualified();
  variable.is_constexpr = decl.isConstexpr();
  // An object of its own is no name for what an expression gives.
  const bool is_object = variable.type->kind == ir::TypeKind::kOpaque && !decl.getType()->isReferenceType();
  variable.is_temporary = (is_inlined || decl.isImplicit()) && !is_object;
  const ir::VarId var = function_.add_var(std::move(variable));
  if (escaping_.count(&decl) > 0) reachable_.insert(var.index);
  if (type->kind == ir::TypeKind::kOpaque && gives_access(decl.getType().getNonReferenceType())) handles_.insert(var.index);
  if (escaping_.count(&decl) + written_.count(&decl) == 0 && !type->element) steady_.insert(var.index);
  bindings_[&decl] = Binding{var, nullptr, nullptr, nullptr};
  return var;
}

ir::VarId FunctionLowering::temporary(const std::string& name, const ir::Type& type) {
  ir::Variable variable;
  variable.name = unique_name(name.empty() ? "value" : name);
  variable.type = type;
  variable.role = ir::VarRole::kLocal;
  variable.span = span_;
  variable.is_temporary = true;
  return function_.add_var(std::move(variable));
}

ir::Expr FunctionLowering::keep(const std::string& name, const ir::Expr& value) {
  const ir::VarId var = temporary(name, ir::without_const(ir::strip_reference(value->type)));
  emit(ir::declare(var, value));
  steady_.insert(var.index);
  return ir::var_ref(function_, var);
}

void FunctionLowering::emit(ir::Stmt stmt) {
  if (!stmt.span.is_known()) stmt.span = span_;
  if (stmt.text.empty()) stmt.text = text_;
  const PendingMarks& pending = pending_;
  if (auto* call = ir::get_if<ir::Call>(stmt); call && !pending.word.empty()) {
    call->marks.store |= pending.marks.store;
    call->marks.recompute |= pending.marks.recompute;
  }
  if (pending.marks.store) stmt.storage = ir::StorageMark::kStore;
  if (pending.marks.recompute) stmt.storage = ir::StorageMark::kRecompute;
  check_defaults(stmt);
  if (const auto* declared = ir::get_if<ir::Declare>(stmt)) check_makeable(*declared);
  region_->push_back(std::move(stmt));
}

/// Objects that are made many at a time are made by their own constructor, which must do nothing but set constants.
void FunctionLowering::check_defaults(const ir::Stmt& stmt) {
  ir::Type type;
  if (const auto* declared = ir::get_if<ir::Declare>(stmt)) {
    const bool copies = declared->init || declared->arguments.size() > 1;
    type = copies ? nullptr : function_.var(declared->var).type;
    const bool is_empty = type && type->kind == ir::TypeKind::kVector && declared->arguments.empty();
    if (is_empty || (type && type->kind == ir::TypeKind::kRecord)) return;
  } else if (const auto* model = ir::get_if<ir::Model>(stmt)) {
    const bool allocates = model->op == ir::ModelOp::kAllocate || model->op == ir::ModelOp::kAllocateZeroed;
    if (allocates && model->family != ir::HeapFamily::kMalloc) type = model->operands[0]->type->element;
    if (model->op == ir::ModelOp::kResize && model->operands.size() == 2) type = model->operands[0]->type;
  }
  while (type && type->element && !ir::is_pointer_like(type)) type = type->element;
  if (!type || type->kind != ir::TypeKind::kRecord || owner_.busy_defaults.count(type->record) == 0) return;
  refuse("Unsupported", {"the default constructor of '" + type->record->name + "', which does more than set constants,"});
}

ir::Region FunctionLowering::collect(const std::function<void()>& emit_body) {
  ir::Region result;
  ir::Region* const outer = std::exchange(region_, &result);
  emit_body();
  region_ = outer;
  return result;
}

base::SourceSpan FunctionLowering::span_of_range(clang::SourceRange range) const { return span_of(ast_, range); }

/// The characters of the range on one line, without comments' line ends, cut where it gets long.
std::string FunctionLowering::source_text(clang::SourceRange range) const {
  const clang::SourceManager& sources = ast_.getSourceManager();
  const clang::CharSourceRange whole = sources.getExpansionRange(range);
  const llvm::StringRef text = clang::Lexer::getSourceText(whole, sources, ast_.getLangOpts());
  std::string line;
  for (const char c : text) {
    const bool is_space = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (is_space && (line.empty() || line.back() == ' ')) continue;
    line += is_space ? ' ' : c;
  }
  if (line.find("//") != std::string::npos) return "";
  if (line.size() > kLongestText) line = line.substr(0, kLongestText - 3) + "...";
  return line;
}

std::string FunctionLowering::qualified_name(const clang::NamedDecl& decl) const {
  std::string name;
  llvm::raw_string_ostream stream(name);
  clang::PrintingPolicy printing = policy();
  printing.SuppressInlineNamespace = true;
  decl.printQualifiedName(stream, printing);
  const auto erase = [&](const std::string& part) {
    for (std::size_t at = name.find(part); at != std::string::npos; at = name.find(part)) name.erase(at, part.size());
  };
  erase("(anonymous namespace)::");
  // How the library parts its versions is no concern of its users.
  for (const clang::DeclContext* scope = decl.getDeclContext(); scope && is_in_std(decl); scope = scope->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(scope);
    if (space && space->isInline()) erase(space->getNameAsString() + "::");
  }
  if (const auto* made = llvm::dyn_cast<clang::VarTemplateSpecializationDecl>(&decl)) {
    clang::printTemplateArgumentList(stream, made->getTemplateArgs().asArray(), printing);
  }
  return name;
}

}  // namespace backsweep::frontend
