#include "unseen_vectors.expected.hpp"

#include "check_derivatives.h"

std::vector<double> unseen_table(int n) { return std::vector<double>(static_cast<std::size_t>(n), 1.5); }

void unseen_fill(std::vector<double>& table, int n) { table.assign(static_cast<std::size_t>(n), 0.25); }

Ragged unseen_rows(int n) {
  Ragged made;
  for (int i = 0; i < n; ++i) made.rows.push_back(std::vector<double>(static_cast<std::size_t>(i) + 1, 0.5));
  return made;
}

int main() {
  CHECK_DERIVATIVES(scaled, in(sample(5)), fixed(5));
  return check::report();
}
