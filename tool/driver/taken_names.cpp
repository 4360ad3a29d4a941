// Renames what would have the name of a macro or of a function in the sources.
#include "driver/taken_names.h"

#include <set>
#include <string>

#include "driver/records.h"
#include "transform/names.h"

namespace backsweep::driver {
namespace {

using Functions = std::set<frontend::DefinedFunction>;

frontend::DefinedFunction described(const ir::Function& function, const std::string& name) {
  std::string whole;
  for (const std::string& space : function.namespaces) whole += space.empty() ? "" : space + "::";
  return {whole + name, function.params.size()};
}

void rename_function(ir::Function& function, Functions& taken) {
  const std::string wanted = function.name;
  for (int i = 2; taken.count(described(function, function.name)) > 0; ++i) {
    function.name = wanted + "_" + std::to_string(i);
  }
  taken.insert(described(function, function.name));
}

void rename_variables(ir::Function& function, const std::set<std::string>& macros) {
  for (ir::Variable& variable : function.vars) {
    const std::string wanted = variable.name;
    for (int i = 2; macros.count(variable.name) > 0; ++i) {
      variable.name = transform::unique_name(function, wanted + "_" + std::to_string(i));
    }
  }
}

}  // namespace

void avoid_taken_names(frontend::Result& input, transform::Derivatives& derivatives) {
  Functions taken;
  std::set<std::string> macros;
  for (const frontend::SourceInfo& source : input.sources) {
    taken.insert(source.functions.begin(), source.functions.end());
    macros.insert(source.macros.begin(), source.macros.end());
  }
  for (const ir::FunctionId id : derivatives.functions) {
    ir::Function& function = input.program.function(id);
    rename_variables(function, macros);
    if (taken.count(described(function, function.name)) == 0) continue;
    const std::string before = function.name;
    rename_function(function, taken);
    for (plan::Record* record : records_of(derivatives, input.program, function, before)) record->derivative = function.name;
  }
}

}  // namespace backsweep::driver
