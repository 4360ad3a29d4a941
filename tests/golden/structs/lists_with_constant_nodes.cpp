// Linked objects of which some hold constants only: their shadows are there all the same, as the way leads through them.
// derivatives: product(x[2])
// derivatives: linear_node(x[2])
// derivatives: layers(x[2])
// derivatives: tree(x[2])
namespace {

struct Node {
  double value;
  const Node* left;
  const Node* right;
};

double product_of(const Node* node) { return node ? node->value * product_of(node->left) : 1; }

double sum_of(const Node* node) {
  if (!node) return 0;
  return node->value * node->value + sum_of(node->left) * sum_of(node->right) + 1;
}

struct Layer {
  const double* weights;
  const Layer* next;
};

}  // namespace

double product(const double* x) {
  const Node leaf = {3.0, nullptr, nullptr};
  const Node top = {x[0] * x[1], &leaf, nullptr};
  return product_of(&top);
}

double linear_node(const double* x) {
  const Node leaf = {x[0], nullptr, nullptr};
  const Node top = {x[0] * x[1], &leaf, nullptr};
  return product_of(&top);
}

double layers(const double* x) {
  const double first[2] = {x[0], x[1]};
  const double second[2] = {0.7, 0.3};
  const Layer last = {second, nullptr};
  const Layer front = {first, &last};
  double value = x[0];
  for (const Layer* layer = &front; layer; layer = layer->next) value = value * layer->weights[0] + layer->weights[1];
  return value;
}

double tree(const double* x) {
  const Node constant = {0.5, nullptr, nullptr};
  const Node active = {x[1], nullptr, nullptr};
  const Node middle = {2.0, &constant, &active};
  const Node top = {x[0], &middle, &active};
  return sum_of(&top);
}
