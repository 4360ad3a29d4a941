// Local structs of pointers: copied, assigned, swapped, given back by a function.
// derivatives: moved(x[n])
#include <utility>

struct View {
  double* data;
  int size;
};

View tail(View view) {
  if (view.size > 3) {
    view.data += 1;
    view.size -= 1;
  }
  return view;
}

struct Buffers {
  View current;
  View next;
};

double moved(const double* x, int n) {
  double a[8];
  double b[8];
  for (int i = 0; i < n; ++i) a[i] = x[i];
  Buffers buffers{{a, n}, {b, n}};
  for (int step = 0; step < 3; ++step) {
    for (int i = 0; i < n; ++i) buffers.next.data[i] = buffers.current.data[i] * buffers.current.data[(i + 1) % n];
    std::swap(buffers.current, buffers.next);
  }
  View view;
  view = tail(buffers.current);
  const View rest = tail(view);
  for (int i = 0; i < rest.size; ++i) rest.data[i] *= x[0];
  return view.data[0] * buffers.current.data[2] + buffers.next.data[1] * a[3];
}
