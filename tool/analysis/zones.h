// takes: a program.  gives: which memory each place of each function may mean, and what statements and calls read and
// write.  promises: two places that may overlap have zones that may_alias; of raw pointer parameters nothing is
// assumed but what the user wrote (restrict) or what all calls are known to keep (is_apart).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/stable_values.h"
#include "ir/program.h"

namespace backsweep::analysis {

struct ZoneTag;
using ZoneId = base::TypedId<ZoneTag>;

/// A set of zones of one function.
class ZoneSet {
 public:
  bool insert(ZoneId zone);  ///< True if it was not in yet.
  bool insert(const ZoneSet& other);
  void erase(const ZoneSet& other);
  [[nodiscard]] bool contains(ZoneId zone) const;
  [[nodiscard]] bool intersects(const ZoneSet& other) const;
  [[nodiscard]] bool is_empty() const;
  /// In ascending order.
  [[nodiscard]] std::vector<ZoneId> items() const;
  friend bool operator==(const ZoneSet& a, const ZoneSet& b);
  friend bool operator<(const ZoneSet& a, const ZoneSet& b);

 private:
  std::vector<std::uint64_t> words_;
};

enum class ZoneKind {
  kVariable,  ///< A variable of the function (its own storage). Of a vector: its size.
  kMember,    ///< A field of the parent zone.
  kElement,   ///< All elements of the parent zone (array or vector), taken together.
  kPointee,   ///< Whatever the parent zone (a pointer or reference the caller gave) points to at entry.
  kHeap,      ///< Memory allocated by one statement.
  kUnknown,   ///< Anything.
};

/// One class of memory locations that the analyses do not tell apart.
struct Zone {
  ZoneKind kind = ZoneKind::kUnknown;
  ir::VarId var;                   ///< kVariable.
  ZoneId parent;                   ///< kMember, kElement, kPointee.
  std::string field;               ///< kMember.
  const ir::Stmt* site = nullptr;  ///< kHeap.
  ZoneId site_zone;                ///< kHeap made inside a callee: its zone there.
  ir::Type type;
};

/// What a statement, region or function does to memory.
struct Effects {
  ZoneSet reads;
  ZoneSet writes;
  ZoneSet kills;  ///< Certainly overwritten entirely; a subset of writes.
  ZoneSet frees;  ///< Memory that is given back.
  bool has_side_effects = false;  ///< Output, allocation, RNG: may not be repeated or dropped.
  void merge(const Effects& other);  ///< Kills are intersected away by the caller where paths join.
};

class Program;

/// Memory that is seen as another type than its own.
struct View {
  ZoneId zone;
  ir::Type type;            ///< What it is seen as.
  bool is_written = false;  ///< Or read.
  base::SourceSpan span;
};

/// The zones of one function, and what its places and pointers mean.
class FunctionZones {
 public:
  FunctionZones(const Program& program, const ir::Function& function);

  [[nodiscard]] const ir::Function& function() const { return function_; }
  /// Values that stay the same while the function runs.
  [[nodiscard]] const StableValues& stable() const { return stable_; }
  [[nodiscard]] const Zone& zone(ZoneId id) const { return zones_[static_cast<std::size_t>(id.index)]; }
  [[nodiscard]] std::size_t size() const { return zones_.size(); }

  /// The zones a place may denote (records and arrays: of the whole object, see leaves()).
  ZoneSet of_place(const ir::Expr& place);
  /// The zones a pointer value may point to.
  ZoneSet targets(const ir::Expr& pointer);
  /// What the text's operands lead to, through the pointers in it, too: code out of sight may read and write all of it.
  ZoneSet reachable(const ir::Opaque& text);
  /// The same for a pointer held in a zone.
  ZoneSet points_to(ZoneId pointer);
  /// The pointers inside of objects of the type.
  ZoneSet pointers_in(const ZoneSet& zones, const ir::Type& type);
  /// The zone on the path below `to` that leads from `from` to `id`; invalid where `id` is not `from` and not inside of it.
  ZoneId counterpart(ZoneId id, ZoneId from, ZoneId to);
  /// Where what lies in `zones` may be once two objects have changed places: in the other object, elements in its elements and
  /// a size in its size. Both places of what lies in one of the two, and nothing else.
  ZoneSet exchanged(const ir::Expr& first, const ir::Expr& second, const ZoneSet& zones);
  /// The pointers and references that may point to an element of a vector of such elements, or into one.
  [[nodiscard]] std::vector<ZoneId> pointers_into_vectors_of(const ir::Type& element) const;
  /// The scalar zones inside: members, elements; of a vector its size as well.
  ZoneSet leaves(ZoneId zone);
  ZoneSet leaves(const ZoneSet& zones);
  /// The scalar zones a place may denote.
  ZoneSet leaves_of(const ir::Expr& place) { return leaves(of_place(place)); }
  /// The zones and all others that may overlap one of them.
  ZoneSet with_aliases(const ZoneSet& zones);
  bool may_alias(ZoneId a, ZoneId b) const;
  /// Every scalar zone that the expression reads (places in it, their subscripts and pointers; not what is only addressed).
  ZoneSet reads(const ir::Expr& expr);
  /// Reads that evaluating the address of `place` needs.
  ZoneSet address_reads(const ir::Expr& place);
  /// Reads that tell the sizes of the vectors in which `place` lies: an element that is put back must be there.
  ZoneSet sizes_around(const ir::Expr& place);
  /// The one zone that an assignment to the place surely overwrites entirely, if there is one.
  ZoneSet kills(const ir::Expr& place);

