// takes: a request as typed.  gives: its parts as text: name, parameter types, terms.  promises: no knowledge of the
// program.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace backsweep::frontend {

/// One independent or dependent as typed: `p.mass[n][3]`.
struct TermText {
  std::string root;                  ///< "p", "this".
  std::vector<std::string> members;  ///< {"mass"}.
  std::vector<std::string> extents;  ///< {"n", "3"}.
  std::string text;                  ///< The whole.
};

/// A request taken apart: `ns::f<double>(const double*, int)(x[n] -> y)`.
struct RequestText {
  std::string text;
  std::string name;                               ///< Qualified, with template arguments: `ns::f<double>`.
  std::optional<std::vector<std::string>> types;  ///< Of the parameters, where written.
  std::optional<std::string> terms;               ///< Between the parentheses, where written.
  bool is_const = false;                          ///< Behind the types: a member function of constant objects.
};

struct TermLists {
  std::vector<TermText> independents;
  std::vector<TermText> dependents;
  bool has_dependents = false;
};

/// Null, and the reason in `error`, where the text cannot be read.
std::optional<RequestText> parse_request(const std::string& text, std::string& error);

/// Whether `object->name`, written without blanks, is a member of an object rather than an independent and a dependent.
using MemberTest = std::function<bool(const std::string& object, const std::string& name)>;

/// `is_member` tells `p->mass` from `u->v`.
std::optional<TermLists> parse_terms(const std::string& text, const MemberTest& is_member, std::string& error);

/// The pieces of `name` between `::`, template arguments left on: {"ns", "f<double>"}.
std::vector<std::string> name_components(const std::string& name);

/// `text` without blanks around it.
std::string trimmed(const std::string& text);

}  // namespace backsweep::frontend
