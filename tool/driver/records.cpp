// Finds the records of a function.
#include "driver/records.h"

namespace backsweep::driver {

std::vector<plan::Record*> records_of(transform::Derivatives& derivatives, const ir::Program& program,
                                      const ir::Function& function, const std::string& name) {
  std::vector<plan::Record*> result;
  for (const auto& study : derivatives.studies) {
    for (plan::Record& record : study->records) {
      const bool is_in_place = program.function(record.context.function).namespaces == function.namespaces;
      if (is_in_place && record.derivative == name) result.push_back(&record);
    }
  }
  return result;
}

}  // namespace backsweep::driver
