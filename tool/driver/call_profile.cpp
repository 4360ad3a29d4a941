// Reads what calls have been measured to take, and has a choice made between joint and split.
#include "driver/call_profile.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/MemoryBuffer.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "ir/walk.h"
#include "plan/call_tree.h"

namespace backsweep::driver {
namespace {

using diagnostics::Kind;
namespace json = llvm::json;

constexpr int kVersion = 1;
constexpr int kDeepest = 200;

/// One context of calls as the file has it.
struct Measured {
  std::string place;
  std::string callee;
  bool can_be_joint = false;
  std::uint64_t calls = 0;
  std::uint64_t calls_each = 0;
  plan::Bytes snapshot_bytes;
  plan::Bytes record_bytes;
  double primal_seconds = 0;
  double snapshot_seconds = 0;
  plan::Bytes record_before;
  std::vector<std::uint64_t> calls_before;
  std::vector<Measured> inside;
};

struct Derivative {
  std::string name;
  plan::Bytes peak_bytes;
  Measured calls;
};

struct Profile {
  std::vector<Derivative> derivatives;
};

bool check(bool holds, json::Path path, llvm::StringLiteral what) {
  if (!holds) path.report(what);
  return holds;
}

/// Those of both workspaces.
bool read_bytes(json::ObjectMapper& object, llvm::StringLiteral name, plan::Bytes& made, json::Path path) {
  std::vector<std::uint64_t> parts;
  if (!object.map(name, parts) || !check(parts.size() == 2, path.field(name), "expected two numbers")) return false;
  made = {static_cast<double>(parts[0]), static_cast<double>(parts[1])};
  return true;
}

bool fromJSON(const json::Value& value, Measured& made, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && object.map("place", made.place) && object.map("callee", made.callee) &&
         object.map("can_be_joint", made.can_be_joint) && object.map("calls", made.calls) &&
         object.map("calls_each", made.calls_each) && read_bytes(object, "snapshot_bytes", made.snapshot_bytes, path) &&
         read_bytes(object, "record_bytes", made.record_bytes, path) && object.map("primal_seconds", made.primal_seconds) &&
         object.map("snapshot_seconds", made.snapshot_seconds) && read_bytes(object, "record_before", made.record_before, path) &&
         object.map("calls_before", made.calls_before) && object.map("inside", made.inside) &&
         check(made.primal_seconds >= 0 && made.snapshot_seconds >= 0, path, "a time is negative");
}

bool fromJSON(const json::Value& value, Derivative& made, json::Path path) {
  json::ObjectMapper object(value, path);
  return object && object.map("name", made.name) && read_bytes(object, "peak_bytes", made.peak_bytes, path) &&
         object.map("calls", made.calls);
}

bool fromJSON(const json::Value& value, Profile& made, json::Path path) {
  json::ObjectMapper object(value, path);
  int version = 0;
  return object && object.map("backsweep_call_profile", version) &&
         check(version == kVersion, path.field("backsweep_call_profile"), "another version than this tool's") &&
         object.map("derivatives", made.derivatives);
}

/// What is measured, as the tree that choices are made on.
class Tree {
 public:
  plan::CallContext whole(const Profile& profile) {
    plan::CallContext result;
    for (const Derivative& one : profile.derivatives) {
      plan::CallContext made = context(one.calls);
      made.site = std::nullopt;
      // They run one after another: what counts is the largest of them.
      made.calls = 0;
      add_rest(one, made);
      result.inside.push_back(std::move(made));
    }
    return result;
  }

  std::vector<plan::CallSite> sites;
  std::map<plan::CallSite, plan::ProfiledSite> facts;

 private:
  plan::CallContext context(const Measured& measured) {
    plan::CallContext made;
    made.calls = static_cast<double>(measured.calls_each);
    made.snapshot = measured.snapshot_bytes;
    made.record = measured.record_bytes;
    made.seconds = measured.primal_seconds + measured.snapshot_seconds;
    made.record_before = measured.record_before;
    for (const std::uint64_t count : measured.calls_before) made.calls_before.push_back(static_cast<double>(count));
    for (const Measured& inner : measured.inside) made.inside.push_back(context(inner));
    if (measured.can_be_joint) made.site = number_of({measured.place, measured.callee});
    if (made.site) note(measured, made);
    return made;
  }

