// Random expressions over every arithmetic type: the printed text is silent and computes what the IR says, bit for bit.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "codegen/codegen.h"
#include "ir/build.h"
#include "ir/print.h"
#include "tests/codegen/compile.h"
#include "tests/codegen/interpreter.h"

namespace backsweep::codegen {
namespace {

using ir::BinaryOp;
using ir::Expr;
using ir::Type;
using testing::Scalar;

const std::vector<Type>& types() {
  static const std::vector<Type> all = {ir::bool_type(),       ir::integer_type("short", 2, true),
                                        ir::int_type(),        ir::integer_type("unsigned int", 4, false),
                                        ir::long_type(),       ir::size_type(),
                                        ir::float_type(),      ir::double_type(),
                                        ir::long_double_type()};
  return all;
}

/// Makes expressions as the frontend does (conversions as casts) and as transformations do (operands as they are).
class Generator {
 public:
  Generator(ir::Function& function, std::mt19937& random) : function_(function), random_(random) {}

  Expr of_type(const Type& type, int depth) {
    if (depth == 0 || chance(6)) return leaf(type);
    if (chance(4)) return ir::make_expr(ir::Cast{of_type(any_type(), depth - 1), !chance(3)}, type);
    if (chance(6))
      return ir::make_expr(ir::Select{condition(depth - 1), of_type(type, depth - 1), of_type(type, depth - 1)}, type);
    if (type->kind == ir::TypeKind::kBool) return condition(depth);
    if (type->bytes == 2) return leaf(type);
    if (ir::is_real(type) && chance(5)) return call(type, depth);
    if (chance(8) && type->is_signed) return ir::raw_unary(ir::UnaryOp::kNegate, of_type(type, depth - 1), type);
    if (!ir::is_real(type) && type->is_signed && chance(10))
      return ir::raw_unary(ir::UnaryOp::kBitNot, of_type(type, depth - 1), type);
    return arithmetic(type, depth);
  }

  Type any_type() { return types()[random_() % types().size()]; }

 private:
  bool chance(unsigned one_in) { return random_() % one_in == 0; }

  Expr leaf(const Type& type) {
    if (chance(3)) {
      if (type->kind == ir::TypeKind::kBool) return ir::boolean(chance(2));
      const long whole = static_cast<long>(random_() % 5);
      if (!ir::is_real(type)) return ir::integer(whole, type);
      return ir::real(chance(2) ? static_cast<double>(whole) : type->bytes == 8 ? 0.1 : 0.25, type);
    }
    for (std::size_t i = 0; i < function_.params.size(); ++i) {
      if (ir::same_type(function_.var(function_.params[i]).type, type))
        return ir::var_ref(function_, function_.params[i]);
    }
    return ir::integer(1);
  }

  Expr arithmetic(const Type& type, int depth) {
    constexpr std::array<BinaryOp, 10> kOps = {
        BinaryOp::kAdd,    BinaryOp::kSub,   BinaryOp::kMul,    BinaryOp::kDiv,       BinaryOp::kRem,
        BinaryOp::kBitAnd, BinaryOp::kBitOr, BinaryOp::kBitXor, BinaryOp::kShiftLeft, BinaryOp::kShiftRight};
    const BinaryOp op = kOps[random_() % (ir::is_real(type) ? 4 : kOps.size())];
    const bool is_mixed = ir::is_real(type) && chance(2);
    const Expr left = of_type(type, depth - 1);
    if (op == BinaryOp::kShiftLeft || op == BinaryOp::kShiftRight) {
      return ir::raw_binary(op, left, ir::integer(static_cast<long>(random_() % 4)), type);
    }
    const Type other = is_mixed ? any_type() : type;
    const bool fits = !ir::is_real(other) || other->bytes <= type->bytes;
    const Expr right = of_type(fits ? other : type, depth - 1);
    return chance(2) ? ir::raw_binary(op, left, right, type) : ir::raw_binary(op, right, left, type);
  }

  Expr condition(int depth) {
    if (depth <= 0) return leaf(ir::bool_type());
    if (chance(4)) {
      return ir::raw_binary(chance(2) ? BinaryOp::kAnd : BinaryOp::kOr, condition(depth - 1), condition(depth - 1),
                            ir::bool_type());
    }
    if (chance(6)) return ir::raw_unary(ir::UnaryOp::kNot, condition(depth - 1), ir::bool_type());
    constexpr std::array<BinaryOp, 6> kOps = {BinaryOp::kLess,         BinaryOp::kLessEqual, BinaryOp::kGreater,
                                              BinaryOp::kGreaterEqual, BinaryOp::kEqual,     BinaryOp::kNotEqual};
    const Type type = any_type();
    const Expr left = of_type(type, depth - 1);
    // Comparing something with itself is what compilers warn about.
    const Expr right = of_type(chance(3) ? any_type() : type, depth - 1);
    return ir::raw_binary(kOps[random_() % kOps.size()], left, right, ir::bool_type());
  }

  Expr call(const Type& type, int depth) {
    constexpr std::array<const char*, 4> kCalls = {"std::fabs", "std::max", "std::fmin", "std::pow"};
    const std::string name = kCalls[random_() % kCalls.size()];
    std::vector<Expr> arguments = {of_type(type, depth - 1)};
    if (name != "std::fabs") arguments.push_back(of_type(type, depth - 1));
    return ir::intrinsic(name, arguments, type);
  }

