// Finds the headers behind the names that a text uses.
#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "base/words.h"
#include "codegen/codegen.h"

namespace backsweep::codegen {
namespace {

/// A header and the names it declares, between spaces.
using Row = std::pair<std::string_view, std::string_view>;

// Names behind `std::`.
constexpr Row kStandard[] = {
    {"<algorithm>",
     "adjacent_find all_of any_of binary_search clamp copy copy_backward copy_if copy_n count "
     "count_if equal equal_range fill fill_n find find_if find_if_not for_each for_each_n generate "
     "generate_n includes is_permutation is_sorted iter_swap lexicographical_compare lower_bound "
     "make_heap max max_element max_heap merge min min_element minmax minmax_element mismatch "
     "move_backward next_permutation none_of nth_element partial_sort partition pop_heap "
     "prev_permutation push_heap remove remove_if replace replace_if reverse reverse_copy rotate "
     "rotate_copy search shuffle sort sort_heap stable_partition stable_sort swap_ranges transform "
     "unique upper_bound"},
    {"<any>", "any any_cast"},
    {"<array>", "array"},
    {"<atomic>", "atomic atomic_thread_fence memory_order_relaxed"},
    {"<bitset>", "bitset"},
    {"<cctype>", "isalnum isalpha isdigit isspace tolower toupper"},
    {"<cfenv>", "feclearexcept fegetround fesetround fetestexcept"},
    {"<charconv>", "from_chars to_chars"},
    {"<chrono>", "chrono"},
    {"<cmath>",
     "abs acos acosh asin asinh assoc_laguerre assoc_legendre atan atan2 atanh beta cbrt ceil "
     "comp_ellint_1 comp_ellint_2 comp_ellint_3 copysign cos cosh cyl_bessel_i cyl_bessel_j "
     "cyl_bessel_k cyl_neumann ellint_1 ellint_2 ellint_3 erf erfc exp exp2 expint expm1 fabs fdim "
     "floor fma fmax fmin fmod fpclassify frexp hermite hypot ilogb isfinite isgreater isinf isless "
     "isnan isnormal laguerre ldexp legendre lgamma llrint llround log log10 log1p log2 logb lrint "
     "lround modf nearbyint nextafter pow remainder remquo riemann_zeta rint round scalbln scalbn "
     "signbit sin sinh sph_bessel sph_legendre sph_neumann sqrt tan tanh tgamma trunc"},
    {"<complex>", "arg complex conj imag norm polar proj real"},
    {"<condition_variable>", "condition_variable"},
    {"<cstddef>", "byte max_align_t nullptr_t ptrdiff_t size_t"},
    {"<cstdint>",
     "int16_t int32_t int64_t int8_t int_fast32_t int_fast64_t intmax_t intptr_t uint16_t uint32_t "
     "uint64_t uint8_t uint_fast32_t uintmax_t uintptr_t"},
    {"<cstdio>",
     "FILE fclose fflush fgets fopen fprintf fputc fputs fread fscanf fwrite perror printf putchar "
     "puts scanf snprintf sprintf sscanf stderr stdout"},
    {"<cstdlib>",
     "abort aligned_alloc atexit atof atoi atol bsearch calloc div exit free getenv ldiv malloc qsort "
     "quick_exit rand realloc srand strtod strtol system"},
    {"<cstring>",
     "memchr memcmp memcpy memmove memset strcat strchr strcmp strcpy strerror strlen strncmp strncpy "
     "strstr"},
    {"<ctime>", "clock clock_t difftime gmtime localtime mktime strftime time time_t tm"},
    {"<deque>", "deque"},
    {"<exception>", "current_exception exception exception_ptr rethrow_exception terminate"},
    {"<filesystem>", "filesystem"},
    {"<forward_list>", "forward_list"},
    {"<fstream>", "basic_ifstream basic_ofstream fstream ifstream ofstream"},
    {"<functional>",
     "bind cref divides equal_to function greater greater_equal hash invoke less less_equal "
     "logical_and logical_not logical_or mem_fn minus modulus multiplies negate not_equal_to plus ref "
     "reference_wrapper"},
    {"<future>", "async future promise"},
    {"<initializer_list>", "initializer_list"},
    {"<iomanip>", "setfill setprecision setw"},
    {"<ios>", "boolalpha dec fixed hex hexfloat ios ios_base scientific"},
    {"<iostream>", "cerr cin clog cout endl"},
    {"<istream>", "basic_istream istream ws"},
    {"<iterator>",
     "advance back_inserter begin cbegin cend data distance empty end inserter istream_iterator "
     "iterator_traits make_move_iterator make_reverse_iterator next ostream_iterator prev rbegin rend "
     "reverse_iterator size"},
    {"<limits>", "float_round_style numeric_limits"},
    {"<list>", "list"},
    {"<locale>", "locale"},
    {"<map>", "map multimap"},
    {"<memory>",
     "addressof allocate_shared allocator default_delete dynamic_pointer_cast enable_shared_from_this "
     "make_shared make_unique shared_ptr static_pointer_cast unique_ptr weak_ptr"},
    {"<mutex>", "call_once lock_guard mutex once_flag recursive_mutex scoped_lock unique_lock"},
    {"<new>", "bad_alloc launder nothrow"},
    {"<numeric>",
     "accumulate adjacent_difference exclusive_scan gcd inclusive_scan inner_product iota lcm "
     "midpoint partial_sum reduce transform_exclusive_scan transform_inclusive_scan transform_reduce"},
    {"<optional>", "optional"},
    {"<ostream>", "basic_ostream flush ostream"},
    {"<queue>", "priority_queue queue"},
    {"<random>",
     "bernoulli_distribution default_random_engine exponential_distribution generate_canonical knuth_b "
     "linear_congruential_engine mersenne_twister_engine minstd_rand minstd_rand0 mt19937 mt19937_64 "
     "normal_distribution poisson_distribution random_device ranlux24 ranlux24_base ranlux48 ranlux48_base "
     "seed_seq uniform_int_distribution uniform_real_distribution"},
    {"<ratio>", "micro milli nano ratio"},
    {"<regex>", "regex regex_match smatch"},
    {"<set>", "multiset set"},
    {"<sstream>",
     "basic_istringstream basic_ostringstream basic_stringstream istringstream ostringstream "
     "stringstream"},
    {"<stack>", "stack"},
    {"<stdexcept>",
     "domain_error invalid_argument length_error logic_error out_of_range overflow_error range_error "
     "runtime_error underflow_error"},
    {"<string>", "basic_string char_traits getline stod stoi stol string to_string"},
    {"<string_view>", "basic_string_view string_view"},
    {"<system_error>", "error_code system_error"},
    {"<thread>", "this_thread thread"},
    {"<tuple>", "apply forward_as_tuple get ignore make_tuple tie tuple tuple_cat tuple_element tuple_size"},
    {"<type_traits>",
     "add_pointer_t common_type_t conditional_t decay_t enable_if_t false_type integral_constant "
     "is_arithmetic_v is_floating_point_v is_integral_v is_same_v make_signed_t make_unsigned_t "
     "remove_all_extents_t remove_const_t remove_cv_t remove_pointer_t remove_reference_t true_type underlying_type_t void_t"},
    {"<typeindex>", "type_index"},
    {"<typeinfo>", "bad_cast type_info"},
    {"<unordered_map>", "unordered_map unordered_multimap"},
    {"<unordered_set>", "unordered_multiset unordered_set"},
    {"<utility>",
     "as_const declval exchange forward in_place index_sequence integer_sequence make_index_sequence "
     "make_pair move pair piecewise_construct swap"},
    {"<valarray>", "valarray"},
    {"<variant>", "get_if holds_alternative monostate variant visit"},
    {"<vector>", "vector"},
};

// Names of the run-time library.
constexpr Row kRuntime[] = {
    {"<backsweep/checkpoint.hpp>", "CheckpointedLoop is_running_again"},
    {"<backsweep/directions.hpp>", "DirectionRange nonzero_directions"},
    {"<backsweep/call_profile.hpp>", "MeasuredCall MeasuredDerivative"},
    {"<backsweep/plain_data.hpp>", "zeros"},
    {"<backsweep/promise.hpp>", "Promise"},
    {"<backsweep/overlap.hpp>", "overlap"},
    {"<backsweep/schedule.hpp>", "Schedule"},
    {"<backsweep/scratch.hpp>", "Scratch"},
    {"<backsweep/sparse.hpp>", "SparseMatrix SparseSweeps"},
    {"<backsweep/special.hpp>",
     "comp_ellint_d digamma ellint_d frexp_exponent frexp_mantissa legendre_derivative modf_fraction "
     "polygamma remquo_quotient"},
    {"<backsweep/state.hpp>", "span state value"},
    {"<backsweep/statistics.hpp>", "Statistics"},
    {"<backsweep/sums.hpp>", "add_terms"},
    {"<backsweep/workspace.hpp>", "Frame Workspace move_adjoint"},
};

// What has no scope: C names that code copied from the source may use without `std::`, and macros.
constexpr Row kGlobal[] = {
    {"<cassert>", "assert"},
    {"<cstddef>", "size_t"},
    {"<cstdio>", "FILE fprintf fputs printf puts"},
    {"<cstdlib>", "calloc exit free malloc rand"},
    {"<cstring>", "memcpy memset"},
    {"<ctime>", "clock"},
    {"<backsweep/ivdep.hpp>", "BACKSWEEP_IVDEP"},
};

/// The text with comments and string literals blanked out.
std::string code_only(const std::string& text) {
  std::string code = text;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code.compare(i, 2, "//") == 0) {
      while (i < code.size() && code[i] != '\n') code[i++] = ' ';
    } else if (code.compare(i, 2, "/*") == 0) {
      const std::size_t end = std::min(code.find("*/", i), code.size());
      while (i < end) code[i++] = ' ';
    } else if (code[i] == '"') {
      for (++i; i < code.size() && code[i] != '"' && code[i] != '\n'; ++i) {
        if (code[i] == '\\') code[i++] = ' ';
        code[i] = ' ';
      }
    }
  }
  return code;
}

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
  }
  return false;
}

