// Takes the text of a request apart.
#include "frontend/request_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "base/words.h"

namespace backsweep::frontend {

namespace {

using base::is_word;

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

constexpr std::string_view kOpening = "([{";
constexpr std::string_view kClosing = ")]}";

/// The position behind the bracket that closes the one at `open`; npos where none does.
std::size_t behind_closing(const std::string& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (kOpening.find(text[i]) != std::string_view::npos) ++depth;
    if (kClosing.find(text[i]) != std::string_view::npos && --depth == 0) return i + 1;
  }
  return std::string::npos;
}

/// The position behind the `>` that closes the `<` at `open`; npos where none does.
std::size_t behind_angle(const std::string& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') {
      i = behind_closing(text, i);
      if (i == std::string::npos) return i;
      --i;
    } else if (text[i] == '<') {
      ++depth;
    } else if (text[i] == '>' && --depth == 0) {
      return i + 1;
    }
  }
  return std::string::npos;
}

/// The position behind `operator` and the operator itself.
std::size_t behind_operator(const std::string& text, std::size_t after_keyword) {
  std::size_t i = after_keyword;
  while (i < text.size() && is_blank(text[i])) ++i;
  if (text.compare(i, 2, "()") == 0) return i + 2;
  while (i < text.size() && text[i] != '(') ++i;
  return i;
}

