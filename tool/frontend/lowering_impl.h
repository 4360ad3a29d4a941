// Shared by the files that lower functions: what is known of the whole program, and one function in the making.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>
#include <clang/Basic/Builtins.h>
#include <clang/Basic/SourceManager.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "diagnostics/sink.h"
#include "frontend/derivatives_by_user.h"
#include "frontend/function_members.h"
#include "frontend/library_models.h"
#include "frontend/lowering.h"
#include "frontend/writable_variables.h"
#include "ir/build.h"

namespace backsweep::frontend {

struct Object;

/// What a name of the source stands for in the function being lowered: exactly one of these.
struct Binding {
  ir::VarId var;                                   ///< A variable of the function.
  ir::Expr place;                                  ///< Another name for a place.
  std::shared_ptr<Object> object;                  ///< An object that is taken apart into variables.
  const clang::FunctionDecl* function = nullptr;   ///< A function pointer that is known.

  [[nodiscard]] bool is_set() const { return var.is_valid() || place || object || function; }
};

/// A class object that exists as one variable per member: lambdas, and locals of classes whose copies or
/// construction are the user's own code. Member functions are inlined.
struct Object {
  const clang::CXXRecordDecl* record = nullptr;
  std::string name;                                        ///< Prefix of its variables.
  std::map<const clang::FieldDecl*, Binding> fields;       ///< Looked up, never iterated.
  std::map<const clang::ValueDecl*, Binding> captures;     ///< Of a lambda.
  Binding captured_this;
  ir::VarId owned;                                         ///< Of a std::unique_ptr: the pointer.
  bool is_chosen = false;                                  ///< Another name for one of two objects.
};

/// How the type of a lambda that is not taken apart is spelled.
inline constexpr const char* kClosureType = "auto";

/// What the user said in front of a statement.
struct PendingMarks {
  ir::Marks marks;
  std::string word;  ///< Of the annotation that waits, for messages. Empty: none.
  base::SourceSpan span;
};

/// What is shared by all functions of a run.
class ProgramLowering {
 public:
  ProgramLowering(ir::Program& result, IntrinsicLookup intrinsics, diagnostics::Sink& messages)
      : program(result), find_intrinsic(std::move(intrinsics)), sink(messages) {}

  void add_unit(clang::ASTContext& context) { units_.push_back(&context); }
  ir::FunctionId lower(const clang::FunctionDecl& function);
  /// The function's id; it is lowered later.
  ir::FunctionId request(const clang::FunctionDecl& function);
  /// The declaration that has a body, in whatever unit; null where there is none.
  const clang::FunctionDecl* definition(const clang::FunctionDecl& function);
  /// The function that the member of a local object surely points to; null where that is not known.
  const clang::FunctionDecl* function_in(const clang::VarDecl& object, const clang::FieldDecl& member) {
    return function_members_.function_in(object, member);
  }
  /// The definition of a constant that another unit may hold; null where no unit does.
  const clang::VarDecl* definition(const clang::VarDecl& variable);
  /// Whether the source only reads the variable, which no other can reach: a constant that lacks its `const`.
  bool is_constant_by_use(const clang::VarDecl& variable);
  /// Whether the source defines the variable and only reads it: its value may come from elsewhere, a derivative does not.
  bool is_only_read(const clang::VarDecl& variable);
  /// The user's own derivative of a function ("adjoint", "tangent"), as a qualified name; empty where there is none.
  std::string derivative_by_user(const clang::FunctionDecl& function, const std::string& kind);

  ir::Program& program;
  IntrinsicLookup find_intrinsic;
  diagnostics::Sink& sink;
  std::map<std::string, const ir::Record*> records;       ///< By record_key.
  std::set<const ir::Record*> busy_defaults;              ///< Whose default constructors do more than set constants.
  std::set<const ir::Record*> freed_by_themselves;        ///< Whose objects stay whole, and give memory back where they end.
  std::map<const void*, ir::Type> types;                  ///< By Clang's canonical type.
  std::map<std::string, std::string> unnamed_types;       ///< How types without a name are spelled, by Clang's spelling.

 private:
  void index_definitions();
  void index_context(const clang::DeclContext& context);
  [[nodiscard]] std::string key_of(const clang::NamedDecl& declaration) const;