template <std::size_t kSize>
void add_from(const Row (&rows)[kSize], std::string_view name, std::set<std::string>& found) {
  for (const auto& [header, names] : rows) {
    if (has_word(names, name)) found.emplace(header);
  }
}

void add(std::string_view scope, std::string_view name, std::set<std::string>& found) {
  if (scope == "std") {
    add_from(kStandard, name, found);
  } else if (scope == "backsweep") {
    add_from(kRuntime, name, found);
  } else if (scope.empty()) {
    add_from(kGlobal, name, found);
    if (name.substr(0, 2) == "M_") found.insert("<cmath>");
  }
}

// C headers that C++ has under a name of its own.
constexpr std::string_view kCHeaders[] = {"assert", "ctype",  "errno", "fenv",   "float",  "inttypes",
                                          "limits", "locale", "math",  "setjmp", "signal", "stdarg",
                                          "stddef", "stdint", "stdio", "stdlib", "string", "time"};

}  // namespace

std::string cpp_header(const std::string& include) {
  for (const std::string_view name : kCHeaders) {
    if (include == "<" + std::string(name) + ".h>") return "<c" + std::string(name) + ">";
  }
  return include;
}

std::vector<std::string> includes_needed(const std::string& text) {
  std::set<std::string> found;
  const std::string code = code_only(text);
  std::string_view scope;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!base::is_word(code[i])) {
      if (code[i] != ':') scope = code[i] == '.' || code[i] == '>' ? "." : "";
      continue;
    }
    const std::size_t start = i;
    while (i < code.size() && base::is_word(code[i])) ++i;
    const std::string_view name = std::string_view(code).substr(start, i - start);
    const bool is_scope = code.compare(i, 2, "::") == 0;
    if (!is_scope)
      add(scope, name, found);
    else if (scope.empty() && name == "std" && code.compare(i + 2, 6, "chrono") == 0)
      found.insert("<chrono>");
    scope = is_scope ? name : std::string_view();
    --i;
  }
  return {found.begin(), found.end()};
}

}  // namespace backsweep::codegen
