// Tests the closed forms and dynamic programmes of checkpointing against tables, brute force and each other.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "backsweep/hrevolve.hpp"
#include "backsweep/mixed.hpp"
#include "backsweep/online.hpp"
#include "backsweep/revolve.hpp"
#include "oracle_table.h"

namespace {

using backsweep::binomial;
using backsweep::extra_steps;
using backsweep::HRevolve;
using backsweep::kManySteps;
using backsweep::LevelCosts;
using backsweep::MixedTable;
using backsweep::OnlinePlacement;
using backsweep::optimal_advance;
using backsweep::testing::OracleRow;
using backsweep::testing::read_oracle;

/// The least cost of a reversal by exhaustive search (Dijkstra) over everything that a program can do: keep and give up
/// states and records at will, run any step again. Knows nothing of the methods under test.
class Search {
 public:
  /// `memory` places hold states and, where records can be kept, records; `disk` places hold states.
  Search(int steps, int memory, int disk, bool keeps_records, const LevelCosts& costs)
      : steps_(steps), memory_(memory), disk_(disk), keeps_records_(keeps_records), costs_(costs) {}

  double least() {
    reach({0, steps_, 0, 0, 0}, 0);
    while (!queue_.empty()) {
      const auto [cost, now] = *queue_.begin();
      queue_.erase(queue_.begin());
      if (now.end == 0) return cost;
      follow(now, cost);
    }
    return -1;
  }

 private:
  /// The state at hand (-1: none), the steps not reversed yet, and what is kept, as bits.
  struct Point {
    int at;
    int end;
    unsigned in_memory;
    unsigned on_disk;
    unsigned records;
    bool operator<(const Point& other) const {
      return std::tie(at, end, in_memory, on_disk, records) <
             std::tie(other.at, other.end, other.in_memory, other.on_disk, other.records);
    }
  };

  static int count(unsigned bits) {
    int result = 0;
    for (; bits != 0; bits &= bits - 1) ++result;
    return result;
  }

  void reach(const Point& point, double cost) {
    const auto [found, is_new] = best_.emplace(point, cost);
    if (!is_new && found->second <= cost) return;
    if (!is_new) queue_.erase({found->second, point});
    found->second = cost;
    queue_.emplace(cost, point);
  }

  void follow(const Point& now, double cost) {
    const int used = count(now.in_memory) + count(now.records);
    if (now.at >= 0) {
      const unsigned bit = 1u << now.at;
      if (now.at + 1 < now.end) {
        Point next = now;
        next.at = now.at + 1;
        reach(next, cost + costs_.forward);
        next.records |= bit;
        if (keeps_records_ && used < memory_) reach(next, cost + costs_.reverse);
      } else if (now.at + 1 == now.end) {
        reach({-1, now.end - 1, now.in_memory, now.on_disk, now.records}, cost + costs_.reverse);
      }
      if (used < memory_) reach({now.at, now.end, now.in_memory | bit, now.on_disk, now.records}, cost);
      if (count(now.on_disk) < disk_) {
        reach({now.at, now.end, now.in_memory, now.on_disk | bit, now.records}, cost + costs_.write);
      }
    }
    for (int step = 0; step < steps_; ++step) {
      const unsigned bit = 1u << step;
      if ((now.in_memory & bit) != 0) {
        reach({step, now.end, now.in_memory, now.on_disk, now.records}, cost);
        reach({now.at, now.end, now.in_memory & ~bit, now.on_disk, now.records}, cost);
      }
      if ((now.on_disk & bit) != 0) {
        reach({step, now.end, now.in_memory, now.on_disk, now.records}, cost + costs_.read);
        reach({now.at, now.end, now.in_memory, now.on_disk & ~bit, now.records}, cost);
      }
      if ((now.records & bit) != 0) {
        if (step + 1 == now.end) reach({-1, step, now.in_memory, now.on_disk, now.records & ~bit}, cost);
        reach({now.at, now.end, now.in_memory, now.on_disk, now.records & ~bit}, cost);
      }
    }
  }