  std::vector<clang::ASTContext*> units_;
  FunctionMembers function_members_{units_};
  std::map<const clang::ASTContext*, WritableVariables> writable_;
  bool is_indexed_ = false;
  std::map<std::string, const clang::FunctionDecl*> definitions_;
  std::map<std::string, const clang::VarDecl*> variables_;
  std::optional<DerivativesByUser> derivatives_;  ///< Made when first asked for.
  std::map<std::string, ir::FunctionId> ids_;
  std::vector<std::pair<const clang::FunctionDecl*, ir::FunctionId>> queue_;
};

/// One body in the making: that of the function itself, or of one that is inlined.
struct Frame {
  const clang::FunctionDecl* function = nullptr;
  Binding self;                ///< The object of a member function.
  bool is_inlined = false;
  bool returns_at_end = false; ///< The only return is the last statement: it leaves its value here.
  ir::Expr value;              ///< Value, or place where a reference is returned.
  std::shared_ptr<Object> object;
  std::shared_ptr<Object> assembled;  ///< Otherwise: the object whose members each return assigns.
  ir::VarId result;            ///< Otherwise: what returns assign, and where they go.
  std::string end_label;
  std::size_t scopes = 0;      ///< Of scopes_, when the body began.
  clang::QualType memory;      ///< What void pointers lead to in a function that handles memory of any type, or null.
  ir::VarId receiver;          ///< The caller's variable that is to have the pointer that such a function returns.
  const clang::VarDecl* given = nullptr;  ///< The local that such a function returns, which is the receiver itself.
};

/// Where the value of an expression may be delivered without a temporary.
struct Destination {
  ir::Expr place;         ///< Receives it by assignment.
  ir::VarId declared;     ///< Is declared right in front.
  bool is_used = false;   ///< Set when it was delivered.
  bool is_ignored = false;  ///< Nobody wants the value.
  bool wants_place = false; ///< A reference is wanted as a place, not as its value.
};

/// Jumps out of text that is copied, which becomes an assignment of their number (the first is 1) to a variable.
struct TextExits {
  std::vector<const clang::Stmt*> jumps;
  ir::Expr chosen;
};

/// A function as the library calls it, and the object it belongs to.
struct Callable {
  const clang::FunctionDecl* function = nullptr;  ///< Null where it is not known.
  Binding self;
};

/// Lowers one function.
class FunctionLowering final : public LibraryHost {
 public:
  FunctionLowering(ProgramLowering& owner, const clang::FunctionDecl& decl);
  ir::Function run();

  // LibraryHost.
  ir::Function& function() override { return function_; }
  const clang::ASTContext& ast() override { return ast_; }
  ir::Type type_of(clang::QualType type) override;
  std::string spelling_of(clang::QualType type) override;
  /// Its name alone, which may stand before `::`.
  std::string name_of(clang::QualType type);
  ir::Expr value_of(const clang::Expr& expr) override;
  /// The same of what decides: C asks pointers to functions themselves whether they are there.
  ir::Expr condition_of(const clang::Expr& expr);
  ir::Expr place_of(const clang::Expr& expr) override;
  void emit(ir::Stmt stmt) override;
  void assign(const ir::Expr& place, const clang::Expr& value) override;
  ir::Region collect(const std::function<void()>& emit_body) override;
  void hold(const clang::Expr& callable) override;
  std::optional<ir::Expr> apply(const clang::Expr& callable, const std::vector<ir::Expr>& arguments) override;
  std::optional<ir::Expr> apply_own_operator(const clang::FunctionDecl& library, clang::OverloadedOperatorKind op,
                                             const std::vector<ir::Expr>& arguments) override;
  std::optional<CopiedText> comparison_text(const clang::Expr& callable, const ir::Expr& left,
                                            const ir::Expr& right) override;
  std::optional<ir::Region> copied(const clang::CallExpr& call) override;
  ir::VarId temporary(const std::string& name, const ir::Type& type) override;
  ir::Expr owned_pointer(const clang::Expr& expr) override;
  ir::Expr given_up(const clang::Expr& expr) override;
  bool construct_from(const ir::Expr& place, clang::QualType type, const std::vector<const clang::Expr*>& arguments) override;
  clang::QualType pointee(clang::QualType pointer) override;

