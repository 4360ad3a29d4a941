// A recursion frees memory that the reverse sweep reads.
// refuses: Unsupported
// backsweep: --gradient 'f(x)'
struct Node {
  double value;
  Node* next;
};

void release(Node* node) {
  if (!node) return;
  release(node->next);
  delete node;
}

double f(double x) {
  Node* head = nullptr;
  for (int i = 0; i < 4; ++i) {
    Node* node = new Node;
    node->value = x * i;
    node->next = head;
    head = node;
  }
  double sum = 0;
  for (Node* node = head; node; node = node->next) sum += node->value * node->value;
// expect-error@+1:3: this statement (it frees memory that the reverse sweep reads) is not supported on an active path [Unsupported]
  release(head);
  return sum;
}
