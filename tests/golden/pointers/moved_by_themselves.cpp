// Pointers whose new value depends on the old one: the pointers to the derivatives move first.
// derivatives: ring(x[n])
// derivatives: toggled(x[n])
// derivatives: walked(x[n])
// derivatives: hopped(x[n])
// derivatives: chosen_by_itself(x[n])
// derivatives: link_in_the_middle(x[n])
// derivatives: rows_assigned(x[n])
// derivatives: rows_exchanged(x[n])
// derivatives: rows_in_a_branch(x[n])
#include <array>
#include <utility>

double ring(const double* x, int n) {
  double a[4] = {x[0], x[1], 0.5, 0.3};
  double* p = a;
  double sum = 0;
  for (int i = 0; i < 2 * n; i++) {
    p = &a[(p - a + 1) % 4];
    *p *= x[i % n];
    sum += *p * *p;
  }
  return sum;
}

double toggled(const double* x, int n) {
  double first = x[0];
  double second = x[1];
  double* p = &first;
  double sum = 0;
  for (int i = 0; i < n; i++) {
    p = p == &first ? &second : &first;
    *p *= x[i];
    sum += *p * 0.5;
  }
  return sum + first * second;
}

struct Node {
  double value;
  int way;
  Node* next[2];
};

double walked(const double* x, int n) {
  Node nodes[4] = {{x[0], 0, {}}, {x[1], 1, {}}, {x[0] * x[1], 1, {}}, {0.4, 0, {}}};
  for (int i = 0; i < 4; ++i) {
    nodes[i].next[0] = nodes + (i + 1) % 4;
    nodes[i].next[1] = nodes + (i + 2) % 4;
  }
  double sum = 0;
  Node* at = nodes;
  for (int i = 0; i < 2 * n; i++) {
    at = at->next[at->way];
    at->value *= x[i % n];
    sum += at->value * at->value;
  }
  return sum;
}

double hopped(const double* x, int n) {
  double a[4] = {x[0], x[1], 0.5, 0.3};
  double* p = a;
  double sum = 0;
  for (int i = 0; i < 2 * n; i++) {
    p += (p - a) < 2 ? 1 : -2;
    *p *= x[i % n];
    sum += *p * *p;
  }
  return sum;
}

struct Item {
  int other;
  const double* weight;
};

double chosen_by_itself(const double* x, int n) {
  double weights[2] = {x[0] * x[0], x[1]};
  Item items[2] = {{1, weights}, {0, weights + 1}};
  Item now = items[0];
  double sum = 0;
  for (int i = 0; i < 3; i++) {
    now = items[now.other];
    sum += *now.weight * x[i % n];
  }
  return sum;
}

struct Cell {
  const double* in;
  Cell* next;
  double* out;
};

double link_in_the_middle(const double* x, int n) {
  double a[2] = {x[0], x[1]};
  double b[2] = {0, 0};
  Cell first{a, nullptr, b};
  Cell second{a + 1, nullptr, b + 1};
  first.next = &second;
  second.next = &first;
  Cell now = first;
  now = *now.next;
  *now.out = *now.in * *now.in;
  return b[1] * n;
}

struct Rows {
  double* row[2];
};

double rows_assigned(const double* x, int n) {
  double u[2] = {x[0], x[1]};
  double v[2] = {1, 2};
  std::array<double*, 2> now{u, v};
  const std::array<double*, 2> other{v, u};
  now = other;
  now[0][0] += now[1][1] * now[1][1];
  Rows rows{{u, v}};
  const Rows exchanged{{v, u}};
  rows = exchanged;
  rows.row[0][1] *= rows.row[1][0];
  return u[0] * v[0] * v[1] * n;
}

double rows_exchanged(const double* x, int n) {
  double u[2] = {x[0], x[1]};
  double v[2] = {1, 2};
  std::array<double*, 2> now{u, v};
  std::array<double*, 2> other{v, u};
  std::swap(now, other);
  now[0][0] += now[1][1] * now[1][1];
  return u[0] * v[0] * n;
}

double rows_in_a_branch(const double* x, int n) {
  double w[4] = {x[0], x[1], x[0] * x[1], 2};
  double y = x[0];
  if (n > 1) {
    double* rows[2];
    for (int i = 0; i < 2; ++i) rows[i] = w + 2 * i;
    double* const first = rows[0];
    rows[0] = rows[1];
    rows[1] = first;
    rows[n % 2][1] *= y;
    y *= rows[0][1] * rows[1][0];
  }
  return y * w[3];
}
