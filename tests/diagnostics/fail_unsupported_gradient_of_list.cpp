// A gradient clears the adjoints that it gives: of a list nobody says where it ends.
// refuses: Unsupported
// backsweep: --gradient 'length(list[1])' --gradient 'sum(table)'
struct Node {
  double value;
  const Node* next;
};
// expect-error@+2:15: 'list.next', which leads to further pointers, in a gradient is not supported on an active path [Unsupported]
// expect-note@+1:15: ask for the adjoint, which adds to what its caller has set to zero [WayOut]
double length(const Node* list) {
  double result = 0;
  for (; list; list = list->next) result += list->value * list->value;
  return result;
}
struct Row {
  int count;
  double* numbers;
};
struct Table {
  Row* row;
};
// expect-error@+2:12: 'table.row', which leads to further pointers, in a gradient is not supported on an active path [Unsupported]
// expect-note@+1:12: ask for the adjoint, which adds to what its caller has set to zero [WayOut]
double sum(const Table& table) {
  double result = 0;
  for (int i = 0; i < table.row->count; ++i) result += table.row->numbers[i];
  return result;
}
