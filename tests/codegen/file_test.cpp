// Whole files: preamble, namespaces, linkage, split output.
#include <gtest/gtest.h>

#include "codegen/codegen.h"
#include "ir/build.h"
#include "tests/codegen/compile.h"

namespace backsweep::codegen {
namespace {

class FileTest : public ::testing::Test {
 protected:
  FileTest() {
    helper().linkage.is_static = true;
    add("gradient", {"model"}, "x_bar").comments = {"Value and gradient of model::f.", "Overwrites x_bar."};
    ir::Function& external = add("legacy", {}, "y");
    external.linkage.is_extern_c = true;
    external.is_defined = false;
    ir::Function& hidden = add("inner", {"model", ""}, "z");
    hidden.body.clear();
    ir::Function& gradient = program_.functions[1];
    for (const int callee : {0, 2, 3}) {
      const ir::Expr address = ir::var_ref(gradient, ir::VarId{0});
      gradient.body.push_back(ir::make_stmt(ir::Call{nullptr, ir::FunctionId{callee}, {address}, {}}));
    }
  }

  ir::Function& helper() {
    if (program_.functions.empty()) add("helper", {"model"}, "x");
    return program_.functions.front();
  }

  ir::Function& add(const std::string& name, const std::vector<std::string>& namespaces, const std::string& param) {
    ir::Function made;
    made.name = name;
    made.namespaces = namespaces;
    made.result = ir::void_type();
    ir::Variable variable;
    variable.name = param;
    variable.type = ir::pointer_to(ir::double_type());
    variable.role = ir::VarRole::kParam;
    if (name == "gradient") variable.default_argument = "nullptr";
    const ir::VarId id = made.add_var(variable);
    made.params.push_back(id);
    made.body.push_back(ir::assign(ir::index(ir::var_ref(made, id), ir::integer(0)),
                                   ir::intrinsic("std::exp", {ir::real(2)}, ir::double_type())));
    program_.functions.push_back(std::move(made));
    return program_.functions.back();
  }

  static Unit unit() {
    Unit made;
    made.banner = {"Derivatives of model.cpp."};
    made.includes = {"\"model.hpp\""};
    made.declarations = {ir::FunctionId{2}};
    made.definitions = {ir::FunctionId{0}, ir::FunctionId{3}, ir::FunctionId{1}};
    return made;
  }

  ir::Program program_;
};

TEST_F(FileTest, SourceOfASplitOutput) {
  Unit source = unit();
  source.is_declared_elsewhere = true;
  const std::string text = print_file(program_, source);
  EXPECT_EQ(text,
            "// Derivatives of model.cpp.\n"
            "\n"
            "#include <cmath>\n"
            "\n"
            "#include \"model.hpp\"\n"
            "\n"
            "extern \"C\" void legacy(double* y);\n"
            "\n"
            "namespace model {\n"
            "\n"
            "static void helper(double* x) {\n"
            "  x[0] = std::exp(2.0);\n"
            "}\n"
            "\n"
            "}  // namespace model\n"
            "\n"
            "namespace model {\n"
            "namespace {\n"
            "\n"
            "void inner(double* /*z*/) {\n"
            "}\n"
            "\n"
            "}  // namespace\n"
            "}  // namespace model\n"
            "\n"
            "namespace model {\n"
            "\n"
            "/// Value and gradient of model::f.\n"
            "/// Overwrites x_bar.\n"
            "void gradient(double* x_bar) {\n"
            "  x_bar[0] = std::exp(2.0);\n"
            "  helper(x_bar);\n"
            "  legacy(x_bar);\n"
            "  inner(x_bar);\n"
            "}\n"
            "\n"
            "}  // namespace model\n");
  std::string compiled = text;
  compiled.replace(compiled.find("#include \"model.hpp\""), 20, "");
  EXPECT_EQ(testing::compile(compiled), "");
}

TEST_F(FileTest, HeaderOfASplitOutput) {
  Unit header;
  header.banner = {"Derivatives of model.cpp."};
  header.definitions = {ir::FunctionId{1}};
  EXPECT_EQ(print_declarations(program_, header),
            "// Derivatives of model.cpp.\n"
            "#pragma once\n"
            "\n"
            "namespace model {\n"
            "\n"
            "/// Value and gradient of model::f.\n"
            "/// Overwrites x_bar.\n"
            "void gradient(double* x_bar = nullptr);\n"
            "\n"
            "}  // namespace model\n");
}

TEST_F(FileTest, HeaderWithDefinitions) {
  Unit header;
  header.is_header = true;
  header.definitions = {ir::FunctionId{1}};
  const std::string text = print_file(program_, header);
  EXPECT_EQ(text.substr(0, text.find('{')), "#pragma once\n\n#include <cmath>\n\nnamespace model ");
  EXPECT_NE(text.find("inline void gradient(double* x_bar = nullptr) {"), std::string::npos) << text;
}

TEST(IncludesNeeded, ByTheNamesInCode) {
  EXPECT_EQ(includes_needed("std::vector<double> v(std::size_t{3}); // std::map\nputs(\"std::set\");"),
            (std::vector<std::string>{"<cstddef>", "<cstdio>", "<vector>"}));
  EXPECT_EQ(includes_needed("backsweep::Workspace& w = f(std::fabs(x), M_PI, a.free(), my::printf);"),
            (std::vector<std::string>{"<backsweep/workspace.hpp>", "<cmath>"}));
}

}  // namespace
}  // namespace backsweep::codegen
