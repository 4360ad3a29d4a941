// Runs Clang's parser over one source, lean: library bodies that the tool has models of are skipped.
#include "frontend/parse.h"

#include <clang/AST/ASTConsumer.h>
#include <clang/Basic/TargetInfo.h>
#include <clang/Driver/Driver.h>
#include <clang/Frontend/TextDiagnosticPrinter.h>
#include <clang/Frontend/Utils.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Lex/PreprocessorOptions.h>
#include <clang/Parse/ParseAST.h>
#include <clang/Sema/Sema.h>
#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringSet.h>
#include <llvm/Support/BuryPointer.h>
#include <llvm/Support/Path.h>
#include <llvm/Support/VirtualFileSystem.h>

#include <algorithm>
#include <utility>

#include "frontend/source_spans.h"

namespace backsweep::frontend {

namespace {

constexpr llvm::StringLiteral kEmittedHeaderEnding = ".backsweep.hpp";

std::string absolute_name(llvm::vfs::FileSystem& files, llvm::StringRef path) {
  llvm::SmallString<256> result(path);
  (void)files.makeAbsolute(result);
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/true);
  return std::string(result);
}

/// The real files without those this run is about to write.
class HidingFileSystem : public llvm::vfs::ProxyFileSystem {
 public:
  HidingFileSystem(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> base, const std::vector<std::string>& outputs)
      : ProxyFileSystem(std::move(base)) {
    for (const std::string& output : outputs) {
      hidden_.insert(absolute_name(getUnderlyingFS(), output));
      names_.insert(llvm::sys::path::filename(output));
    }
  }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override {
    if (is_hidden(path)) return std::make_error_code(std::errc::no_such_file_or_directory);
    return ProxyFileSystem::status(path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(const llvm::Twine& path) override {
    if (is_hidden(path)) return std::make_error_code(std::errc::no_such_file_or_directory);
    return ProxyFileSystem::openFileForRead(path);
  }

 private:
  bool is_hidden(const llvm::Twine& path) {
    const std::string text = path.str();
    return names_.contains(llvm::sys::path::filename(text)) && hidden_.contains(absolute_name(getUnderlyingFS(), text));
  }

  llvm::StringSet<> hidden_;
  llvm::StringSet<> names_;
};

/// Notes how the source spells its includes and which of its macros these read, and lets emitted headers be missing: those
/// of this run are `left_out`.
class IncludeWatcher : public clang::PPCallbacks {
 public:
  IncludeWatcher(const clang::Preprocessor& preprocessor, const std::vector<std::string>& outputs, SourceInfo& info,
                 std::vector<std::string>& left_out)
      : preprocessor_(preprocessor), sources_(preprocessor.getSourceManager()), info_(info), left_out_(left_out) {
    for (const std::string& output : outputs) outputs_.insert(llvm::sys::path::filename(output));
  }

  bool FileNotFound(llvm::StringRef file) override { return is_emitted(file); }

  void InclusionDirective(clang::SourceLocation hash, const clang::Token& /*include*/, llvm::StringRef file,
                          bool is_angled, clang::CharSourceRange /*range*/, clang::OptionalFileEntryRef entry,
                          llvm::StringRef /*search_path*/, llvm::StringRef /*relative_path*/,
                          const clang::Module* /*suggested*/, bool /*imported*/,
                          clang::SrcMgr::CharacteristicKind /*kind*/) override {
    const std::string spelled = (is_angled ? "<" : "\"") + file.str() + (is_angled ? ">" : "\"");
    if (!entry && is_output(file)) left_out_.push_back(spelled);
    if (!sources_.isInMainFile(hash) || is_emitted(file) || file == "backsweep/annotate.h") return;
    info_.includes.push_back(spelled);
  }

  void MacroExpands(const clang::Token& name, const clang::MacroDefinition& macro, clang::SourceRange /*range*/,
                    const clang::MacroArgs* /*arguments*/) override {
    note(name, macro);
  }
  void Ifdef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& macro) override {
    note(name, macro);
  }
  void Ifndef(clang::SourceLocation /*at*/, const clang::Token& name, const clang::MacroDefinition& macro) override {
    note(name, macro);
  }
  void Defined(const clang::Token& name, const clang::MacroDefinition& macro, clang::SourceRange /*range*/) override {
    note(name, macro);
  }

 private:
  /// A macro that is read, or asked for.
  void note(const clang::Token& token, const clang::MacroDefinition& macro) {
    const clang::SourceLocation at = sources_.getExpansionLoc(token.getLocation());
    const std::string name = token.getIdentifierInfo()->getName().str();
    // Those of the system ask which standard to follow: the emitted file has its own.
    const bool is_reserved = name.front() == '_' && sources_.isInSystemHeader(at);
    if (info_.includes.empty() || is_reserved || !sources_.getFileEntryForID(sources_.getFileID(at)) || sources_.isInMainFile(at)) return;
    const auto known = std::find_if(info_.settings.begin(), info_.settings.end(), [&](const Setting& one) { return one.name == name; });
    const clang::MacroInfo* const definition = macro.getMacroInfo();
    const bool is_own = definition != nullptr && sources_.isInMainFile(definition->getDefinitionLoc());
    if (definition == nullptr) missed_.insert(name);
    if (!is_own) {
      if (known != info_.settings.end()) known->is_changed = true;
      return;
    }
    const clang::SourceRange range(definition->getDefinitionLoc(), definition->getDefinitionEndLoc());
    const clang::LangOptions& language = preprocessor_.getLangOpts();
    const std::string text = clang::Lexer::getSourceText(clang::CharSourceRange::getTokenRange(range), sources_, language).str();
    if (known == info_.settings.end()) {
      info_.settings.push_back({name, text, span_of(sources_, language, range), {info_.includes.back()}, missed_.contains(name)});
    } else {
      known->is_changed = known->is_changed || known->text != text;
      known->includes.insert(info_.includes.back());
    }
  }

  [[nodiscard]] bool is_output(llvm::StringRef file) const { return outputs_.contains(llvm::sys::path::filename(file)); }
  [[nodiscard]] bool is_emitted(llvm::StringRef file) const {
    return file.ends_with(kEmittedHeaderEnding) || is_output(file);
  }

  const clang::Preprocessor& preprocessor_;
  const clang::SourceManager& sources_;
  SourceInfo& info_;
  std::vector<std::string>& left_out_;
  llvm::StringSet<> outputs_;
  llvm::StringSet<> missed_;  ///< What an include asked for when it was not defined.
};

class EveryDependency : public clang::DependencyCollector {
 public:
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef file, bool /*from_module*/, bool /*is_system*/, bool /*is_module*/,
                     bool is_missing) override {
    return !is_missing && !file.starts_with("<");
  }
};

/// Shows Clang's diagnostics but for those in the text that was appended to the source.
class UserErrors : public clang::DiagnosticConsumer {
 public:
  UserErrors(clang::DiagnosticConsumer& printer, std::size_t source_bytes)
      : printer_(printer), source_bytes_(source_bytes) {}

