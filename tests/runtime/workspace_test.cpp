// Tests the arena: order, alignment, reuse, frames, statistics, refusals.
#include "backsweep/workspace.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <complex>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using backsweep::Frame;
using backsweep::Workspace;

struct Cell {
  double density;
  int label;
  bool is_wet;
  bool operator==(const Cell& other) const {
    return density == other.density && label == other.label && is_wet == other.is_wet;
  }
};

TEST(Workspace, GivesValuesBackInReverseOrder) {
  Workspace workspace;
  workspace.push(1.5);
  workspace.push(true);
  workspace.push(7);
  workspace.push(Cell{2.5, 3, true});
  workspace.push(std::pair<double, int>{4.5, 6});
  workspace.push(std::complex<double>{1, -1});
  EXPECT_EQ(workspace.pop<std::complex<double>>(), (std::complex<double>{1, -1}));
  EXPECT_EQ((workspace.pop<std::pair<double, int>>()), (std::pair<double, int>{4.5, 6}));
  EXPECT_EQ(workspace.pop<Cell>(), (Cell{2.5, 3, true}));
  EXPECT_EQ(workspace.pop<int>(), 7);
  EXPECT_TRUE(workspace.pop<bool>());
  EXPECT_EQ(workspace.pop<double>(), 1.5);
  EXPECT_EQ(workspace.bytes_in_use(), 0u);
}

TEST(Workspace, StoresArraysAndVectors) {
  Workspace workspace;
  const double fixed[3] = {1, 2, 3};
  const std::vector<double> values{4, 5, 6, 7};
  const std::vector<bool> flags{true, false, true};
  const std::vector<std::vector<int>> nested{{1, 2}, {}, {3}};
  workspace.push(fixed);
  workspace.push_array(values.data(), values.size());
  workspace.push(values);
  workspace.push(flags);
  workspace.push(nested);
  workspace.push(std::vector<double>{});
  workspace.push_array<double>(nullptr, 0);

  workspace.pop_array<double>(nullptr, 0);
  std::vector<double> empty{9};
  workspace.pop(empty);
  EXPECT_TRUE(empty.empty());
  EXPECT_EQ(workspace.pop<std::vector<std::vector<int>>>(), nested);
  EXPECT_EQ(workspace.pop<std::vector<bool>>(), flags);
  std::vector<double> popped;
  workspace.pop(popped);
  EXPECT_EQ(popped, values);
  std::vector<double> array(4);
  workspace.pop_array(array.data(), array.size());
  EXPECT_EQ(array, values);
  double back[3] = {};
  workspace.pop(back);
  EXPECT_EQ(back[2], 3);
  EXPECT_EQ(workspace.bytes_in_use(), 0u);
}

struct Row {
  std::vector<double> values;
  double weight = 1;
};

TEST(Workspace, KeepsObjectsThatAreMoreThanTheirBytes) {
  Workspace workspace;
  const Row row{{1, 2, 3}, 4};
  const std::vector<double> pair[2] = {{5}, {6, 7}};
  workspace.push(row);
  workspace.push(std::vector<Row>{row, row});
  workspace.push_array(pair, 2);
  workspace.push(pair);
  std::vector<double> back[2];
  workspace.pop(back);
  EXPECT_EQ(back[1], pair[1]);
  workspace.pop_array(back, 2);
  EXPECT_EQ(back[0], pair[0]);
  std::vector<Row> rows;
  workspace.pop(rows);
  EXPECT_EQ(rows[1].values, row.values);
  EXPECT_EQ(workspace.pop<Row>().weight, 4);
  EXPECT_EQ(workspace.bytes_in_use(), 0u);
}

struct Counted {
  explicit Counted(int& count) : alive(&count) { ++*alive; }
  Counted(const Counted& other) : alive(other.alive) { ++*alive; }
  Counted& operator=(const Counted&) = default;
  ~Counted() { --*alive; }
  int* alive;
};

TEST(Workspace, DestroysObjectsThatAreNeverPopped) {
  int alive = 0;
  {
    Workspace workspace;
    const Counted one(alive);
    workspace.push(one);
    {
      const Frame frame(workspace);
      for (int i = 0; i < 3; ++i) workspace.push(one);
      int* const block = workspace.allocate<int>(1 << 20);
      workspace.push(one);
      EXPECT_EQ(alive, 6);
      workspace.release(block);
      EXPECT_EQ(alive, 5);
    }
    EXPECT_EQ(alive, 2);
  }
  EXPECT_EQ(alive, 0);
}

