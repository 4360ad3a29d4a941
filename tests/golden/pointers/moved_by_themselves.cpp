// Pointers whose new value depends on the old one: the pointers to the derivatives move first.
// derivatives: ring(x[n])
// derivatives: toggled(x[n])
// derivatives: walked(x[n])
// derivatives: hopped(x[n])
// derivatives: chosen_by_itself(x[n])

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