/// The position behind the qualified name that `text` begins with.
std::size_t behind_name(const std::string& text) {
  constexpr std::string_view kOperator = "operator";
  std::size_t i = 0;
  while (i < text.size()) {
    if (text.compare(i, kOperator.size(), kOperator) == 0 && (i == 0 || !is_word(text[i - 1])) &&
        (i + kOperator.size() < text.size() && !is_word(text[i + kOperator.size()]))) {
      return behind_operator(text, i + kOperator.size());
    }
    if (text[i] == '<') {
      i = behind_angle(text, i);
      if (i == std::string::npos) return i;
    } else if (is_word(text[i]) || text[i] == ':' || text[i] == '~' || is_blank(text[i])) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

/// Pieces between top-level commas; an empty text has none.
std::vector<std::string> split_commas(const std::string& text, bool angles) {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_arrow = c == '>' && i > 0 && text[i - 1] == '-';
    if (kOpening.find(c) != std::string_view::npos || (angles && c == '<')) ++depth;
    if (kClosing.find(c) != std::string_view::npos || (angles && c == '>' && !is_arrow)) --depth;
    if (c == ',' && depth == 0) {
      pieces.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  const std::string last = trimmed(text.substr(begin));
  if (!last.empty() || !pieces.empty()) pieces.push_back(last);
  return pieces;
}

bool is_type_word(const std::string& word) {
  constexpr std::array<std::string_view, 12> kWords = {"double", "float", "int",      "long",   "short",  "char",
                                                       "bool",   "const", "unsigned", "signed", "struct", "auto"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// The words of an entry outside brackets, `*`, `&`, `<` and `::` counted as words of their own.
std::vector<std::string> words_of(const std::string& entry) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < entry.size();) {
    if (is_word(entry[i])) {
      std::size_t end = i;
      while (end < entry.size() && is_word(entry[end])) ++end;
      words.push_back(entry.substr(i, end - i));
      i = end;
    } else {
      if (!is_blank(entry[i])) words.emplace_back(1, entry[i]);
      ++i;
    }
  }
  return words;
}

/// Whether an entry of the only list is a parameter's type (`const double*`, `int n`) rather than a term (`x[n]`).
bool is_typed(const std::string& entry) {
  const std::string head = trimmed(entry.substr(0, entry.find('[')));
  const std::vector<std::string> words = words_of(head);
  if (words.empty()) return false;
  if (std::any_of(words.begin(), words.end(), is_type_word)) return true;
  // Two words side by side (`State s`), or `State*`, `State&`.
  const bool two_words = words.size() >= 2 && is_word(words[0][0]) && is_word(words[1][0]);
  return two_words || words.back() == "*" || words.back() == "&" || head.find('<') != std::string::npos;
}

/// `const double* x[n]` as the type `const double*` and the term `x[n]`; the term is empty where no name stands.
struct TypedEntry {
  std::string type;
  std::string term;
};

TypedEntry split_typed(const std::string& entry) {
  const std::size_t bracket = entry.find('[');
  const std::string head = trimmed(entry.substr(0, bracket));
  const std::string extents = bracket == std::string::npos ? "" : entry.substr(bracket);
  std::size_t begin = head.size();
  while (begin > 0 && is_word(head[begin - 1])) --begin;
  const std::string name = head.substr(begin);
  const std::string before = trimmed(head.substr(0, begin));
  const bool is_name = !name.empty() && !is_type_word(name) && !before.empty() && !before.ends_with("::") &&
                       before != "const" && before != "struct" && before != "unsigned";
  if (!is_name) return {head + extents, ""};
  return {before, name + extents};
}

bool parse_extents(const std::string& text, std::size_t position, TermText& term, std::string& error) {
  while (position < text.size()) {
    if (is_blank(text[position])) {
      ++position;
      continue;
    }
    const std::size_t end = text[position] == '[' ? behind_closing(text, position) : std::string::npos;
    if (end == std::string::npos) {
      error = "unexpected '" + text.substr(position) + "' behind '" + text.substr(0, position) + "'";
      return false;
    }
    const std::string extent = trimmed(text.substr(position + 1, end - position - 2));
    if (extent.empty()) {
      error = "empty extent in '" + text + "'";
      return false;
    }
    term.extents.push_back(extent);
    position = end;
  }
  return true;
}

std::optional<TermText> parse_term(const std::string& text, std::string& error) {
  TermText term;
  term.text = text;
  std::size_t i = 0;
  bool expects_word = true;
  while (i < text.size() && text[i] != '[') {
    if (is_blank(text[i])) {
      ++i;
    } else if (expects_word && is_word(text[i]) && std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
      const std::size_t begin = i;
      while (i < text.size() && is_word(text[i])) ++i;
      (term.root.empty() ? term.root : term.members.emplace_back()) = text.substr(begin, i - begin);
      expects_word = false;
    } else if (!expects_word && text[i] == '.') {
      ++i;
      expects_word = true;
    } else if (!expects_word && text.compare(i, 2, "->") == 0) {
      i += 2;
      expects_word = true;
    } else {
      break;
    }
  }
  if (expects_word) {
    error = text.empty() ? "a name is missing in the list" : "'" + text + "' does not name a parameter";
    return std::nullopt;
  }
  if (!parse_extents(text, i, term, error)) return std::nullopt;
  return term;
}

/// Where the `->` between independents and dependents stands; npos where there is none.
std::size_t find_arrow(const std::string& text, const MemberTest& is_member) {
  int depth = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (kOpening.find(text[i]) != std::string_view::npos) ++depth;
    if (kClosing.find(text[i]) != std::string_view::npos) --depth;
    if (depth != 0 || text.compare(i, 2, "->") != 0) continue;
    std::size_t begin = i;
    while (begin > 0 && is_word(text[begin - 1])) --begin;
    std::size_t end = i + 2;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string left = text.substr(begin, i - begin);
    const std::string right = text.substr(i + 2, end - i - 2);
    // No member is called `return`.
    const bool is_word_pair = !left.empty() && !right.empty() && right != "return";
    if (!is_word_pair || (left != "this" && !is_member(left, right))) return i;
  }
  return std::string::npos;
}

bool parse_list(const std::string& text, std::vector<TermText>& terms, std::string& error) {
  for (const std::string& piece : split_commas(text, /*angles=*/false)) {
    std::optional<TermText> term = parse_term(piece, error);
    if (!term) return false;
    terms.push_back(std::move(*term));
  }
  return true;
}

/// Types, and terms where names stand behind them, out of one list of both.
void read_typed_list(const std::string& list, RequestText& request) {
  std::vector<std::string> types;
  std::string terms;
  for (const std::string& piece : split_commas(list, /*angles=*/true)) {
    const TypedEntry entry = split_typed(piece);
    types.push_back(entry.type);
    const bool is_real = entry.type.find("int") == std::string::npos &&
                         entry.type.find("size_t") == std::string::npos &&
                         entry.type.find("bool") == std::string::npos && entry.type.find("char") == std::string::npos;
    if (!entry.term.empty() && is_real) terms += (terms.empty() ? "" : ", ") + entry.term;
  }
  request.types = types;
  if (!terms.empty()) request.terms = terms;
}

}  // namespace

std::string trimmed(const std::string& text) {
  const auto first = std::find_if_not(text.begin(), text.end(), is_blank);
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_blank).base();
  return first < last ? std::string(first, last) : std::string();
}

