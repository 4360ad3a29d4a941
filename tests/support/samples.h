// Numbers to call functions with, the same in every run, and what hands them over as arrays.
#pragma once

#include <cstddef>
#include <vector>

namespace check {

/// An array handed over as a pointer.
template <class T>
struct Buffer {
  std::vector<T> values;
  T* argument() { return values.data(); }
  T* begin() { return values.data(); }
  T* end() { return values.data() + values.size(); }
};

/// A built-in two-dimensional array.
template <std::size_t kRows, std::size_t kColumns, class T = double>
struct Matrix {
  T cells[kRows][kColumns];
  auto argument() { return cells; }
  T* begin() { return cells[0]; }
  T* end() { return cells[0] + kRows * kColumns; }
};

/// A matrix handed over as a pointer to row pointers.
template <class T = double>
struct Rows {
  std::vector<std::vector<T>> values;
  std::vector<T*> pointers;
  T** argument() {
    pointers.clear();
    for (auto& row : values) pointers.push_back(row.data());
    return pointers.data();
  }
  auto begin() { return values.begin(); }
  auto end() { return values.end(); }
};

/// The next number of a fixed sequence.
double uniform(double from, double to);

/// A number in [0.5, 1.5]: away from zero and from the kinks the cases have.
double sample();

std::vector<double> sample_vector(std::size_t count);

/// For float, double and long double.
template <class T = double>
Buffer<T> sample(std::size_t count);

template <std::size_t kRows, std::size_t kColumns>
Matrix<kRows, kColumns> sample_matrix() {
  Matrix<kRows, kColumns> matrix;
  for (double& cell : matrix) cell = sample();
  return matrix;
}

Rows<> sample_rows(std::size_t rows, std::size_t columns);

}  // namespace check
