// Sparse matrices of derivatives: where their entries lie, and how few sweeps find them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

namespace backsweep {

template <class Seed>
class SparseSweeps;

/// A Jacobian or Hessian of which only the entries are kept that may differ from zero, row by row with rising columns.
///
///     backsweep::SparseMatrix jacobian;
///     f_jacobian(x, n, y, jacobian);
///     for (long i = 0; i < jacobian.rows(); ++i) {
///       for (long e = jacobian.row_begin()[i]; e < jacobian.row_begin()[i + 1]; ++e) use(i, jacobian.column_of(e), jacobian[e]);
///     }
///
/// The first derivative finds the pattern, by sweeps over all columns, and parts the columns into groups of which no two
/// have an entry in one row. Later ones with the same matrix take a sweep for each group (or for as many as a sweep
/// carries) and one direction that shows whether the pattern still holds: along weights of all columns, each row must
/// give the weighted sum of its entries to twelve digits. Where it does not, because a branch goes another way, say, the
/// pattern is found anew.
class SparseMatrix {
 public:
  [[nodiscard]] long rows() const noexcept { return rows_; }
  [[nodiscard]] long columns() const noexcept { return columns_; }
  /// How many entries are kept.
  [[nodiscard]] long entries() const noexcept { return static_cast<long>(values_.size()); }
  /// rows() + 1 numbers: where the entries of each row begin, and where the last ones end.
  [[nodiscard]] const std::vector<long>& row_begin() const noexcept { return row_begin_; }
  [[nodiscard]] long column_of(long entry) const { return columns_of_[index(entry)]; }
  [[nodiscard]] double operator[](long entry) const { return values_[index(entry)]; }
  [[nodiscard]] const std::vector<long>& column_numbers() const noexcept { return columns_of_; }
  [[nodiscard]] const std::vector<double>& values() const noexcept { return values_; }
  /// One element; zero where no entry is kept.
  [[nodiscard]] double at(long row, long column) const {
    const long entry = find(row, column);
    return entry < 0 ? 0.0 : values_[index(entry)];
  }
  /// How many groups of columns there are; a derivative needs a direction for each.
  [[nodiscard]] long groups() const noexcept { return groups_; }
  /// Lets the next derivative find the pattern anew.
  void forget_pattern() noexcept { is_known_ = false; }

 private:
  template <class Seed>
  friend class SparseSweeps;

  static std::size_t index(long i) noexcept { return static_cast<std::size_t>(i); }

  [[nodiscard]] long find(long row, long column) const {
    if (row < 0 || row >= rows_) return -1;
    const auto first = columns_of_.begin() + row_begin_[index(row)];
    const auto last = columns_of_.begin() + row_begin_[index(row + 1)];
    const auto place = std::lower_bound(first, last, column);
    return place != last && *place == column ? static_cast<long>(place - columns_of_.begin()) : -1;
  }

  /// Entries as (row, column), in any order, some of them more than once.
  void take_pattern(long rows, long columns, std::vector<std::pair<long, long>> found) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    rows_ = rows;
    columns_ = columns;
    row_begin_.assign(index(rows + 1), 0);
    columns_of_.clear();
    for (const auto& [row, column] : found) {
      ++row_begin_[index(row + 1)];
      columns_of_.push_back(column);
    }
    for (std::size_t i = 1; i < row_begin_.size(); ++i) row_begin_[i] += row_begin_[i - 1];
    values_.assign(columns_of_.size(), 0.0);
    group_columns();
    is_known_ = true;
  }

  /// Columns get the first group in which no other has an entry in one of their rows: in their order, which is best for
  /// bands, and with the longest first; the better of the two stays (Curtis, Powell and Reid 1974; Coleman and More 1983).
  void group_columns() {
    std::vector<std::vector<long>> rows_of(index(columns_));
    std::vector<long> order(index(columns_));
    for (long j = 0; j < columns_; ++j) order[index(j)] = j;
    for (long i = 0; i < rows_; ++i) {
      for (long e = row_begin_[index(i)]; e < row_begin_[index(i + 1)]; ++e) rows_of[index(columns_of_[index(e)])].push_back(i);
    }
    groups_ = group_in_order(order, rows_of, group_of_);
    std::sort(order.begin(), order.end(), [&](long a, long b) {
      const std::size_t more = rows_of[index(a)].size();
      const std::size_t less = rows_of[index(b)].size();
      return more != less ? more > less : a < b;
    });
    std::vector<long> other;
    const long count = group_in_order(order, rows_of, other);
    if (count >= groups_) return;
    groups_ = count;
    group_of_ = std::move(other);
  }