  int steps_;
  int memory_;
  int disk_;
  bool keeps_records_;
  LevelCosts costs_;
  std::map<Point, double> best_;
  std::set<std::pair<double, Point>> queue_;
};

std::int64_t whole(const OracleRow& row, const char* column) { return static_cast<std::int64_t>(row.at(column)); }

TEST(Binomial, IsExactAndSaturates) {
  EXPECT_EQ(binomial(5, 2), 10);
  EXPECT_EQ(binomial(5, 6), 0);
  EXPECT_EQ(binomial(5, -1), 0);
  EXPECT_EQ(binomial(60, 30), 118264581564861424);
  EXPECT_EQ(binomial(200, 100), kManySteps);
  static_assert(binomial(10, 3) == 120);
}

TEST(Revolve, EqualsEveryRowOfTheTable) {
  const std::vector<OracleRow> rows = read_oracle("revolve.csv");
  ASSERT_GT(rows.size(), 700u);
  for (const OracleRow& row : rows) {
    EXPECT_EQ(extra_steps(whole(row, "n"), whole(row, "s")), whole(row, "forward_steps_optimal")) << whole(row, "n");
  }
}

TEST(Revolve, EqualsBruteForceDynamicProgramme) {
  constexpr std::size_t kSteps = 160;
  constexpr std::size_t kSnapshots = 24;
  std::vector<std::vector<std::int64_t>> least(kSnapshots + 1, std::vector<std::int64_t>(kSteps + 1, 0));
  for (std::size_t s = 1; s <= kSnapshots; ++s) {
    for (std::size_t n = 2; n <= kSteps; ++n) {
      std::int64_t best = static_cast<std::int64_t>(n * (n - 1) / 2);
      for (std::size_t i = 1; i < n && s > 1; ++i) {
        best = std::min(best, static_cast<std::int64_t>(i) + least[s][i] + least[s - 1][n - i]);
      }
      least[s][n] = best;
      const auto steps = static_cast<std::int64_t>(n);
      const auto snapshots = static_cast<std::int64_t>(s);
      ASSERT_EQ(extra_steps(steps, snapshots), best) << n << " steps, " << s << " snapshots";
      const std::int64_t i = optimal_advance(steps, snapshots);
      ASSERT_GE(i, 1);
      ASSERT_LT(i, steps);
      const std::int64_t right = s > 1 ? extra_steps(steps - i, snapshots - 1) : 0;
      ASSERT_EQ(i + extra_steps(i, snapshots) + right, best) << n << " steps, " << s << " snapshots, advance " << i;
    }
  }
}

/// Snapshots written by the advance rule, the initial one included.
std::int64_t writes(std::int64_t n, std::int64_t s) {
  if (n <= 1) return 0;
  const std::int64_t i = optimal_advance(n, s);
  const std::int64_t right = n - i > 1 ? 1 + writes(n - i, s - 1) : 0;
  return right + writes(i, s);
}

TEST(Revolve, EqualsExhaustiveSearch) {
  for (int n = 1; n <= 8; ++n) {
    for (int s = 1; s <= 4; ++s) {
      const double least = Search(n, s, 0, /*keeps_records=*/false, {1, 1, 1, 1}).least();
      EXPECT_EQ(static_cast<double>(n + extra_steps(n, s)), least) << n << " steps, " << s << " snapshots";
    }
  }
}

TEST(Revolve, WritesFewSnapshots) {
  EXPECT_EQ(1 + writes(100, 10), 55);
  EXPECT_EQ(1 + writes(1000, 20), 769);
}

TEST(Revolve, StaysWithinItsRangeForHugeLoops) {
  EXPECT_EQ(extra_steps(1'000'000'000'000, 1), kManySteps);
  for (const std::int64_t n : {std::int64_t{10'000'000}, std::int64_t{1} << 40}) {
    for (const std::int64_t s : {2, 3, 10, 100, 1000, 100'000}) {
      const std::int64_t i = optimal_advance(n, s);
      EXPECT_GE(i, 1);
      EXPECT_LT(i, n);
      EXPECT_EQ(i + extra_steps(i, s) + extra_steps(n - i, s - 1), extra_steps(n, s)) << n << ", " << s;
    }
  }
}

TEST(HRevolve, EqualsEveryRowOfTheTable) {
  const std::vector<OracleRow> rows = read_oracle("hrevolve.csv");
  ASSERT_GT(rows.size(), 1400u);
  for (const OracleRow& row : rows) {
    const HRevolve table(whole(row, "n"), whole(row, "s_ram"), whole(row, "s_disk"),
                         {row.at("uf"), row.at("ub"), row.at("wd"), row.at("rd")});
    EXPECT_NEAR(table.cost(), row.at("optimal_cost"), 1e-9 * row.at("optimal_cost"))
        << whole(row, "n") << " steps, " << whole(row, "s_ram") << " + " << whole(row, "s_disk");
  }
}

TEST(HRevolve, EqualsExhaustiveSearch) {
  for (const LevelCosts& costs : {LevelCosts{1, 1, 0.25, 0.25}, LevelCosts{1, 2, 1, 1}, LevelCosts{1, 1, 0.5, 3}}) {
    for (int n = 1; n <= 7; ++n) {
      for (int memory = 1; memory <= 2; ++memory) {
        for (int disk = 0; disk <= 2; ++disk) {
          const double least = Search(n, memory, disk, /*keeps_records=*/false, costs).least();
          EXPECT_DOUBLE_EQ(HRevolve(n, memory, disk, costs).cost(), least) << n << ": " << memory << " + " << disk;
        }
      }
    }
  }
}

TEST(HRevolve, WindowedSearchStaysNearTheOptimum) {
  for (const LevelCosts& costs :
       {LevelCosts{1, 1, 5, 5}, LevelCosts{1, 2, 0.5, 0.25}, LevelCosts{1, 1, 20, 20}, LevelCosts{1, 1, 1, 10}}) {
    for (const std::int64_t memory : {1, 3, 10}) {
      const HRevolve exact(900, memory, 6, costs);
      const HRevolve windowed(900, memory, 6, costs, 0);
      EXPECT_GE(windowed.cost(), exact.cost());
      EXPECT_LE(windowed.cost(), 1.01 * exact.cost()) << memory << " snapshots in memory, write " << costs.write;
    }
  }
}

TEST(Mixed, EqualsEveryRowOfTheTable) {
  const std::vector<OracleRow> rows = read_oracle("mixed.csv");
  ASSERT_GT(rows.size(), 300u);
  for (const OracleRow& row : rows) {
    EXPECT_EQ(MixedTable(whole(row, "n"), whole(row, "s")).forward_steps(),
              whole(row, "total_forward_executions_optimal"))
        << whole(row, "n") << " steps, " << whole(row, "s") << " units";
  }
}

TEST(Mixed, EqualsExhaustiveSearch) {
  for (int n = 1; n <= 7; ++n) {
    for (int s = 1; s <= 4; ++s) {
      const double least = Search(n, s, 0, /*keeps_records=*/true, {1, 1, 1, 1}).least();
      EXPECT_EQ(static_cast<double>(MixedTable(n, s).forward_steps()), least) << n << " steps, " << s << " units";
    }
  }
}

TEST(Mixed, WindowedSearchStaysNearTheOptimum) {
  for (const std::int64_t units : {2, 5, 12}) {
    const std::int64_t exact = MixedTable(700, units).forward_steps();
    const std::int64_t windowed = MixedTable(700, units, 0).forward_steps();
    EXPECT_GE(windowed, exact);
    EXPECT_LE(static_cast<double>(windowed), 1.01 * static_cast<double>(exact)) << units << " units";
  }
}

TEST(Mixed, NeverNeedsMoreThanStatesAlone) {
  for (std::int64_t n = 2; n < 200; n += 7) {
    for (std::int64_t s = 1; s < 20; ++s) EXPECT_LE(MixedTable(n, s).forward_steps(), n + extra_steps(n, s));
  }
  EXPECT_EQ(MixedTable(100, 10).forward_steps(), 237);
}

TEST(Online, EqualsEveryRowOfTheTable) {
  const std::vector<OracleRow> rows = read_oracle("online.csv");
  ASSERT_GT(rows.size(), 100u);
  for (const OracleRow& row : rows) {
    OnlinePlacement placement(whole(row, "s"));
    for (std::int64_t step = 0; step < whole(row, "n"); ++step) placement.place(step);
    EXPECT_LE(placement.extra_steps_if_ended(whole(row, "n")), whole(row, "wmi_forward_then_revolve_extra"))
        << whole(row, "n") << " steps, " << whole(row, "s") << " snapshots";
    EXPECT_EQ(extra_steps(whole(row, "n"), whole(row, "s")), whole(row, "offline_optimal_extra"));
  }
}

TEST(Online, IsCloseToTheOptimumOnAverage) {
  double sum = 0;
  int count = 0;
  for (std::int64_t s = 3; s <= 50; ++s) {
    OnlinePlacement placement(s);
    double sum_here = 0;
    int count_here = 0;
    for (std::int64_t n = 1; n <= 1500; ++n) {
      placement.place(n - 1);
      if (n < 2) continue;
      sum_here += static_cast<double>(placement.extra_steps_if_ended(n)) / static_cast<double>(extra_steps(n, s));
      ++count_here;
    }
    EXPECT_LE(sum_here / count_here, 1.12) << s << " snapshots";
    sum += sum_here;
    count += count_here;
  }
  EXPECT_LE(sum / count, 1.10);
}

}  // namespace