  /// Effects of the statement with its sub-regions.
  const Effects& effects(const ir::Stmt& stmt);
  Effects effects(const ir::Region& region);
  /// Effects of the whole function on memory that its caller can see.
  const Effects& summary();

  /// What the statement itself (not its regions), or a function that it calls, sees as another type than its own so that
  /// reals change their meaning. Memory without a type has that as which the function sees it everywhere.
  const std::vector<View>& views(const ir::Stmt& stmt);

  ZoneId variable(ir::VarId var);
  ZoneId member(ZoneId parent, const std::string& field, const ir::Type& type);
  ZoneId element(ZoneId parent);
  ZoneId pointee(ZoneId pointer);
  ZoneId heap(const ir::Stmt& site, ZoneId site_zone, const ir::Type& type);
  ZoneId unknown();

  /// The variable or heap block at the bottom of a zone.
  [[nodiscard]] ZoneId root(ZoneId zone) const;
  /// Whether the caller can see the memory: behind a pointer or reference parameter, a global, a static.
  [[nodiscard]] bool is_visible(ZoneId zone) const;
  /// Whether two different objects may be the same zone (elements, memory behind pointers).
  [[nodiscard]] bool is_single_object(ZoneId zone) const;

  /// The caller's zones that a visible zone of a callee means in this call.
  ZoneSet map_from_callee(const ir::Stmt& call, FunctionZones& callee, ZoneId zone);
  ZoneSet map_from_callee(const ir::Stmt& call, FunctionZones& callee, const ZoneSet& zones);
  /// All visible zones of the callee that may mean something in `zones` of this function at the call.
  ZoneSet map_to_callee(const ir::Stmt& call, FunctionZones& callee, const ZoneSet& zones);

  /// Points-to sets and effects to a fixed point; called once per function, callees first, again inside recursion.
  bool update();

 private:
  struct Key {
    ZoneKind kind;
    std::int32_t a;
    std::int32_t b;
    std::string field;
    auto operator<=>(const Key&) const = default;
  };
  /// The zones found so far that may overlap one zone.
  struct Aliases {
    ZoneSet zones;
    std::size_t compared = 0;  ///< How many of `shared_` it has been compared with.
  };
  ZoneId intern(const Key& key, Zone zone);
  /// Whether the zone may overlap others: memory behind pointers, globals.
  [[nodiscard]] bool is_shared(ZoneId id) const;
  /// Whether it lies in a variable that only its name leads to: what is done nobody knows where is not done there.
  [[nodiscard]] bool is_private(ZoneId id) const;
  const ZoneSet& aliases(ZoneId id);
  ZoneId elements_as(ZoneId id, const ir::Type& type);
  ZoneId heap_from_callee(const ir::Stmt& call, FunctionZones& callee, ZoneId id);
  void add_initial_targets(ir::VarId var);
  void add_target(const ZoneSet& pointers, const ZoneSet& targets);
  void flow_pointer(const ir::Expr& place, const ir::Expr& value);
  void flow_pointers(const ZoneSet& to, const ZoneSet& from, const ir::Type& type);
  ZoneSet with_linked(ZoneSet nodes, const ir::Type& type);
  ZoneSet reached_from(ZoneSet start);
  void collect_pointers(const ir::Stmt& stmt);
  void collect_pointers(const ir::Stmt& stmt, const ir::Model& model);
  void follow_swapped(const ZoneSet& a, const ZoneSet& b);
  void add_reads(const ir::Expr& expr, ZoneSet& reads);
  Effects own_effects(const ir::Stmt& stmt);
  void call_effects(const ir::Stmt& stmt, const ir::Call& call, Effects& effects);
  void model_effects(const ir::Stmt& stmt, const ir::Model& model, Effects& effects);
  void write(const ir::Expr& place, Effects& effects);
  std::vector<View> sights(const ir::Stmt& stmt);
  void add_sights_of_call(const ir::Stmt& stmt, const ir::Call& call, std::vector<View>& result);
  bool update_sights();

  const Program& program_;
  const ir::Function& function_;
  StableValues stable_;
  std::set<ir::VarId> reached_;  ///< Variables whose address is taken, or that a text may hand on.
  std::vector<Zone> zones_;
  std::vector<ZoneId> shared_;
  std::map<std::int32_t, Aliases> aliases_;
  std::map<Key, ZoneId> index_;
  std::map<std::int32_t, ZoneSet> points_to_;
  std::map<const ir::Stmt*, Effects> effects_;
  std::map<std::int32_t, std::vector<ir::Type>> seen_as_;  ///< Zones without a type.
  std::map<const ir::Stmt*, std::vector<View>> views_;
  Effects summary_;
  ZoneSet result_targets_;
  std::size_t points_to_changes_ = 0;
};

/// The zones of every function of a program, callees before callers.
class Program {
 public:
  explicit Program(const ir::Program& program);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  [[nodiscard]] const ir::Program& ir() const { return program_; }
  [[nodiscard]] FunctionZones& zones(ir::FunctionId function) const;
  /// Whether the function can reach itself through calls.
  [[nodiscard]] bool is_recursive(ir::FunctionId function) const;

 private:
  const ir::Program& program_;
  mutable std::vector<std::unique_ptr<FunctionZones>> zones_;
  std::vector<bool> recursive_;
};

/// The functions a function calls directly, in order of first call.
std::vector<ir::FunctionId> callees(const ir::Function& function);

}  // namespace backsweep::analysis
