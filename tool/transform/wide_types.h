// Types that hold several directions: for each real number of a shadow `std::array<T, N>`, so that the directions of one
// number lie side by side and those of a whole array are one stretch of memory.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ir/program.h"
#include "transform/transform.h"

namespace backsweep::transform {

class WideTypes {
 public:
  /// Struct types that are made along the way are added to `program`, and to `made` for codegen to declare.
  WideTypes(ir::Program& program, std::vector<MadeRecord>& made) : program_(program), made_(made) {}

  /// The type with `directions` numbers for each real one. Of a struct the members that hold real numbers are left;
  /// the new struct is declared in `namespaces`.
  ir::Type widen(const ir::Type& type, int directions, const std::vector<std::string>& namespaces);

 private:
  const ir::Record* widen(const ir::Record& record, int directions, const std::vector<std::string>& namespaces);

  ir::Program& program_;
  std::vector<MadeRecord>& made_;
  std::map<std::pair<const ir::Record*, int>, const ir::Record*> known_;
};

}  // namespace backsweep::transform
