#include "lists_with_constant_nodes.expected.hpp"

#include "check_derivatives.h"

int main() {
  CHECK_DERIVATIVES(product, in(sample(2)));
  CHECK_DERIVATIVES(linear_node, in(sample(2)));
  CHECK_DERIVATIVES(layers, in(sample(2)));
  CHECK_DERIVATIVES(tree, in(sample(2)));
  return check::report();
}