  // Used by the helper classes of single files.
  /// A local of the function as a place, if `decl` is bound here.
  ir::Expr bound_place(const clang::ValueDecl& decl);
  const Binding* find_binding(const clang::ValueDecl& decl) const;
  [[nodiscard]] base::SourceSpan span_of_range(clang::SourceRange range) const;
  ir::Expr object_argument(const clang::Expr& expr, bool is_const = false);
  [[nodiscard]] std::string qualified_name(const clang::NamedDecl& decl) const;
  [[nodiscard]] clang::PrintingPolicy policy() const;
  /// Whether the expression stands for an object that is taken apart.
  bool names_object(const clang::Expr& expr);
  bool gives_object_back(const clang::CallExpr& call);
  ir::Expr this_place();
  /// An error at the statement being lowered.
  void refuse(const std::string& kind, std::vector<std::string> arguments);
  [[nodiscard]] const Binding* this_binding() const;

 private:
  // lower_function.cpp
  void lower_signature();
  void lower_linkage();
  void lower_body();
  ir::VarId add_parameter(const clang::ParmVarDecl& param);
  void add_object_parameter(const clang::CXXMethodDecl& method);
  void check_defaults(const ir::Stmt& stmt);
  void find_names();
  void learn(const clang::Stmt& body);
  bool only_reads(const clang::FunctionDecl& callee);
  std::string unique_name(const std::string& wanted);
  ir::VarId add_variable(const clang::VarDecl& decl, const ir::Type& type, bool keeps_name = true);
  ir::Expr keep(const std::string& name, const ir::Expr& value);
  std::string source_text(clang::SourceRange range) const;
  void note_comments(const clang::Stmt& stmt, ir::Stmt& lowered);
  bool may_be_counter(const clang::Expr& expr);
  bool is_mutated_local(const clang::VarDecl& var) const;

  // lower_types.cpp
  ir::Type lower_type(clang::QualType type);
  ir::Type lower_builtin(const clang::BuiltinType& type, clang::QualType whole);
  ir::Type lower_array(const clang::ArrayType& type);
  ir::Type lower_record(const clang::RecordType& type, clang::QualType whole);
  ir::Type lower_tuple(const clang::ClassTemplateSpecializationDecl& decl, clang::QualType whole);
  void add_fields(const clang::RecordDecl& decl, ir::Record& record);
  [[nodiscard]] bool is_scalarised(const clang::CXXRecordDecl* record) const;

  // lower_variables.cpp
  ir::Expr variable_place(const clang::VarDecl& var);
  std::vector<ir::VarId> written_variables_in(const clang::Expr& init);
  ir::VarId global(const clang::VarDecl& var);
  ir::Expr constant_variable(const clang::VarDecl& var);
  void declare_local(const clang::VarDecl& var);
  void declare_reference(const clang::VarDecl& var, const clang::Expr& init);
  void declare_bindings(const clang::DecompositionDecl& decl);
  void declare_with(ir::VarId var, const clang::Expr* init, clang::QualType type);
  bool declare_list(ir::VarId var, const clang::InitListExpr& list);
  void assign_list(const ir::Expr& place, const clang::InitListExpr& list);
  void assign_part(const ir::Expr& part, const clang::Expr& value);
  void assign_union(const ir::Expr& place, const clang::InitListExpr& list);
  void initialise_anonymous(const ir::Expr& place, const clang::Expr& value);
  void write_union_member(const ir::Expr& place, const clang::FieldDecl& member, const clang::Expr& value);
  void assign_zero(const ir::Expr& place);
  void declare_opaque(ir::VarId var, const clang::VarDecl* decl, const clang::Expr* init, clang::QualType type);

  // lower_exprs.cpp
  ir::Expr lower_value(const clang::Expr& expr);
  ir::Expr lower_place(const clang::Expr& expr);
  void discard(const clang::Expr& expr);
  ir::Expr literal_value(const clang::Expr& expr);
  ir::Expr integer_constant(const clang::Expr& expr);
  ir::Expr cast_value(const clang::CastExpr& cast);
  ir::Expr pointer_cast(const clang::CastExpr& cast);
  ir::Expr member_place(const clang::MemberExpr& member);
  ir::Expr subscript_place(const clang::ArraySubscriptExpr& subscript);
  ir::Expr temporary_place(const clang::Expr& expr);
  const clang::CXXMethodDecl* call_operator_of(const Object& object, const clang::CallExpr& call);
  ir::Expr decayed(const clang::Expr& array);
  ir::Expr declaration_value(const clang::DeclRefExpr& ref);
  ir::Expr sized(const clang::UnaryExprOrTypeTraitExpr& expr);
  ir::Expr size_of_variable_array(const clang::UnaryExprOrTypeTraitExpr& expr);

