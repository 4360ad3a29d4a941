// Inactive numbers may be read and changed bit by bit, also where functions see them as something else.
// derivatives: hashed(x)
#include <cstdint>
#include <cstring>

static std::uint64_t bits_of(double number) {
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  return bits;
}

static void clear_first_bytes(void* memory, int n) {
  unsigned char* bytes = static_cast<unsigned char*>(memory);
  for (int i = 0; i < n; ++i) bytes[8 * i] &= 0xF0;
}

static unsigned sum_of_bytes(const void* memory, std::size_t n) {
  const unsigned char* bytes = static_cast<const unsigned char*>(memory);
  unsigned sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += bytes[i];
  return sum;
}

double hashed(double x, int n) {
  double table[2] = {0.75, 1.25};
  clear_first_bytes(table, 2);
  const unsigned hash = sum_of_bytes(table, sizeof table) + static_cast<unsigned>(bits_of(0.5 * n) % 7);
  const unsigned char& byte = reinterpret_cast<const unsigned char&>(table[1]);
  return x * x * table[hash % 2] + (byte < 16 ? x : 0.0);
}
