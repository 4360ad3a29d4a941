// A pointer that leads to active and to constant values: both have adjoints, for wherever it leads.
// derivatives: chain(x, z)
// derivatives: pick(x)
struct Node {
  double value;
  const Node* next;
};

double chain(double x, double z) {
  const Node last{3.0, nullptr};
  const Node inner{z * x, &last};
  const Node middle{2.0, &inner};
  const Node first{x * x, &middle};
  double result = 1;
  for (const Node* node = &first; node != nullptr; node = node->next) result = result * node->value + node->value;
  return result;
}

double pick(double x, int which) {
  const double a = x * x;
  const double b = 3.0;
  double result = 0;
  for (int i = 0; i < 2; ++i) {
    const double* p = which == i ? &a : &b;
    result += *p * (i + 1);
  }
  return result;
}
