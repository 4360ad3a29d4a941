// Sparse matrices: what the sweeps find, and in how few of them.
#include "backsweep/sparse.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <random>
#include <vector>

namespace {

using backsweep::SparseMatrix;
using backsweep::SparseSweeps;
using Dense = std::vector<std::vector<double>>;

double& number(double& seed, std::size_t) { return seed; }
template <std::size_t kCount>
double& number(std::array<double, kCount>& seed, std::size_t d) {
  return seed[d];
}

/// Fills the matrix by products with `dense`, of which entries that are zero count as absent. Returns the sweeps taken.
template <class Seed>
int fill(SparseMatrix& matrix, const Dense& dense, std::size_t columns, std::size_t directions, bool is_symmetric = false) {
  std::vector<Seed> seeds(columns);
  std::vector<Seed> results(dense.size());
  SparseSweeps<Seed> sweeps(matrix, static_cast<long>(dense.size()), static_cast<long>(columns), is_symmetric);
  int count = 0;
  while (sweeps.next(seeds.data())) {
    for (std::size_t i = 0; i < dense.size(); ++i) {
      results[i] = Seed{};
      for (std::size_t d = 0; d < directions; ++d) {
        for (std::size_t j = 0; j < columns; ++j) {
          if (dense[i][j] != 0) number(results[i], d) += dense[i][j] * number(seeds[j], d);
        }
      }
    }
    sweeps.take(0, results.data(), static_cast<long>(dense.size()));
    ++count;
  }
  return count;
}

void expect_equal(const SparseMatrix& matrix, const Dense& dense) {
  ASSERT_EQ(matrix.rows(), static_cast<long>(dense.size()));
  for (std::size_t i = 0; i < dense.size(); ++i) {
    for (std::size_t j = 0; j < dense[i].size(); ++j) {
      EXPECT_EQ(matrix.at(static_cast<long>(i), static_cast<long>(j)), dense[i][j]) << i << ", " << j;
    }
  }
}

Dense band(std::size_t size, double seed) {
  Dense dense(size, std::vector<double>(size, 0.0));
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = i == 0 ? 0 : i - 1; j < std::min(size, i + 2); ++j) {
      dense[i][j] = seed + static_cast<double>(std::min(i, j)) + 10 * static_cast<double>(std::max(i, j));
    }
  }
  return dense;
}

TEST(Sparse, BandsTakeAsManyDirectionsAsTheyAreWide) {
  const Dense dense = band(20, 1);
  SparseMatrix matrix;
  EXPECT_EQ(fill<double>(matrix, dense, 20, 1), 20 + 3);
  EXPECT_EQ(matrix.groups(), 3);
  EXPECT_EQ(matrix.entries(), 58);
  expect_equal(matrix, dense);
}

TEST(Sparse, KnownPatternsTakeOneDirectionMore) {
  SparseMatrix matrix;
  fill<double>(matrix, band(20, 1), 20, 1);
  const Dense later = band(20, 7);
  EXPECT_EQ(fill<double>(matrix, later, 20, 1), 3 + 1);
  expect_equal(matrix, later);
}

TEST(Sparse, SweepsOfSeveralDirectionsCarryAllGroups) {
  SparseMatrix matrix;
  using Four = std::array<double, 4>;
  EXPECT_EQ(fill<Four>(matrix, band(20, 1), 20, 4), 5 + 1);
  const Dense later = band(20, 3);
  EXPECT_EQ(fill<Four>(matrix, later, 20, 4), 1);
  expect_equal(matrix, later);
}

TEST(Sparse, EntriesThatAppearAreFoundInTheSameCall) {
  SparseMatrix matrix;
  Dense dense = band(12, 1);
  fill<double>(matrix, dense, 12, 1);
  dense[2][9] = 0.5;
  // The old groups and the check, all columns, and the new groups.
  EXPECT_EQ(fill<double>(matrix, dense, 12, 1), 3 + 1 + 12 + 4);
  expect_equal(matrix, dense);
  EXPECT_EQ(matrix.entries(), 35);
}

TEST(Sparse, EntriesThatVanishStayInThePattern) {
  SparseMatrix matrix;
  Dense dense = band(12, 1);
  fill<double>(matrix, dense, 12, 1);
  dense[4][5] = 0;
  EXPECT_EQ(fill<double>(matrix, dense, 12, 1), 4);
  expect_equal(matrix, dense);
  matrix.forget_pattern();
  fill<double>(matrix, dense, 12, 1);
  EXPECT_EQ(matrix.entries(), 33);
}

TEST(Sparse, OtherShapesAreFoundAnew) {
  SparseMatrix matrix;
  fill<double>(matrix, band(12, 1), 12, 1);
  const Dense smaller = band(5, 2);
  fill<double>(matrix, smaller, 5, 1);
  expect_equal(matrix, smaller);
  EXPECT_EQ(matrix.columns(), 5);
}

TEST(Sparse, LongColumnsComeFirstWhereThatIsBetter) {
  // Columns 0 and 1 meet in no row, 0 meets 2 and 1 meets 3, and these two meet: in their order 2 and 3 part.
  const Dense dense = {{1, 0, 2, 0}, {0, 3, 0, 4}, {0, 0, 5, 6}};
  SparseMatrix matrix;
  fill<double>(matrix, dense, 4, 1);
  EXPECT_EQ(matrix.groups(), 2);
  expect_equal(matrix, dense);
}

TEST(Sparse, SymmetricMatricesHaveTheBitsOfTheirUpperTriangle) {
  Dense dense = band(6, 1);
  dense[3][2] += 1e-9;
  SparseMatrix matrix;
  fill<double>(matrix, dense, 6, 1, /*is_symmetric=*/true);
  EXPECT_EQ(matrix.at(3, 2), dense[2][3]);
  // One triangle of the pattern is as good as both.
  dense[5][0] = 2;
  fill<double>(matrix, dense, 6, 1, /*is_symmetric=*/true);
  EXPECT_EQ(matrix.at(0, 5), 0);
  EXPECT_EQ(matrix.entries(), 18);
}

TEST(Sparse, EmptyMatricesNeedNoSweep) {
  SparseMatrix matrix;
  EXPECT_EQ(fill<double>(matrix, {}, 0, 1), 0);
  EXPECT_EQ(matrix.entries(), 0);
  const Dense zero(3, std::vector<double>(2, 0.0));
  EXPECT_EQ(fill<double>(matrix, zero, 2, 1), 2);
  EXPECT_EQ(matrix.groups(), 0);
  // What was empty is looked at all the same.
  Dense filled = zero;
  filled[1][1] = 4;
  fill<double>(matrix, filled, 2, 1);
  expect_equal(matrix, filled);
}

TEST(Sparse, RandomPatterns) {
  std::mt19937 engine(5);
  for (int trial = 0; trial < 200; ++trial) {
    const std::size_t rows = 1 + engine() % 12;
    const std::size_t columns = 1 + engine() % 12;
    SparseMatrix matrix;
    for (int call = 0; call < 3; ++call) {
      Dense dense(rows, std::vector<double>(columns, 0.0));
      for (std::vector<double>& row : dense) {
        for (double& entry : row) {
          if (engine() % 4 == 0) entry = 1 + static_cast<double>(engine() % 100);
        }
      }
      fill<std::array<double, 4>>(matrix, dense, columns, 4);
      expect_equal(matrix, dense);
    }
  }
}

}  // namespace
