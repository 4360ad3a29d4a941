// Pointers to active values that operations of the library put into containers.
// refuses: Unsupported
// backsweep: --gradient 'appended(x[n])' --gradient 'filled(x[n])' --gradient 'assigned(x[n])'
#include <algorithm>
#include <vector>

double appended(const double* x, int n) {
  std::vector<const double*> at{x};
// expect-error@+2:3: filling a container with pointers to active values is not supported on an active path [Unsupported]
// expect-note@+1:3: assign the pointers one by one to the elements of an array, or keep indices [WayOut]
  at.push_back(x + n - 1);
  return *at[0] * *at[1];
}

double filled(const double* x, int n) {
  const double* at[3];
// expect-error@+2:3: filling a container with pointers to active values is not supported on an active path [Unsupported]
// expect-note@+1:3: assign the pointers one by one to the elements of an array, or keep indices [WayOut]
  std::fill(at, at + 3, x + n - 1);
  return *at[0] * *at[2];
}

double assigned(const double* x, int n) {
  std::vector<const double*> a{x, x + 1}, b{x + 1, x + n - 1};
// expect-error@+2:3: filling a container with pointers to active values is not supported on an active path [Unsupported]
// expect-note@+1:3: assign the pointers one by one to the elements of an array, or keep indices [WayOut]
  a = b;
  return *a[0] * *a[1];
}
