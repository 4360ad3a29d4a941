// Which pieces of memory share elements.
#include "backsweep/overlap.hpp"

#include <gtest/gtest.h>

using backsweep::overlap;

TEST(Overlap, SharesAnElement) {
  const double x[8] = {};
  EXPECT_TRUE(overlap(x, 8, x, 8));
  EXPECT_TRUE(overlap(x, 4, x + 3, 4));
  EXPECT_TRUE(overlap(x + 3, 4, x, 4));
  EXPECT_TRUE(overlap(x, 8, x + 2, 1));
  EXPECT_FALSE(overlap(x, 4, x + 4, 4));
  EXPECT_FALSE(overlap(x + 4, 4, x, 4));
}

TEST(Overlap, NothingIsBehindACountOfZeroOrLess) {
  const double x[8] = {};
  EXPECT_FALSE(overlap(x, 0, x, 8));
  EXPECT_FALSE(overlap(x, 8, x + 2, 0));
  EXPECT_FALSE(overlap(x, -1, x, 8));
  EXPECT_FALSE(overlap(static_cast<const double*>(nullptr), 0, x, 8));
}

TEST(Overlap, CountsOfAnyIntegerType) {
  const double x[8] = {};
  EXPECT_TRUE(overlap(x, 4UL, x + 3, 1));
  EXPECT_FALSE(overlap(x, short{3}, x + 3, 5LL));
}

TEST(Overlap, ElementsOfDifferentTypes) {
  const double x[4] = {};
  const auto* bytes = reinterpret_cast<const char*>(x);
  EXPECT_TRUE(overlap(x + 1, 1, bytes + 15, 1));
  EXPECT_FALSE(overlap(x + 1, 1, bytes + 16, 1));
}