  void BeginSourceFile(const clang::LangOptions& language, const clang::Preprocessor* preprocessor) override {
    printer_.BeginSourceFile(language, preprocessor);
  }
  void EndSourceFile() override { printer_.EndSourceFile(); }

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& diagnostic) override {
    if (level != clang::DiagnosticsEngine::Note) dropping_ = is_appended(diagnostic);
    if (dropping_) return;
    DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    printer_.HandleDiagnostic(level, diagnostic);
  }

 private:
  [[nodiscard]] bool is_appended(const clang::Diagnostic& diagnostic) const {
    if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid()) return false;
    const clang::SourceManager& sources = diagnostic.getSourceManager();
    const auto [file, offset] = sources.getDecomposedExpansionLoc(diagnostic.getLocation());
    return file == sources.getMainFileID() && offset >= source_bytes_;
  }

  clang::DiagnosticConsumer& printer_;
  std::size_t source_bytes_;
  bool dropping_ = false;
};

/// Skips the bodies of the standard library and of Eigen: calls of them are modelled, and half of a parse is spent
/// there.
class LeanConsumer : public clang::ASTConsumer {
 public:
  explicit LeanConsumer(clang::CompilerInstance& compiler) : compiler_(compiler) {}

  bool shouldSkipFunctionBody(clang::Decl* decl) override {
    const clang::SourceManager& sources = compiler_.getSourceManager();
    const clang::FileID file = sources.getFileID(sources.getExpansionLoc(decl->getLocation()));
    const auto [entry, is_new] = is_library_.try_emplace(file, false);
    if (is_new) {
      const auto name = sources.getNonBuiltinFilenameForID(file).value_or("");
      const bool is_system = sources.isInSystemHeader(decl->getLocation());
      const bool is_standard = name.contains("/include/c++/") || name.contains("/c++/v1/");
      entry->second = (is_system && is_standard) || name.contains("/Eigen/src/");
    }
    return entry->second && !is_small_algorithm(*decl);
  }

