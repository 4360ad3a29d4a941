#include "letters_beyond_ascii.expected.hpp"

#include "check_schedules.h"

inline auto members(Maß& maß) { return std::tie(maß.über); }

int main() {
  CHECK_GRADIENT(fläche, in(1.3), in(0.4));
  CHECK_GRADIENT(länge, in(sample_vector(3)), in(Maß{0.7, 3}));
  CHECK_SCHEDULES(glätten, inout(sample(4)), fixed(4), fixed(5));
  return check::report();
}
