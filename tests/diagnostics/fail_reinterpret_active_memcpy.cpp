// The bits of an active value copied into an integer, and back.
// refuses: ReinterpretActive
// backsweep: --gradient 'f(x)'
#include <cstdint>
#include <cstring>

double f(double x) {
  std::uint64_t bits;
// expect-error@+2:3: active data is accessed as 'std::uint64_t' [ReinterpretActive]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  std::memcpy(&bits, &x, sizeof x);
  bits &= ~std::uint64_t{1};
  double y;
  std::memcpy(&y, &bits, sizeof y);
  return y * y;
}