 private:
  /// Algorithms that are no more than a loop over the user's own function are read like user code.
  static bool is_small_algorithm(const clang::Decl& decl) {
    static const llvm::StringSet<> names = {"accumulate", "inner_product", "partial_sum", "adjacent_difference",
                                            "iota",       "transform",     "for_each",    "generate",
                                            "generate_n", "for_each_n"};
    const auto* const function = decl.getAsFunction();
    return function != nullptr && function->getIdentifier() != nullptr && names.contains(function->getName());
  }

  clang::CompilerInstance& compiler_;
  llvm::DenseMap<clang::FileID, bool> is_library_;
};

/// Null where Clang cannot make one, or where it refuses what the user typed: flags from elsewhere may be another
/// compiler's.
std::shared_ptr<clang::CompilerInvocation> make_invocation(
    const CompilerCommand& command, const llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>& files) {
  std::vector<const char*> arguments;
  for (const std::string& argument : command.arguments) arguments.push_back(argument.c_str());
  clang::CreateInvocationOptions options;
  options.VFS = files;
  const llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> shown(new clang::DiagnosticOptions);
  shown->IgnoreWarnings = true;
  options.Diags = clang::CompilerInstance::createDiagnostics(shown.get());
  const llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> diagnostics = options.Diags;
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(arguments, std::move(options));
  if (!invocation || (command.is_typed && diagnostics->hasErrorOccurred())) return nullptr;
  invocation->getFrontendOpts().SkipFunctionBodies = true;
  invocation->getFrontendOpts().DisableFree = true;
  // Only errors are shown, but their snippets come as the user's Clang prints them.
  invocation->getDiagnosticOpts().IgnoreWarnings = true;
  return invocation;
}

/// Gives the compiler the source with `appended` behind it; returns the size of the source alone.
std::size_t append_to_source(clang::CompilerInvocation& invocation, llvm::vfs::FileSystem& files,
                             const std::string& file, const std::string& appended) {
  auto buffer = files.getBufferForFile(file);
  if (!buffer) return 0;
  const std::string text = (*buffer)->getBuffer().str() + "\n" + appended;
  invocation.getPreprocessorOpts().addRemappedFile(file, llvm::MemoryBuffer::getMemBufferCopy(text, file).release());
  return (*buffer)->getBufferSize();
}

bool is_mark(const clang::VarDecl& variable) {
  return llvm::any_of(variable.specific_attrs<clang::AnnotateAttr>(),
                      [](const clang::AnnotateAttr* one) { return one->getAnnotation() == "backsweep::loop"; });
}

void hand_on(const clang::Decl& from, clang::Decl& to, clang::ASTContext& context) {
  for (const auto* const one : from.specific_attrs<clang::AnnotateAttr>()) to.addAttr(one->clone(context));
}

/// BACKSWEEP_SIZE in front of a function is a declaration beside it, which may have taken the function's own
/// annotations as well: all of them go on to the function.
void hand_marks_on(clang::DeclContext& scope, clang::ASTContext& context) {
  clang::VarDecl* mark = nullptr;
  for (clang::Decl* decl : scope.decls()) {
    if (context.getSourceManager().isInSystemHeader(decl->getLocation())) continue;
    if (auto* const variable = llvm::dyn_cast<clang::VarDecl>(decl); variable != nullptr && is_mark(*variable)) {
      if (mark != nullptr) hand_on(*mark, *variable, context);
      mark = variable;
      continue;
    }
    if (clang::FunctionDecl* const function = decl->getAsFunction(); function != nullptr && mark != nullptr) {
      hand_on(*mark, *function, context);
    }
    mark = nullptr;
    if (auto* const inner = llvm::dyn_cast<clang::DeclContext>(decl); inner != nullptr && !decl->getAsFunction()) {
      hand_marks_on(*inner, context);
    }
  }
}

