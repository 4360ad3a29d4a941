// What would be refused on an active path is copied on an inactive one.
// derivatives: harmless(x)
#include <cstdint>
#include <cstring>

union Bits {
  float real;
  std::uint32_t whole;
};

volatile int progress;

static double table_entry(double (*entry)(int), int i) { return entry(i); }
static double half(int i) { return i / 2.0; }

double harmless(double x, float level) {
  Bits bits;
  bits.real = level;
  progress = static_cast<int>(bits.whole >> 23U);
  std::uint32_t copy = 0;
  std::memcpy(&copy, &level, sizeof copy);
  return x * x * table_entry(half, progress % 7) + (copy > 5U ? x : 0.0);
}
