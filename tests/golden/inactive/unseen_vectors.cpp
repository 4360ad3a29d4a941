// Vectors that a function gives or fills whose body is in none of the sources: their tangents take the shape.
// derivatives: scaled(x[n])
#include <cstddef>
#include <vector>

std::vector<double> unseen_table(int n);
void unseen_fill(std::vector<double>& table, int n);

struct Ragged {
  std::vector<std::vector<double>> rows;
};
Ragged unseen_rows(int n);

double scaled(const double* x, int n) {
  std::vector<double> table = unseen_table(n);
  Ragged rows = unseen_rows(n);
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const std::size_t k = static_cast<std::size_t>(i);
    table[k] *= x[i];
    rows.rows[k][k] *= x[i];
    sum += table[k] * table[k] * rows.rows[k][k];
  }
  table = unseen_table(2 * n);
  table[static_cast<std::size_t>(n)] *= x[0];
  std::vector<double> filled;
  unseen_fill(filled, n);
  filled[2] *= x[1];
  return sum * table[static_cast<std::size_t>(n)] * filled[2];
}