/// Parses; false if the source cannot even be opened.
bool run_parser(clang::CompilerInstance& compiler, const Options& options, EveryDependency& dependencies,
                SourceInfo& info, std::vector<std::string>& left_out) {
  const clang::FrontendInputFile& input = compiler.getFrontendOpts().Inputs.front();
  info.is_c = !compiler.getLangOpts().CPlusPlus;
  // In this order: the preprocessor brings the source with what was appended to it.
  compiler.createPreprocessor(clang::TU_Complete);
  if (!compiler.InitializeSourceManager(input)) return false;
  clang::Preprocessor& preprocessor = compiler.getPreprocessor();
  dependencies.attachToPreprocessor(preprocessor);
  preprocessor.addPPCallbacks(
      std::make_unique<IncludeWatcher>(preprocessor, options.outputs, info, left_out));
  compiler.createASTContext();
  preprocessor.getBuiltinInfo().initializeBuiltins(preprocessor.getIdentifierTable(), compiler.getLangOpts());
  compiler.setASTConsumer(std::make_unique<LeanConsumer>(compiler));
  compiler.createSema(clang::TU_Complete, nullptr);
  compiler.getDiagnosticClient().BeginSourceFile(compiler.getLangOpts(), &preprocessor);
  clang::ParseAST(compiler.getSema(), /*PrintStats=*/false, /*SkipFunctionBodies=*/true);
  hand_marks_on(*compiler.getASTContext().getTranslationUnitDecl(), compiler.getASTContext());
  compiler.getDiagnosticClient().EndSourceFile();
  return true;
}

/// The user's errors may be about names that these files will declare.
void explain_left_out(const std::vector<std::string>& includes) {
  for (const std::string& include : includes) {
    llvm::errs() << "backsweep: note: '#include " << include << "' was left out because this run writes it\n";
  }
}

}  // namespace

Unit::Unit(std::unique_ptr<clang::CompilerInstance> compiler, SourceInfo source_info)
    : info(std::move(source_info)), compiler_(std::move(compiler)) {}

Unit::~Unit() { llvm::BuryPointer(compiler_.release()); }

Unit parse(const Options& options, const CompilerCommand& command, const std::string& appended) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files(llvm::vfs::createPhysicalFileSystem().release());
  if (!command.directory.empty()) (void)files->setCurrentWorkingDirectory(command.directory);
  files = llvm::makeIntrusiveRefCnt<HidingFileSystem>(files, options.outputs);

  SourceInfo info;
  info.file = command.file;
  info.is_header = is_header_name(command.file);
  const auto invocation = make_invocation(command, files);
  auto compiler = std::make_unique<clang::CompilerInstance>();
  if (!invocation) {
    Unit unit(std::move(compiler), std::move(info));
    unit.has_errors = true;
    return unit;
  }
  const std::size_t source_bytes =
      appended.empty() ? std::string::npos : append_to_source(*invocation, *files, command.file, appended);
  compiler->setInvocation(invocation);
  clang::TextDiagnosticPrinter printer(llvm::errs(), &invocation->getDiagnosticOpts());
  UserErrors user_errors(printer, source_bytes);
  compiler->createDiagnostics(&user_errors, /*ShouldOwnClient=*/false);
  compiler->createFileManager(files);
  compiler->createSourceManager(compiler->getFileManager());
  auto dependencies = std::make_shared<EveryDependency>();
  std::vector<std::string> left_out;
  const bool is_read = compiler->createTarget() && run_parser(*compiler, options, *dependencies, info, left_out);
  // The printer ends here; nothing that follows asks Clang to diagnose anything.
  compiler->getDiagnostics().setClient(new clang::IgnoringDiagConsumer, /*ShouldOwnClient=*/true);

  Unit unit(std::move(compiler), std::move(info));
  unit.has_errors = !is_read || user_errors.getNumErrors() > 0;
  if (unit.has_errors) explain_left_out(left_out);
  for (const std::string& file : dependencies->getDependencies()) {
    unit.dependencies.push_back(absolute_name(*files, file));
  }
  return unit;
}

}  // namespace backsweep::frontend