  ir::Function& function_;
  std::mt19937& random_;
};

std::vector<Scalar> some_values(std::mt19937& random) {
  const auto small = [&] { return static_cast<int>(random() % 7) - 2; };
  return {random() % 2 == 0,
          static_cast<short>(small()),
          small(),
          static_cast<unsigned>(random() % 6),
          static_cast<long>(small()),
          static_cast<unsigned long>(random() % 6),
          static_cast<float>(small()) + 0.375F,
          small() + 0.1,
          small() + 0.7L};
}

/// One function per expression, and the line of main() that checks it.
struct RandomProgram {
  ir::Program program;
  std::string checks;
};

void add_function(RandomProgram& made, std::mt19937& random) {
  ir::Function function;
  function.name = "f" + std::to_string(made.program.functions.size());
  for (std::size_t i = 0; i < types().size(); ++i) {
    ir::Variable param;
    param.name = std::string(1, static_cast<char>('a' + i));
    param.type = types()[i];
    param.role = ir::VarRole::kParam;
    function.params.push_back(function.add_var(param));
  }
  Generator generator(function, random);
  function.result = generator.any_type();
  const std::vector<Scalar> values = some_values(random);
  std::optional<Scalar> expected;
  if (random() % 3 == 0) {
    // place op= value: computed in the operation's own type, then given to the place.
    const auto target = function.params[1 + random() % (types().size() - 1)];
    const Type place = function.var(target).type;
    const Expr value = generator.of_type(random() % 2 == 0 ? place : generator.any_type(), 2);
    constexpr std::array<BinaryOp, 4> kOps = {BinaryOp::kAdd, BinaryOp::kSub, BinaryOp::kMul, BinaryOp::kDiv};
    const BinaryOp op = kOps[random() % kOps.size()];
    const std::optional<Scalar> right = testing::evaluate(value, values);
    const Scalar& left = values[static_cast<std::size_t>(target.index)];
    const auto sum =
        right ? testing::apply(op, left, *right, testing::arithmetic_type(place, value->type)) : std::nullopt;
    expected = sum ? testing::convert(*sum, place) : std::nullopt;
    function.result = place;
    function.body.push_back(ir::update(ir::var_ref(function, target), op, value));
    function.body.push_back(ir::make_stmt(ir::Return{ir::var_ref(function, target)}));
  } else {
    const Expr value = generator.of_type(function.result, 4);
    expected = testing::evaluate(value, values);
    function.body.push_back(ir::make_stmt(ir::Return{value}));
  }
  if (!expected) return;
  std::string call = function.name + "(";
  for (std::size_t i = 0; i < values.size(); ++i) {
    call += (i == 0 ? "" : ", ") + std::string("static_cast<") + print_type(types()[i]) + ">(" +
            testing::spell(values[i]) + ")";
  }
  made.checks += "  check(\"" + function.name + "\", " + call + "), static_cast<" + print_type(function.result) + ">(" +
                 testing::spell(*expected) + "));\n";
  made.program.functions.push_back(std::move(function));
}

std::string text_of(const RandomProgram& made) {
  Unit unit;
  for (std::size_t i = 0; i < made.program.functions.size(); ++i) {
    unit.definitions.push_back(ir::FunctionId{static_cast<std::int32_t>(i)});
  }
  return print_file(made.program, unit);
}

TEST(RandomExpressions, ComputeWhatTheIrSays) {
  const char* given = std::getenv("BACKSWEEP_SEED");
  const unsigned seed = given ? static_cast<unsigned>(std::atoi(given)) : 1;
  std::mt19937 random(seed);
  RandomProgram made;
  while (made.program.functions.size() < 300) add_function(made, random);
  const std::string text = text_of(made);
  // Random text compares constants and repeats itself; that is nothing a printer could help.
  const std::string quiet =
      "#pragma GCC diagnostic ignored \"-Wtype-limits\"\n"
      "#pragma GCC diagnostic ignored \"-Wtautological-compare\"\n"
      "#pragma GCC diagnostic ignored \"-Wdiv-by-zero\"\n"
      "#pragma GCC diagnostic ignored \"-Wshift-negative-value\"\n"
      "#ifdef __clang__\n"
      "#pragma clang diagnostic ignored \"-Wxor-used-as-pow\"\n"
      "#pragma clang diagnostic ignored \"-Wliteral-range\"\n"
      "#pragma clang diagnostic ignored \"-Wtautological-constant-compare\"\n"
      "#else\n#pragma GCC diagnostic ignored \"-Wbool-compare\"\n#endif\n";
  const std::string messages = testing::compile(quiet + text);
  EXPECT_TRUE(messages.empty()) << "seed " << seed << "\n" << messages.substr(0, 6000);
  const std::string driver =
      "#include <cstdio>\n#include <cstdlib>\n#include <cmath>\n" + text +
      "template <class T> void check(const char* name, T got, T wanted) {\n"
      "  if (got != wanted && (got == got || wanted == wanted)) std::printf(\"%s\\n\", name);\n}\n"
      "int main() {\n" +
      made.checks + "}\n";
  const std::string failures = testing::run(driver);
  EXPECT_TRUE(failures.empty()) << "seed " << seed << "\n" << failures.substr(0, 4000);
  std::size_t start = 0;
  for (std::size_t end = failures.find('\n'); end != std::string::npos && end - start < 8;
       end = failures.find('\n', start)) {
    const std::size_t number = static_cast<std::size_t>(std::atoi(failures.substr(start + 1, end - start - 1).c_str()));
    if (number < made.program.functions.size()) {
      ADD_FAILURE() << print_function(made.program, made.program.functions[number])
                    << ir::print(made.program.functions[number]);
    }
    start = end + 1;
  }
}

}  // namespace
}  // namespace backsweep::codegen
