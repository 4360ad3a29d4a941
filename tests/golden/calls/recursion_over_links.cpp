// Recursive functions over lists and trees: every node that a pointer leads to takes part, however deep.
// derivatives: chained(x, y, z)
// derivatives: grown(x, y, z)
struct Node {
  double value;
  const Node* next;
};

static double total(const Node* node) { return node ? node->value * node->value + 0.5 * total(node->next) : 0; }

double chained(double x, double y, double z) {
  const Node last{z * x, nullptr};
  const Node middle{y, &last};
  const Node first{x * x, &middle};
  return total(&first);
}

struct Tree {
  double weight;
  const Tree* left;
  const Tree* right;
};

static double weigh(const Tree* tree) {
  if (!tree) return 1;
  return tree->weight * weigh(tree->left) + weigh(tree->right);
}

double grown(double x, double y, double z) {
  const Tree leaf{x, nullptr, nullptr};
  const Tree twig{y, nullptr, nullptr};
  const Tree branch{z, &leaf, &twig};
  const Tree stem{x * y, &branch, nullptr};
  return weigh(&stem);
}