  // lower_operators.cpp
  ir::Expr unary_value(const clang::UnaryOperator& op);
  bool are_same_object(const clang::Expr& left, const clang::Expr& right);
  bool is_null_test_of_function(const clang::BinaryOperator& op);
  ir::Expr binary_value(const clang::BinaryOperator& op);
  ir::Expr logical_value(const clang::BinaryOperator& op);
  ir::Expr choice_value(const clang::AbstractConditionalOperator& op);
  void assign_choice(const ir::Expr& place, const clang::AbstractConditionalOperator& op);
  ir::Expr choice_place(const clang::AbstractConditionalOperator& op);
  ir::Expr assignment(const clang::BinaryOperator& op);
  ir::Expr compound_assignment(const clang::CompoundAssignOperator& op);
  ir::Expr increment(const clang::UnaryOperator& op, bool needs_value);
  bool assign_freed_pointer(const ir::Expr& place, const clang::Expr& value);
  void assign_value(const ir::Expr& place, const ir::Expr& value);
  void copy_array(const ir::Expr& place, const ir::Expr& source);
  void declare_copy(ir::VarId var, const ir::Expr& source);
  bool is_user_call(const clang::Expr& expr);
  ir::Expr converted(const ir::Expr& value, const ir::Type& type, bool is_implicit = true);

  // evaluation_order.cpp
  std::vector<ir::Expr> in_order(const std::vector<std::function<ir::Expr()>>& evaluations);
  bool may_change(const ir::Expr& expr, std::size_t from) const;
  bool is_assigned(ir::VarId var, std::size_t from) const;
  bool may_move(const ir::Expr& place, std::size_t from) const;
  bool changes(const ir::Stmt& stmt, const ir::Expr& expr) const;

  // lower_stmts.cpp
  void lower_stmt(const clang::Stmt& stmt);
  void lower_simple(const clang::Stmt& stmt);
  void lower_compound(const clang::CompoundStmt& block);
  void lower_nested(const clang::Stmt& stmt);
  ir::Region region_of(const clang::Stmt& stmt);
  void lower_if(const clang::IfStmt& stmt);
  void lower_switch(const clang::SwitchStmt& stmt);
  void lower_case_body(const clang::Stmt& stmt, std::vector<ir::SwitchCase>& cases);
  void lower_return(const clang::ReturnStmt& stmt);
  void return_inlined(const clang::Expr* value);
  ir::Expr returned_value(const clang::Expr& value);
  void lower_declarations(const clang::DeclStmt& stmt);
  void open_scope() { scopes_.emplace_back(); }
  void close_scope(bool is_reachable);
  void destroy_down_to(std::size_t depth);

  // lower_loops.cpp
  void lower_while(const clang::WhileStmt& stmt);
  void lower_do(const clang::DoStmt& stmt);
  void lower_for(const clang::ForStmt& stmt);
  void lower_general_for(const clang::ForStmt& stmt);
  bool lower_counted_for(const clang::ForStmt& stmt);
  bool lower_pointer_for(const clang::ForStmt& stmt);
  ir::Expr shifted_bound(const ir::Expr& bound, long shift, clang::QualType compared);
  void lower_range_for(const clang::CXXForRangeStmt& stmt);
  void range_by_index(const clang::CXXForRangeStmt& stmt, const LibraryRange& range);
  std::optional<LibraryRange> between_pointers(const clang::CXXForRangeStmt& stmt);
  void range_by_iterators(const clang::CXXForRangeStmt& stmt);
  void bind_loop_variable(const clang::VarDecl& var, const ir::Expr& element);
  ir::Region loop_body(const clang::Stmt& body);

  // lower_calls.cpp
  ir::Expr call_value(const clang::CallExpr& call, Destination* destination = nullptr);
  ir::Expr call_function(const clang::FunctionDecl& callee, const clang::CallExpr& call, Destination* destination);
  const clang::FunctionDecl* callee_of(const clang::CallExpr& call);
  ir::Expr intrinsic_call(const clang::FunctionDecl& callee, const clang::CallExpr& call);
  ir::Expr split_call(const std::string& name, const clang::CallExpr& call);
  std::optional<ir::Expr> run_on_values(const Callable& callable, const std::vector<ir::Expr>& arguments);
  const clang::FunctionDecl* known_function(const clang::Expr& expr);
  Callable callable_of(const clang::Expr& callable, std::size_t arguments);
  ir::Expr argument_value(const clang::Expr& argument, clang::QualType parameter);
  ir::Expr reference_argument(const clang::Expr& argument, clang::QualType parameter);
  ir::Expr emit_call(const clang::FunctionDecl& callee, std::vector<ir::Expr> arguments, Destination* destination);
  bool is_intrinsic_candidate(const clang::FunctionDecl& callee);