/// Ten states of two vectors that are written in turn; the reverse finds each as it was.
void write_in_turn(Workspace& workspace, std::vector<double>& u, std::vector<double>& next) {
  const std::size_t inner = u.size() - 2;
  const std::vector<double> first = u;
  for (int t = 0; t < 10; ++t) {
    workspace.push_replaced(next, 1, inner);
    for (std::size_t i = 1; i <= inner; ++i) next[i] = u[i - 1] + u[i + 1] + 0.5;
    std::swap(u, next);
  }
  for (int t = 9; t >= 0; --t) {
    std::swap(u, next);
    for (std::size_t i = 1; i <= inner; ++i) EXPECT_EQ(next[i], u[i - 1] + u[i + 1] + 0.5);
    workspace.pop_replaced(next, 1, inner);
  }
  EXPECT_EQ(u, first);
}

TEST(Workspace, KeepsReplacedVectorsWithoutCopying) {
  Workspace workspace;
  for (const std::size_t size : {4u, 100u}) {
    std::vector<double> u(size, 1.5);
    std::vector<double> next(size, -1);
    const double* const memory = next.data();
    write_in_turn(workspace, u, next);
    EXPECT_EQ(next, std::vector<double>(size, -1));
    EXPECT_EQ(next.data(), memory);
    EXPECT_EQ(workspace.bytes_in_use(), 0u);
    const std::size_t taken = workspace.allocations();
    write_in_turn(workspace, u, next);
    EXPECT_EQ(workspace.allocations(), taken);
  }
  const std::size_t states = 10 * 100 * sizeof(double);
  EXPECT_GE(workspace.peak_bytes(), states);
  EXPECT_LE(workspace.peak_bytes(), states + 10 * 3 * sizeof(void*));
  workspace.shrink();
  EXPECT_EQ(workspace.capacity(), 0u);
}

TEST(Workspace, ReplacedVectorsKeepWhatIsNotOverwritten) {
  Workspace workspace;
  const Frame frame(workspace);
  std::vector<float> values(200);
  std::iota(values.begin(), values.end(), 0.0F);
  workspace.push_replaced(values, 50, 100L);
  EXPECT_EQ(values[49], 49);
  EXPECT_EQ(values[150], 150);
  workspace.push_replaced(values, 7, -1);
  EXPECT_EQ(values[7], 7);
  EXPECT_EQ(values.size(), 200u);
  std::vector<double> others(200);
  workspace.push_replaced(others, 0, 200);
  EXPECT_GE(workspace.bytes_in_use(), 200 * (sizeof(float) + sizeof(double)));
}

// A row of a matrix is copied; all of the matrix would cost its rows squared. Besides the numbers there is what tells how they
// go back, and the types of what was pushed where pushes are checked: less than six words for each row.
TEST(Workspace, CopiesFewElementsOfReplacedVectors) {
  Workspace workspace;
  const Frame frame(workspace);
  std::vector<double> matrix(100 * 100, 1.0);
  const double* const memory = matrix.data();
  for (int row = 0; row < 100; ++row) {
    workspace.push_replaced(matrix, row * 100, 100);
    for (int i = 0; i < 100; ++i) matrix[static_cast<std::size_t>(row * 100 + i)] = 2;
  }
  EXPECT_EQ(matrix.data(), memory);
  EXPECT_LE(workspace.bytes_in_use(), matrix.size() * sizeof(double) + 100 * 6 * sizeof(void*));
  for (int row = 99; row >= 0; --row) workspace.pop_replaced(matrix, row * 100, 100);
  EXPECT_EQ(matrix, std::vector<double>(100 * 100, 1.0));
}

TEST(Workspace, ZerosOverWhatWasThereBefore) {
  Workspace workspace;
  using Numbers = std::array<double, 3>;
  Numbers* const first = workspace.allocate<Numbers>(4);
  std::fill_n(first, 4, Numbers{1, 2, 3});
  workspace.release(first);
  const Numbers* const zeros = workspace.allocate_zeros<Numbers>(4);
  EXPECT_EQ(zeros, first);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(zeros[i], Numbers{});
  workspace.allocate_zeros<Numbers>(-1);
}

TEST(Workspace, AlignsAllocations) {
  Workspace workspace;
  struct alignas(128) Wide {
    double lanes[16];
  };
  for (int round = 0; round < 100; ++round) {
    workspace.push(static_cast<char>(round));
    const auto large = reinterpret_cast<std::uintptr_t>(workspace.allocate<double>(100));
    const auto small = reinterpret_cast<std::uintptr_t>(workspace.allocate<double>(1));
    const auto wide = reinterpret_cast<std::uintptr_t>(workspace.allocate<Wide>(2));
    EXPECT_EQ(large % 64, 0u);
    EXPECT_EQ(small % alignof(double), 0u);
    EXPECT_EQ(wide % 128, 0u);
  }
}

