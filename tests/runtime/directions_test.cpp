// Which directions are found to be there.
#include "backsweep/directions.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace {

using Directions = std::array<double, 12>;

TEST(Directions, FillWholeChunks) {
  Directions numbers[2] = {};
  numbers[0][5] = 1;
  numbers[1][6] = -2;
  const backsweep::DirectionRange range = backsweep::nonzero_directions<4>(numbers, 2);
  EXPECT_EQ(range.first, 5U);
  EXPECT_EQ(range.last, 9U);
  numbers[0][10] = 1;
  const backsweep::DirectionRange moved = backsweep::nonzero_directions<4>(numbers, 2);
  EXPECT_EQ(moved.first, 4U);
  EXPECT_EQ(moved.last, 12U);
  const backsweep::DirectionRange exact = backsweep::nonzero_directions<1>(numbers, 2);
  EXPECT_EQ(exact.first, 5U);
  EXPECT_EQ(exact.last, 11U);
}

TEST(Directions, AreNoneWhereAllIsZero) {
  const Directions numbers[2] = {};
  const backsweep::DirectionRange range = backsweep::nonzero_directions<4>(numbers, 2);
  EXPECT_EQ(range.first, range.last);
}

TEST(Directions, OfSeveralArraysAreTheirHull) {
  Directions low = {};
  std::array<float, 12> high = {};
  low[1] = 1;
  high[11] = 1;
  const backsweep::DirectionRange range = backsweep::nonzero_directions<2>(&low, 1, &high, 1);
  EXPECT_EQ(range.first, 0U);
  EXPECT_EQ(range.last, 12U);
}

TEST(Directions, AreThereWhereTheyAreNotANumber) {
  Directions numbers = {};
  numbers[3] = std::numeric_limits<double>::quiet_NaN();
  const backsweep::DirectionRange range = backsweep::nonzero_directions<1>(&numbers, 1);
  EXPECT_EQ(range.first, 3U);
  EXPECT_EQ(range.last, 4U);
}

}  // namespace