  // inline_calls.cpp
  bool must_inline(const clang::FunctionDecl& callee, const clang::CallExpr& call);
  const clang::VarDecl* holder_of(const clang::Expr& expr) const;
  bool holds_known_function(const clang::Expr& expr);
  void note_holder(const clang::VarDecl& var, const clang::Expr& init, const clang::Stmt* scope);
  bool is_accessor(const clang::FunctionDecl& callee);
  /// The call, if it is one that must be inlined: null for an object, which `last_object_` is then.
  std::optional<ir::Expr> call_inlined(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                       Destination* destination, bool is_value_wanted);
  ir::Expr inline_call(const clang::FunctionDecl& callee, Frame frame,
                       const std::vector<const clang::Expr*>& arguments);
  ir::Expr copy_body(const clang::FunctionDecl& callee, Frame frame);
  void bind_parameters(const clang::FunctionDecl& callee, const std::vector<const clang::Expr*>& arguments);
  void declare_parameter(const clang::ParmVarDecl& param, const ir::Type& lowered, const clang::Expr& argument,
                         const clang::QualType& type);
  void bind_parameter(const clang::ParmVarDecl& param, const clang::Expr& argument);
  void bind_parameter_value(const clang::ParmVarDecl& param, const ir::Expr& argument);
  ir::Expr fixed_place(const ir::Expr& place, const std::string& name, bool is_const = false);
  ir::Expr with_named_subscripts(const ir::Expr& place);
  Binding self_of(const clang::CallExpr& call);
  Binding self_of_object(const clang::Expr& object, bool is_pointer, bool is_read_at_once = false);
  bool is_recursive(const clang::FunctionDecl& callee) const;

  // told_by_user.cpp
  bool is_told_by_user(const clang::FunctionDecl& function);
  /// The body in place of a call, which gives a constant where the user says so.
  ir::Expr run_inlined(const clang::FunctionDecl& callee, Frame frame);
  void refuse_copy(const clang::FunctionDecl& callee);
  ir::Expr constant_copy(const clang::FunctionDecl& callee, const ir::Expr& value);
  ir::Expr call_on_values(const clang::FunctionDecl& callee, const std::vector<ir::Expr>& values);

  // untyped_memory.cpp
  void note_conversion(const clang::CastExpr& cast);
  clang::QualType memory_handled(const clang::FunctionDecl& callee, const clang::CallExpr& call);
  const clang::CallExpr* call_for_memory(const clang::Expr& expr);
  ir::VarId receiving_variable(const clang::VarDecl& var);
  ir::Expr kept_factors(const ir::Expr& bytes);

  // initializer_lists.cpp
  /// Whether it is a std::initializer_list of what may be active.
  bool may_list_numbers(clang::QualType type);
  /// Makes the name of a std::initializer_list stand for an array of its elements; false where these are not known.
  bool bind_list(const clang::VarDecl& var, const clang::Expr& init);

  // object_lifetimes.cpp
  void destroy(const std::shared_ptr<Object>& object);
  void destroy_as(const std::shared_ptr<Object>& object, const clang::CXXRecordDecl& record);
  void adopt(const std::shared_ptr<Object>& object);
  void destroy_temporaries(std::size_t from);
  void forget(const std::shared_ptr<Object>& object);
  std::shared_ptr<Object> returned_local(const clang::Expr& value);

  // chosen_objects.cpp
  std::shared_ptr<Object> chosen_object(const clang::ConditionalOperator& op, const std::string& name);
  std::shared_ptr<Object> chosen_name(const clang::ConditionalOperator& op, const std::string& name);
  std::shared_ptr<Object> chosen_members(const ir::Expr& condition, const Object& first, const Object& second, const std::string& name,
                                         bool is_const);

  // whole_objects.cpp
  [[nodiscard]] bool is_made_of_members(const clang::CXXRecordDecl& decl) const;
  ir::Expr whole_object(const Object& object);
  ir::Expr whole_object(const clang::Expr& expr);
  ir::Expr object_as_place(const clang::Expr& expr);
  [[nodiscard]] bool names_plain_object(const clang::Expr& expr);
  [[nodiscard]] bool makes_plain_object(const clang::Expr& expr);
  ir::Expr plain_copy(const clang::Expr& expr);
  ir::Expr copied_object(const clang::Expr& expr);
  void assign_members(const ir::Expr& place, const Object& from);
  bool assign_object(const ir::Expr& place, const clang::Expr& value);