TEST(Workspace, ReleaseGivesBackEverythingSince) {
  Workspace workspace;
  workspace.push('a');
  workspace.push(1.25);
  double* const first = workspace.allocate<double>(1000);
  first[999] = 1;
  workspace.push(3);
  int* const second = workspace.allocate<int>(1 << 20);
  second[0] = 1;
  workspace.allocate<int>(0);
  workspace.push(4);
  workspace.release(second);
  EXPECT_EQ(workspace.pop<int>(), 3);
  workspace.push(5);
  workspace.allocate<double>(1 << 20);
  workspace.release(first);
  workspace.release(nullptr);
  EXPECT_EQ(workspace.pop<double>(), 1.25);
  EXPECT_EQ(workspace.pop<char>(), 'a');
  EXPECT_EQ(workspace.bytes_in_use(), 0u);
}

void use_in_some_way(Workspace& workspace, int size) {
  const Frame frame(workspace);
  double* const tape = workspace.allocate<double>(static_cast<std::size_t>(size));
  for (int i = 0; i < size; ++i) tape[i] = i;
  for (int i = 0; i < size; ++i) workspace.push(static_cast<float>(i));
  double* const late = workspace.allocate<double>(static_cast<std::size_t>(3 * size));
  late[3 * size - 1] = 1;
  workspace.release(late);
  for (int i = size - 1; i >= size / 2; --i) ASSERT_EQ(workspace.pop<float>(), static_cast<float>(i));
}

TEST(Workspace, SecondCallAllocatesNothing) {
  for (const int size : {1, 100, 10'000, 300'000}) {
    Workspace workspace;
    use_in_some_way(workspace, size);
    const std::size_t allocations = workspace.allocations();
    const std::size_t capacity = workspace.capacity();
    for (int call = 0; call < 3; ++call) use_in_some_way(workspace, size);
    EXPECT_EQ(workspace.allocations(), allocations);
    EXPECT_EQ(workspace.capacity(), capacity);
    EXPECT_EQ(workspace.bytes_in_use(), 0u);
  }
}

TEST(Workspace, AlternatingCallsSettle) {
  Workspace workspace;
  for (const int size : {3, 200'000, 50'000, 7}) use_in_some_way(workspace, size);
  for (const int size : {3, 200'000, 50'000, 7}) use_in_some_way(workspace, size);
  const std::size_t allocations = workspace.allocations();
  for (int round = 0; round < 5; ++round) {
    for (const int size : {200'000, 7, 50'000, 3}) use_in_some_way(workspace, size);
  }
  EXPECT_EQ(workspace.allocations(), allocations);
}

