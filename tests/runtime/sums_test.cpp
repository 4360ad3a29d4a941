// Sums of terms: all of them are in it, to the last bits, and always the same; in order where that is asked for.
#include <backsweep/sums.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace {

std::vector<double> some_terms(std::size_t count, double phase) {
  std::vector<double> terms(count);
  for (std::size_t i = 0; i < count; ++i) terms[i] = std::sin(phase + static_cast<double>(i)) * 3;
  return terms;
}

/// What a chain of additions makes of them, and what it should.
struct Expected {
  double in_order;
  long double exact;
  long double magnitude = 0;
};

Expected expected(double sum, std::ptrdiff_t count, const std::vector<const double*>& arrays) {
  Expected result{sum, sum};
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    for (const double* array : arrays) {
      result.in_order += array[i];
      result.exact += array[i];
      result.magnitude += std::fabs(array[i]);
    }
  }
  return result;
}

void expect_sum(double sum, const Expected& wanted) {
#ifdef BACKSWEEP_ORDERED_SUMS
  EXPECT_EQ(sum, wanted.in_order);
#else
  const long double bound = std::numeric_limits<double>::epsilon() * (wanted.magnitude + std::fabs(wanted.exact));
  EXPECT_LE(std::fabs(sum - wanted.exact), 4 * bound);
#endif
}

TEST(Sums, HaveEveryTermOfEachCount) {
  const std::vector<double> terms = some_terms(300, 0.5);
  for (std::ptrdiff_t count = 0; count <= 300; ++count) {
    expect_sum(backsweep::add_terms(0.25, count, terms.data()), expected(0.25, count, {terms.data()}));
  }
}

TEST(Sums, TakeSeveralArrays) {
  const std::vector<double> a = some_terms(45, 0.5);
  const std::vector<double> b = some_terms(45, 1.5);
  const std::vector<double> c = some_terms(45, 2.5);
  for (std::ptrdiff_t count = 0; count <= 45; ++count) {
    expect_sum(backsweep::add_terms(-7.0, count, a.data(), b.data(), c.data()),
               expected(-7.0, count, {a.data(), b.data(), c.data()}));
  }
}

TEST(Sums, LoseNothingThatIsNoNumber) {
  std::vector<double> terms(20, 1.0);
  terms[13] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(backsweep::add_terms(0.0, 20, terms.data())));
  EXPECT_EQ(backsweep::add_terms(0.0, 13, terms.data()), 13.0);
}

TEST(Sums, WorkInSinglePrecision) {
  const std::vector<float> terms(100, 0.5F);
  EXPECT_EQ(backsweep::add_terms(1.0F, 100, terms.data()), 51.0F);
}

}  // namespace