std::vector<std::string> name_components(const std::string& name) {
  std::vector<std::string> components;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < name.size();) {
    if (name[i] == '<' && !name.substr(begin, i - begin).ends_with("operator")) {
      const std::size_t end = behind_angle(name, i);
      i = end == std::string::npos ? name.size() : end;
    } else if (name.compare(i, 2, "::") == 0) {
      if (i > begin) components.push_back(trimmed(name.substr(begin, i - begin)));
      i += 2;
      begin = i;
    } else {
      ++i;
    }
  }
  components.push_back(trimmed(name.substr(begin)));
  return components;
}

std::optional<RequestText> parse_request(const std::string& text, std::string& error) {
  RequestText request;
  request.text = text;
  const std::string whole = trimmed(text);
  const std::size_t name_end = behind_name(whole);
  if (name_end == std::string::npos) {
    error = "'<' without '>'";
    return std::nullopt;
  }
  request.name = trimmed(whole.substr(0, name_end));
  if (request.name.empty()) {
    error = "it does not begin with a function name";
    return std::nullopt;
  }
  std::vector<std::string> lists;
  for (std::size_t i = name_end; i < whole.size();) {
    if (is_blank(whole[i])) {
      ++i;
      continue;
    }
    constexpr std::string_view kConst = "const";
    const bool ends_word = i + kConst.size() >= whole.size() || !is_word(whole[i + kConst.size()]);
    if (lists.size() == 1 && ends_word && whole.compare(i, kConst.size(), kConst) == 0) {
      request.is_const = true;
      i += kConst.size();
      continue;
    }
    const std::size_t end = whole[i] == '(' ? behind_closing(whole, i) : std::string::npos;
    if (end == std::string::npos) {
      error = whole[i] == '(' ? "'(' without ')'"
                              : "unexpected '" + whole.substr(i) + "' behind '" + whole.substr(0, i) + "'";
      return std::nullopt;
    }
    lists.push_back(trimmed(whole.substr(i + 1, end - i - 2)));
    i = end;
  }
  if (lists.size() > 2) {
    error = "more than two lists in parentheses";
    return std::nullopt;
  }
  if (lists.size() == 2) {
    request.types = split_commas(lists[0], /*angles=*/true);
    request.terms = lists[1];
  } else if (lists.size() == 1) {
    const std::vector<std::string> entries = split_commas(lists[0], /*angles=*/true);
    if (request.is_const || (!entries.empty() && std::all_of(entries.begin(), entries.end(), is_typed))) {
      read_typed_list(lists[0], request);
    } else if (!lists[0].empty()) {
      request.terms = lists[0];
    }
  }
  return request;
}

std::optional<TermLists> parse_terms(const std::string& text, const MemberTest& is_member, std::string& error) {
  TermLists lists;
  const std::size_t arrow = find_arrow(text, is_member);
  lists.has_dependents = arrow != std::string::npos;
  if (!parse_list(text.substr(0, arrow), lists.independents, error)) return std::nullopt;
  if (!lists.has_dependents) return lists;
  if (!parse_list(text.substr(arrow + 2), lists.dependents, error)) return std::nullopt;
  if (lists.dependents.empty()) {
    error = "nothing stands behind '->'";
    return std::nullopt;
  }
  return lists;
}

}  // namespace backsweep::frontend