  // lower_objects.cpp
  std::shared_ptr<Object> object_of(const clang::Expr& expr, const std::string& name);
  std::shared_ptr<Object> new_object(const clang::CXXRecordDecl& record, const std::string& name);
  std::shared_ptr<Object> copy_object(const Object& from, const std::string& name);
  std::shared_ptr<Object> object_from_place(const clang::CXXRecordDecl& record, const ir::Expr& place, const std::string& name);
  std::shared_ptr<Object> closure(const clang::LambdaExpr& lambda, const std::string& name);
  std::shared_ptr<Object> constructed(const clang::CXXConstructExpr& construct, const std::string& name);
  void construct(const clang::CXXConstructorDecl& constructor, const std::vector<const clang::Expr*>& arguments,
                 const Binding& self);
  void initialise_in_union(const Binding& self, const clang::FieldDecl& field, const clang::Expr& init);
  void initialise_member(const Binding& self, const clang::FieldDecl& field, const clang::Expr* init);
  void initialise_base(const Binding& self, const clang::Expr& init);
  Binding field_of(const Binding& self, const clang::FieldDecl& field);
  ir::Expr binding_place(const Binding& binding);
  void copy_captures(Object& object, const Object& from, const clang::CXXRecordDecl& lambda);
  void add_closure(Object& object, const Object& closure);
  void declare_field(Object& object, const clang::FieldDecl& field);
  void declare_fields(Object& object, const clang::CXXRecordDecl& record);
  void assign_object(const Object& to, const Object& from);
  [[nodiscard]] bool is_assembled(const clang::CXXRecordDecl& record) const;
  [[nodiscard]] bool may_be_assembled(const clang::CXXRecordDecl& record) const;
  std::shared_ptr<Object> blank_object(const clang::CXXRecordDecl& record, const std::string& name);
  std::shared_ptr<Object> make_object(const clang::Expr& expr, const std::string& name);
  void construct_in_place(const ir::Expr& place, const clang::CXXConstructExpr& construct);
  void show_default(ir::VarId var, const clang::CXXConstructExpr& construct);
  void declare_constructed(ir::VarId var, const clang::CXXConstructExpr& construct);

  // made_at_once.cpp
  void check_makeable(const ir::Declare& declare);
  void check_named(ir::Type type);
  void refuse_lambda(const std::string& use);
  [[nodiscard]] bool is_unknown_closure(const clang::FunctionDecl& callee, const Binding& self) const;

  // owned_pointers.cpp
  std::shared_ptr<Object> new_owner(const clang::CXXRecordDecl& record, const std::string& name);
  std::shared_ptr<Object> owner_moved_from(const Object& from, const clang::CXXRecordDecl& record, const std::string& name);
  std::shared_ptr<Object> make_owner(const clang::Expr& expr, const std::string& name);
  void allocate_owned(const clang::CallExpr& call, const Object& object);
  void free_owned(const Object& object);

  // local_types.cpp
  void lower_local_type(const clang::TypeDecl& decl);
  void add_local_type(ir::LocalType made);
  std::string name_unnamed(const clang::TagDecl& decl);
  std::string type_of_declared(const clang::TagDecl& tag);
  void learn_unnamed(clang::QualType type);
  /// The spelling, and where types of that name are declared that belong to functions.
  std::string record_key(clang::QualType type);
  bool has_local_signature(const clang::FunctionDecl& callee) const;
  std::string written_text(clang::SourceRange range) const;

  // opaque_writes.cpp
  void find_writes(const clang::Stmt& stmt, ir::Opaque& text, bool is_read = false);

  // comparison_text.cpp
  std::optional<CopiedText> text_about(const clang::FunctionDecl& body, const Binding& self, const ir::Expr& left,
                                       const ir::Expr& right);

