// A list of nodes on the stack, walked by pointer.
// derivatives: chain(x, y, z)
struct Node {
  double value;
  const Node* next;
};

static double product(const Node* node) {
  double result = 1;
  for (; node != nullptr; node = node->next) result = result * node->value + node->value;
  return result;
}

double chain(double x, double y, double z) {
  const Node last{z * x, nullptr};
  const Node middle{y, &last};
  const Node first{x * x, &middle};
  return product(&first) * product(&last);
}
