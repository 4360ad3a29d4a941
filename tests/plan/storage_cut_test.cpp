// The choice between storing and recomputing, against all choices there are.
#include "plan/storage_cut.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace backsweep::plan {
namespace {

using Values = std::vector<CutValue>;

/// What reading all needed values costs if `stored` are stored: those, and what must be computed again.
std::int64_t cost(const Values& values, const std::vector<bool>& stored) {
  std::int64_t sum = 0;
  std::vector<bool> wanted(values.size());
  for (std::size_t i = values.size(); i-- > 0;) {
    wanted[i] = wanted[i] || values[i].is_needed;
    if (stored[i]) sum += values[i].store;
    if (!wanted[i] || stored[i]) continue;
    sum += values[i].recompute;
    for (const std::size_t operand : values[i].operands) wanted[operand] = true;
  }
  return sum;
}

std::int64_t least_cost(const Values& values) {
  std::int64_t least = cost(values, std::vector<bool>(values.size()));
  for (unsigned choice = 1; choice < (1U << values.size()); ++choice) {
    std::vector<bool> stored(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) stored[i] = ((choice >> i) & 1U) != 0;
    least = std::min(least, cost(values, stored));
  }
  return least;
}

Values random_values(std::mt19937& random) {
  std::uniform_int_distribution<int> size(1, 9);
  std::uniform_int_distribution<int> weight(0, 12);
  std::bernoulli_distribution is_operand(0.4);
  std::bernoulli_distribution is_rare(0.15);
  Values values(static_cast<std::size_t>(size(random)));
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i].store = weight(random);
    if (!is_rare(random)) values[i].recompute = weight(random);
    values[i].is_needed = is_operand(random);
    for (std::size_t k = 0; k < i; ++k) {
      if (is_operand(random)) values[i].operands.push_back(k);
    }
  }
  return values;
}

TEST(StorageCut, IsTheCheapestOfAllChoices) {
  std::mt19937 random(20261128);
  for (int round = 0; round < 2000; ++round) {
    const Values values = random_values(random);
    const std::vector<bool> stored = cheapest_to_store(values);
    ASSERT_EQ(cost(values, stored), least_cost(values)) << "round " << round;
  }
}

TEST(StorageCut, StoresASumInsteadOfItsTerms) {
  const Values values = {{8, 25, {}, false}, {8, 25, {}, false}, {8, 1, {0, 1}, true}};
  EXPECT_EQ(cheapest_to_store(values), (std::vector<bool>{false, false, true}));
}

TEST(StorageCut, StoresTermsThatAreNeededThemselves) {
  const Values values = {{8, 25, {}, true}, {8, 25, {}, true}, {8, 1, {0, 1}, true}};
  EXPECT_EQ(cheapest_to_store(values), (std::vector<bool>{true, true, false}));
}

TEST(StorageCut, ComputesAgainWhereBothCostTheSame) {
  const Values values = {{8, 8, {}, true}};
  EXPECT_EQ(cheapest_to_store(values), (std::vector<bool>{false}));
}

TEST(StorageCut, StoresWhatCannotBeComputedAgain) {
  const Values values = {{8, CutValue::kImpossible, {}, true}, {CutValue::kImpossible, 0, {0}, true}};
  EXPECT_EQ(cheapest_to_store(values), (std::vector<bool>{true, false}));
}

TEST(StorageCut, KeepsNothingThatIsNotNeeded) {
  EXPECT_EQ(cheapest_to_store({}), std::vector<bool>{});
  EXPECT_EQ(cheapest_to_store({{1, 1, {}, false}}), std::vector<bool>{false});
}

}  // namespace
}  // namespace backsweep::plan