  // lower_opaque.cpp
  ir::Expr search_value(const clang::CallExpr& call);
  void declare_pointer_into(ir::VarId var, const ir::Opaque& opaque, bool is_into_first = false);
  ir::Expr opaque_value(const clang::Expr& expr, Destination* destination = nullptr);
  void opaque_statement(const clang::Stmt& stmt, const std::string& refusal = "", std::vector<std::string> arguments = {});
  /// The statement as text. `is_of_lambda`: no part of it is evaluated in front.
  CopiedText text_of(const clang::Stmt& stmt, bool wants_pointers = false, const TextExits* exits = nullptr,
                     bool is_of_lambda = false);
  ir::Opaque opaque_of(const clang::Stmt& stmt, bool wants_pointers = false, const TextExits* exits = nullptr);
  void refuse_special(const clang::Expr& expr, ir::Opaque& opaque);
  ir::Expr special_read(const clang::Expr& expr);
  ir::Expr special_place(const clang::Expr& expr);
  [[nodiscard]] bool is_unknown(const ir::Expr& place) const;
  void special_write(const clang::Expr& place, const ir::Expr& value);
  ir::Expr function_member(const clang::Expr& expr);
  bool lower_assertion(const clang::Stmt& stmt);

  // lower_try.cpp
  void lower_try(const clang::CXXTryStmt& stmt);

  // annotations.cpp
  bool take_mark(const clang::DeclStmt& stmt);
  void take_extent(const std::string& arguments, const base::SourceSpan& span);
  ir::Marks take_marks() { return std::exchange(pending_, {}).marks; }
  void check_marks(const clang::Stmt& next);
  void lower_function_annotations();
  ir::Expr mark_argument(const std::string& text) const;

