// An object with pointers has no size of its own: its members are listed with their extents.
// refuses: NoLayout
// backsweep: --jacobian 'sum(view)'
struct View {
  double* data;
  int size;
};

// expect-error@+3:12: how many numbers 'view' holds, and in which order, cannot be told [NoLayout]
// expect-note@+2:12: write it in the request, for example 'view.data[n]' [WriteExtent]
// expect-note@+1:12: ask for --tangent or --adjoint, where shadows have the shape of what they belong to [WayOut]
double sum(const View& view) {
  double total = 0;
  for (int i = 0; i < view.size; ++i) total += view.data[i] * view.data[i];
  return total;
}