  std::size_t number_of(const plan::CallSite& site) {
    const auto known = std::find(sites.begin(), sites.end(), site);
    if (known != sites.end()) return static_cast<std::size_t>(known - sites.begin());
    sites.push_back(site);
    return sites.size() - 1;
  }

  void note(const Measured& measured, const plan::CallContext& made) {
    plan::ProfiledSite& fact = facts[{measured.place, measured.callee}];
    const double record = plan::evaluate(made, std::vector<bool>(sites.size(), false)).peak;
    fact.calls += measured.calls;
    fact.snapshot_bytes = std::max(fact.snapshot_bytes, static_cast<std::uint64_t>(measured.snapshot_bytes.sum()));
    fact.record_bytes = std::max(fact.record_bytes, static_cast<std::uint64_t>(record));
    fact.primal_seconds += measured.primal_seconds;
  }

  // What the whole derivative was seen to take beyond what the tree explains.
  void add_rest(const Derivative& derivative, plan::CallContext& made) const {
    const double explained = plan::evaluate(made, std::vector<bool>(sites.size(), false)).peak;
    const plan::Bytes rest{std::max(0.0, derivative.peak_bytes.sum() - explained), 0};
    made.record += rest;
    for (plan::CallContext& inner : made.inside) inner.record_before += rest;
  }
};

/// Brackets deeper than any profile's would exhaust the stack of the parser.
bool is_too_deep(llvm::StringRef text) {
  int depth = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

std::optional<Profile> parse(llvm::StringRef text, std::string& error) {
  if (is_too_deep(text)) {
    error = "calls are nested too deeply";
    return std::nullopt;
  }
  llvm::Expected<json::Value> value = json::parse(text);
  if (!value) {
    error = llvm::toString(value.takeError());
    return std::nullopt;
  }
  json::Path::Root root("the profile");
  Profile profile;
  if (fromJSON(*value, profile, root)) return profile;
  error = llvm::toString(root.getError());
  return std::nullopt;
}

}  // namespace

std::optional<plan::CallRules> read_call_profile(const std::string& file, std::uint64_t memory, diagnostics::Sink& sink) {
  const auto buffer = llvm::MemoryBuffer::getFile(file, /*IsText=*/true);
  std::string error = buffer ? "" : buffer.getError().message();
  const std::optional<Profile> profile = buffer ? parse((*buffer)->getBuffer(), error) : std::nullopt;
  if (!profile) {
    sink.error(Kind::kBadProfile, {}, {file, error});
    return std::nullopt;
  }
  Tree tree;
  const plan::CallContext whole = tree.whole(*profile);
  const auto choice = plan::fastest_within(whole, tree.sites.size(), static_cast<double>(memory));
  if (!choice) {
    const plan::CallChoice least = plan::smallest(whole, tree.sites.size());
    const auto bytes = static_cast<std::uint64_t>(least.costs.peak);
    sink.error(Kind::kSmallBudget, {}, {std::to_string(memory), std::to_string(bytes)});
    return std::nullopt;
  }
  plan::CallRules rules;
  rules.profile = std::move(tree.facts);
  for (std::size_t i = 0; i < tree.sites.size(); ++i) rules.profile.at(tree.sites[i]).is_joint = choice->is_joint[i];
  return rules;
}

void check_fits(const plan::CallRules& rules, const ir::Program& program, const std::string& file, diagnostics::Sink& sink) {
  std::set<plan::CallSite> there;
  for (const ir::Function& function : program.functions) {
    ir::walk(function.body, [&](const ir::Stmt& stmt) {
      if (ir::get_if<ir::Call>(stmt)) there.insert(plan::site_of(program, stmt));
    });
  }
  for (const auto& [site, fact] : rules.profile) {
    if (!fact.is_joint || there.count(site)) continue;
    sink.error(Kind::kBadProfile, {}, {file, "the sources have no call of '" + site.callee + "' at " + site.place});
  }
}

}  // namespace backsweep::driver