  ProgramLowering& owner_;
  const clang::FunctionDecl& decl_;
  clang::ASTContext& ast_;
  ir::Function function_;
  ir::Region* region_;
  base::SourceSpan span_;
  std::string text_;
  PendingMarks pending_;
  bool marks_apply_to_all_ = false;
  std::set<std::string> refused_classes_;    ///< Whose objects cannot be declared; of lambdas, kClosureType.
  std::map<const clang::ValueDecl*, Binding> bindings_;
  /// Parameters of inlined functions that are, or point to, a caller's object that holds known functions.
  std::map<const clang::ValueDecl*, const clang::VarDecl*> holders_;
  std::map<const clang::VarDecl*, ir::VarId> globals_;
  std::set<std::string> names_;
  std::map<const clang::Expr*, Binding> held_;  ///< Callables that were evaluated in front of a loop.
  std::set<const clang::VarDecl*> escaping_; ///< Variables that pointers or references may reach.
  std::set<std::int32_t> reachable_;         ///< The same, as variables of the function.
  std::set<const clang::VarDecl*> written_;  ///< Variables that are assigned somewhere.
  std::set<std::int32_t> steady_;            ///< Variables that never change once they have a value.
  std::set<std::int32_t> unknown_pointers_;  ///< Pointers into objects that the tool does not understand.
  std::set<std::int32_t> handles_;           ///< Iterators, smart pointers, views of classes the tool has no model of.
  std::set<std::int32_t> reading_calls_;     ///< Functions whose arguments give them nothing to write through.
  std::vector<Frame> frames_;
  std::vector<std::vector<std::shared_ptr<Object>>> scopes_;
  std::vector<std::size_t> breakable_;       ///< scopes_ at the innermost loops and switches.
  std::vector<std::size_t> continuable_;
  std::map<const clang::Expr*, ir::Expr> opaque_values_;  ///< Of OpaqueValueExprs and array fillers.
  std::vector<std::pair<std::shared_ptr<Object>, const ir::Region*>> temporaries_;  ///< Objects of the statement being lowered.
  std::shared_ptr<Object> last_object_;      ///< What the last inlined call returned, if an object.
  std::map<const clang::CallExpr*, clang::QualType> converted_calls_;  ///< What the void* that they give leads to.
  const clang::CallExpr* wanted_object_ = nullptr;  ///< The call of which the object is wanted, not a value.
  std::vector<ir::Expr> loop_indexes_;       ///< Of ArrayInitIndexExprs.
};

// ast_facts.cpp: questions about the tree that need no lowering.
/// The expression without what only wraps it: parentheses, temporaries, cleanups, defaults.
const clang::Expr& unwrapped(const clang::Expr& expr);
bool is_in_std(const clang::Decl& decl);
bool is_in_system_header(const clang::Decl& decl);
bool has_annotation(const clang::Decl& decl, llvm::StringRef name);
/// Integer-valued constant of the expression, if it is one.
std::optional<long> integer_value(const clang::Expr& expr, const clang::ASTContext& context);
/// Every return below, discarded branches and lambdas excluded.
std::vector<const clang::ReturnStmt*> returns_in(const clang::Stmt& body, const clang::ASTContext& context);
/// `this` in front of an arrow, or `(*this)` in front of a dot.
bool is_own_object(const clang::Expr& base);
/// `inner.value`, a part of the object that a member function is called on.
bool is_own_member(const clang::Expr& expr);
/// The argument of a call that is all the function ever returns a reference to: its own object or one parameter.
std::optional<std::size_t> returned_argument(const clang::FunctionDecl& callee, const clang::ASTContext& context);
/// The argument of a call into which every pointer the function returns leads: its own object, or one parameter.
std::optional<std::size_t> pointed_argument(const clang::FunctionDecl& callee, const clang::ASTContext& context);
/// Whether copying an object runs code of the user's, of its class or of one inside of it.
bool has_own_copy(const clang::CXXRecordDecl& record);
/// The same of assigning one to another.
bool has_own_assignment(const clang::CXXRecordDecl& record);
/// Whether its scope declares another function, or a template, of the same name.
bool is_overloaded(const clang::FunctionDecl& function);
/// The function an expression names, behind `&` and casts.
const clang::FunctionDecl* named_function(const clang::Expr& expr);
/// What the one statement of a body returns; null where there is more to it.
const clang::Expr* only_returned(const clang::FunctionDecl& function);
/// Calls `visit` for every function of the user's own text, namespaces and classes searched.
void for_each_function(const clang::DeclContext& context, const std::function<void(const clang::FunctionDecl&)>& visit);
/// Calls `visit` on the statement and everything below it (lambda bodies too); false from `visit` leaves the rest out.
void walk_ast(const clang::Stmt& stmt, const std::function<bool(const clang::Stmt&)>& visit);
/// Variables whose address is taken, or to which a non-const reference is bound, below the statement.
std::set<const clang::VarDecl*> escaping_variables(const clang::Stmt& body);
/// The variable of which the place is a part, without a pointer in between; null where there is none.
const clang::VarDecl* variable_at_root(const clang::Expr& place);
/// Variables assigned, incremented or given to inline assembly below the statement.
std::set<const clang::VarDecl*> written_variables(const clang::Stmt& body);
/// Whether the variable is incremented, decremented or added to below the statement.
bool is_counted_in(const clang::VarDecl& var, const clang::Stmt& body);
/// Whether the variable is assigned below the statement (its address aside).
bool is_written_in(const clang::VarDecl& var, const clang::Stmt& body);
bool is_union_member(const clang::Expr& expr);
/// The type without const; of an array also without that of its elements.
ir::Type without_const_elements(const ir::Type& type);
/// Whether the value of `bound` is the same before every iteration of a loop with these parts.
bool is_invariant(const clang::Expr& bound, const std::vector<const clang::Stmt*>& loop_parts,
                  const std::set<const clang::VarDecl*>& escaping);

// lower_objects.cpp
/// `values` for the member `values_`.
std::string without_trailing_underscore(std::string name);
/// The class of what the expression is, refers or points to; null where it is none.
const clang::CXXRecordDecl* class_of(const clang::Expr& expr);

// default_construction.cpp
/// What making an object without arguments does.
enum class DefaultConstruction {
  kPlain,  ///< Gives members constants.
  kReads,  ///< Reads variables, or has pointers point somewhere.
  kActs,   ///< Changes variables of the program, or allocates.
};
DefaultConstruction default_construction(const clang::CXXRecordDecl& record);

// made_at_once.cpp
/// Whether a member of the class, or of one inside it, is a reference, a constant or a lambda.
bool is_made_at_once(const clang::CXXRecordDecl& record);

// owned_pointers.cpp
/// Whether the class is a std::unique_ptr that deletes what it owns.
bool is_owning_pointer(const clang::CXXRecordDecl& record);
/// Whether it is one or has one among its members.
bool holds_owning_pointer(const clang::CXXRecordDecl& record);
/// Whether something happens when an object ends: a destructor of the user's runs, or memory goes back.
bool needs_destruction(const clang::CXXRecordDecl& record);
/// Whether a destructor may give memory back: it deletes, or calls what may, or cannot be seen.
bool may_free(const clang::CXXRecordDecl& record);

// opaque_writes.cpp: what text may write.
bool only_prints(const clang::FunctionDecl& callee);
bool only_searches(const clang::FunctionDecl& callee);
bool only_looks(const clang::CXXMethodDecl& method);
bool gives_access(clang::QualType type);

}  // namespace backsweep::frontend