TEST(Workspace, FrameRewindsOnException) {
  Workspace workspace;
  workspace.push(2.5);
  try {
    const Frame frame(workspace);
    workspace.allocate<double>(1 << 20);
    workspace.push(1);
    throw std::runtime_error("stop");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(workspace.pop<double>(), 2.5);
}

TEST(Workspace, RefusesWhatDoesNotFit) {
  Workspace workspace;
  workspace.push(2.5);
  EXPECT_THROW(workspace.allocate<double>(std::numeric_limits<std::size_t>::max()), std::bad_alloc);
  EXPECT_THROW(workspace.allocate<double>(std::numeric_limits<std::size_t>::max() / 8), std::bad_alloc);
  EXPECT_THROW(workspace.push_array<double>(nullptr, std::numeric_limits<std::size_t>::max() / 2), std::bad_alloc);
  EXPECT_EQ(workspace.pop<double>(), 2.5);
}

TEST(Workspace, CountsBytes) {
  Workspace workspace;
  const std::size_t n = 10'000;
  {
    const Frame frame(workspace);
    for (std::size_t i = 0; i < n; ++i) workspace.push(1.0);
    EXPECT_GE(workspace.bytes_in_use(), n * sizeof(double));
    for (std::size_t i = 0; i < n; ++i) workspace.pop<double>();
    EXPECT_EQ(workspace.bytes_in_use(), 0u);
  }
#ifndef BACKSWEEP_CHECK_WORKSPACE
  EXPECT_EQ(workspace.peak_bytes(), n * sizeof(double));
#endif
  workspace.reset_peak();
  EXPECT_EQ(workspace.peak_bytes(), 0u);
  {
    const Frame frame(workspace);
    workspace.allocate<double>(1 << 20);
  }
  EXPECT_GE(workspace.peak_bytes(), sizeof(double) << 20);
  EXPECT_LE(workspace.peak_bytes(), (sizeof(double) << 20) + 128);
}

TEST(Workspace, ShrinkGivesMemoryBack) {
  Workspace workspace;
  const Frame outer(workspace);
  workspace.push(1);
  {
    const Frame frame(workspace);
    workspace.allocate<double>(1 << 20);
  }
  workspace.shrink();
  EXPECT_LT(workspace.capacity(), std::size_t{1} << 20);
  EXPECT_EQ(workspace.pop<int>(), 1);
  workspace.shrink();
  EXPECT_EQ(workspace.capacity(), 0u);
  workspace.push(2);
  EXPECT_EQ(workspace.pop<int>(), 2);
}

TEST(Workspace, EachThreadHasItsOwn) {
  Workspace* other = nullptr;
  std::thread([&] { other = &Workspace::local(); }).join();
  EXPECT_NE(other, &Workspace::local());
  EXPECT_EQ(&Workspace::local(), &Workspace::local());
}

/// Pushes and pops at random beside a list of what must be there.
TEST(Workspace, AgreesWithAPlainStack) {
  std::mt19937 random(20240501);
  Workspace workspace;
  for (int round = 0; round < 20; ++round) {
    const Frame frame(workspace);
    std::vector<std::vector<std::uint64_t>> expected;
    for (int step = 0; step < 3000; ++step) {
      if (random() % 100 < 55 || expected.empty()) {
        std::vector<std::uint64_t> values(random() % 5 == 0 ? random() % 5000 : 1);
        for (std::uint64_t& value : values) value = random();
        workspace.push_array(values.data(), values.size());
        expected.push_back(values);
      } else {
        std::vector<std::uint64_t> values(expected.back().size());
        workspace.pop_array(values.data(), values.size());
        ASSERT_EQ(values, expected.back());
        expected.pop_back();
      }
    }
  }
  EXPECT_EQ(workspace.bytes_in_use(), 0u);
}

TEST(MoveAdjoint, AddsAndClears) {
  std::vector<double> to{1, 2, 3};
  std::vector<double> from{10, 20, 30};
  backsweep::move_adjoint(to.data(), from.data(), 3);
  EXPECT_EQ(to, (std::vector<double>{0, 0, 0}));
  EXPECT_EQ(from, (std::vector<double>{11, 22, 33}));
  backsweep::move_adjoint<double, double>(nullptr, nullptr, -1);
}

TEST(MoveAdjoint, OfOverlappingArraysIsTheTranspose) {
  // The move sets x[to + i] to x[from + i]. The adjoint of the unit vector of one row is that of the element it took.
  for (const int to : {0, 1, 2, 4}) {
    for (const int from : {0, 1, 2, 4}) {
      for (const int count : {0, 1, 3, 4}) {
        for (int row = 0; row < 8; ++row) {
          std::vector<double> bar(8);
          bar[static_cast<std::size_t>(row)] = 1;
          backsweep::move_adjoint(bar.data() + to, bar.data() + from, count);
          const int source = row >= to && row < to + count ? row - to + from : row;
          std::vector<double> expected(8);
          expected[static_cast<std::size_t>(source)] = 1;
          EXPECT_EQ(bar, expected) << to << ", " << from << ", " << count << ", " << row;
        }
      }
    }
  }
}

using WorkspaceDeathTest = ::testing::Test;

TEST(WorkspaceDeathTest, PoppingTooMuchEndsTheProgram) {
  Workspace workspace;
  workspace.push('a');
  EXPECT_DEATH(workspace.pop<double>(), "pop of");
}

#ifdef BACKSWEEP_CHECK_WORKSPACE
TEST(WorkspaceDeathTest, PoppingAnotherTypeEndsTheProgram) {
  Workspace workspace;
  workspace.push(1.0);
  EXPECT_DEATH(workspace.pop<std::int64_t>(), "another type");
  const double values[2] = {1, 2};
  workspace.push_array(values, 2);
  double back[3];
  EXPECT_DEATH(workspace.pop_array(back, 3), "another count");
}

TEST(Workspace, MemoryGivenBackIsNoNumber) {
  Workspace workspace;
  const Frame outer(workspace);
  for (int round = 0; round < 2; ++round) {
    const Frame frame(workspace);
    double* const values = workspace.allocate<double>(10);
    EXPECT_NE(values[3], values[3]);
    values[3] = 1;
  }
}
#endif

}  // namespace
