// A list whose nodes are overwritten: how many there are is not told, so that what the primal left in them is lost.
// refuses: Unsupported
// backsweep: --adjoint 'scale(head[1], k -> head[1])'
struct Node {
  double value;
  Node* next;
};

// expect-error@+2:12: 'head', whose elements lead to others of their kind and are overwritten, is not supported on an active path [Unsupported]
// expect-note@+1:12: keep the numbers in an array, or leave those of the caller as they are [WayOut]
void scale(Node* head, double k) {
  for (Node* node = head; node; node = node->next) node->value *= k * node->value;
}