  long group_in_order(const std::vector<long>& order, const std::vector<std::vector<long>>& rows_of, std::vector<long>& group_of) const {
    group_of.assign(index(columns_), -1);
    std::vector<long> taken_for;  // By group: the last column that could not join it.
    for (const long j : order) {
      if (rows_of[index(j)].empty()) continue;
      for (const long i : rows_of[index(j)]) {
        for (long e = row_begin_[index(i)]; e < row_begin_[index(i + 1)]; ++e) {
          const long group = group_of[index(columns_of_[index(e)])];
          if (group >= 0) taken_for[index(group)] = j;
        }
      }
      const auto free = std::find_if(taken_for.begin(), taken_for.end(), [j](long column) { return column != j; });
      group_of[index(j)] = static_cast<long>(free - taken_for.begin());
      if (free == taken_for.end()) taken_for.push_back(-1);
    }
    return static_cast<long>(taken_for.size());
  }

  /// The upper triangle becomes the lower one: rounding differs between the two.
  void mirror() {
    for (long i = 0; i < rows_; ++i) {
      for (long e = row_begin_[index(i)]; e < row_begin_[index(i + 1)] && columns_of_[index(e)] < i; ++e) {
        values_[index(e)] = values_[index(find(columns_of_[index(e)], i))];
      }
    }
  }

  bool is_known_ = false;
  long rows_ = 0;
  long columns_ = 0;
  long groups_ = 0;
  std::vector<long> row_begin_;
  std::vector<long> columns_of_;  ///< By entry.
  std::vector<double> values_;    ///< By entry.
  std::vector<long> group_of_;    ///< By column; -1 where it is empty.
};

namespace detail {

constexpr long directions_of(const double* /*seed*/) { return 1; }
template <std::size_t kCount>
constexpr long directions_of(const std::array<double, kCount>* /*seed*/) {
  return static_cast<long>(kCount);
}

inline double& direction(double& seed, long /*d*/) { return seed; }
inline double direction(const double& seed, long /*d*/) { return seed; }
template <std::size_t kCount>
double& direction(std::array<double, kCount>& seed, long d) {
  return seed[static_cast<std::size_t>(d)];
}
template <std::size_t kCount>
double direction(const std::array<double, kCount>& seed, long d) {
  return seed[static_cast<std::size_t>(d)];
}

/// Whether it is anything but zero; also where a compiler assumes that all numbers are finite.
inline bool is_there(double number) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, &number, sizeof bits);
  return (bits << 1) != 0;
}

}  // namespace detail

/// The sweeps that fill a SparseMatrix, as emitted code runs them. Seed is double, or std::array<double, N> where a sweep
/// carries N directions.
///
///     backsweep::SparseSweeps<double> sweeps(jacobian, rows, columns);
///     while (sweeps.next(x_dot)) {
///       f_tangent(x, y, x_dot, y_dot);
///       sweeps.take(0, y_dot, rows);
///     }
///
/// The pattern is that of the sweep itself: a column is seeded with a number that is none, and what depends on it becomes
/// none, whatever it is multiplied with.
template <class Seed>
class SparseSweeps {
 public:
  /// `is_symmetric`: the matrix gets the bits of its upper triangle in the lower one.
  SparseSweeps(SparseMatrix& matrix, long rows, long columns, bool is_symmetric = false)
      : matrix_(matrix), rows_(std::max(rows, 0L)), columns_(std::max(columns, 0L)), is_symmetric_(is_symmetric) {
    const bool has_shape = matrix_.rows_ == rows_ && matrix_.columns_ == columns_;
    if (!has_shape) matrix_.is_known_ = false;
    is_checking_ = matrix_.is_known_;
    if (is_checking_) along_weights_.assign(SparseMatrix::index(rows_), 0.0);
  }

