// Unions on inactive paths: arrays and structs in them, pointers to members, unions without a name.
// derivatives: scaled(x)
#include <cstdint>

union Word {
  std::uint32_t whole;
  std::uint16_t half[2];
  struct {
    std::uint8_t low, high;
  } bytes;
};

struct Tagged {
  int tag;
  union {
    std::uint32_t count;
    std::uint16_t parts[2];
  };
  Word inner[2];
};

int mixed(int seed) {
  Word word;
  word.whole = static_cast<std::uint32_t>(seed);
  word.half[1] = 7;
  std::uint16_t* half = word.half;
  half[0] = static_cast<std::uint16_t>(half[0] ^ 5U);
  word.bytes.high = word.bytes.low;
  Tagged tagged = {1, {40}, {}};
  tagged.count += 2;
  tagged.inner[1].half[0] = 3;
  Tagged* pointer = &tagged;
  pointer->inner[1].half[1] = static_cast<std::uint16_t>(pointer->inner[1].half[0] + 1);
  const Word copy = pointer->inner[1];
  return static_cast<int>(word.whole % 1000U) + static_cast<int>(tagged.count) + copy.half[1];
}

double scaled(double x, int seed) { return x * x * mixed(seed); }