  /// Overwrites the seeds of all columns with those of the next sweep; false once the matrix is complete.
  bool next(Seed* seeds) {
    if (is_started_) first_ += kDirections;
    is_started_ = true;
    if (matrix_.is_known_ && first_ >= slots() && !is_confirmed()) start_anew();
    if (!matrix_.is_known_ && first_ >= columns_) end_pattern();
    if (matrix_.is_known_ && first_ >= slots()) {
      if (is_symmetric_) matrix_.mirror();
      return false;
    }
    for (long j = 0; j < columns_; ++j) set_seed(seeds[j], j);
    return true;
  }

  /// What the sweep gives for a row.
  void take(long row, const Seed& result) {
    if (!matrix_.is_known_) return note(row, result);
    for (long e = matrix_.row_begin_[SparseMatrix::index(row)]; e < matrix_.row_begin_[SparseMatrix::index(row + 1)]; ++e) {
      const long d = matrix_.group_of_[SparseMatrix::index(matrix_.columns_of_[SparseMatrix::index(e)])] - first_;
      if (d >= 0 && d < kDirections) matrix_.values_[SparseMatrix::index(e)] = detail::direction(result, d);
    }
    const long check = matrix_.groups_ - first_;
    if (is_checking_ && check >= 0 && check < kDirections)
      along_weights_[SparseMatrix::index(row)] = detail::direction(result, check);
  }

  /// The same for `count` rows from `first` on.
  void take(long first, const Seed* results, long count) {
    for (long k = 0; k < count; ++k) take(first + k, results[k]);
  }

 private:
  static constexpr long kDirections = detail::directions_of(static_cast<const Seed*>(nullptr));
  /// Of a row's size: what a check by rounded numbers cannot tell from rounding.
  static constexpr double kTolerance = 1e-12;

  /// Directions that the matrix needs.
  [[nodiscard]] long slots() const { return matrix_.groups_ + (is_checking_ ? 1 : 0); }

  /// Numbers between 0.5 and 1.5, no two of them the same.
  static double weight(long column) {
    constexpr double kGolden = 0.6180339887498949;
    const double turns = kGolden * static_cast<double>(column + 1);
    return 0.5 + (turns - std::floor(turns));
  }

  void set_seed(Seed& seed, long column) const {
    seed = Seed{};
    const long d = (matrix_.is_known_ ? matrix_.group_of_[SparseMatrix::index(column)] : column) - first_;
    if (d >= 0 && d < kDirections)
      detail::direction(seed, d) = matrix_.is_known_ ? 1.0 : std::numeric_limits<double>::quiet_NaN();
    const long check = matrix_.groups_ - first_;
    if (matrix_.is_known_ && is_checking_ && check >= 0 && check < kDirections) detail::direction(seed, check) = weight(column);
  }

  void note(long row, const Seed& result) {
    for (long d = 0; d < kDirections && first_ + d < columns_; ++d) {
      if (detail::is_there(detail::direction(result, d))) found_.emplace_back(row, first_ + d);
    }
  }

  [[nodiscard]] bool is_confirmed() const {
    if (!is_checking_) return true;
    for (long i = 0; i < rows_; ++i) {
      const double along = along_weights_[SparseMatrix::index(i)];
      double sum = 0;
      double size = std::abs(along);
      for (long e = matrix_.row_begin_[SparseMatrix::index(i)]; e < matrix_.row_begin_[SparseMatrix::index(i + 1)]; ++e) {
        const double term = matrix_[e] * weight(matrix_.column_of(e));
        sum += term;
        size += std::abs(term);
      }
      if (!(std::abs(along - sum) <= kTolerance * size)) return false;
    }
    return true;
  }

  void start_anew() {
    matrix_.is_known_ = false;
    is_checking_ = false;
    first_ = 0;
  }

  void end_pattern() {
    if (is_symmetric_) {
      for (std::size_t i = found_.size(); i-- > 0;) found_.emplace_back(found_[i].second, found_[i].first);
    }
    matrix_.take_pattern(rows_, columns_, std::move(found_));
    found_.clear();
    first_ = 0;
  }

  SparseMatrix& matrix_;
  long rows_;
  long columns_;
  bool is_symmetric_;
  bool is_checking_ = false;  ///< The pattern is an earlier derivative's.
  bool is_started_ = false;
  long first_ = 0;  ///< The first column, or group of columns, of the sweep.
  std::vector<std::pair<long, long>> found_;
  std::vector<double> along_weights_;  ///< By row.
};

}  // namespace backsweep
