// Methods that move the pointers of their object and give the object back: views, iterators, builders.
// derivatives: without_head(x[n])
// derivatives: walked(x[n])
// derivatives: flipped(x[n])
// derivatives: every_second(x[n])
#include <utility>

struct View {
  const double* at;
  int size;

  View& drop(int count) {
    at += count;
    size -= count;
    return *this;
  }
};

double without_head(const double* x, int n) {
  View view{x, n};
  view.drop(2);
  double sum = 0;
  for (int i = 0; i < view.size; ++i) sum += view.at[i] * view.at[i];
  view.drop(1);
  return sum * view.at[0];
}

struct Walker {
  const double* at;
  int stride;

  const double& operator*() const { return *at; }
  Walker& operator++() {
    at += stride;
    return *this;
  }
  bool operator!=(const Walker& other) const { return at != other.at; }
};

double walked(const double* x, int n) {
  Walker walker{x, 1};
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += *walker * *walker * (i + 1);
    ++walker;
  }
  return sum;
}

struct Pair {
  const double* a;
  const double* b;

  Pair& flip() {
    std::swap(a, b);
    return *this;
  }
};

double flipped(const double* x, int n) {
  Pair pair{x, x + n / 2};
  double sum = pair.a[0] * pair.a[0];
  pair.flip();
  sum += 3 * pair.a[0] * pair.b[0];
  pair.flip();
  return sum * pair.a[1];
}

struct Strided {
  const double* first;
  int count;

  Walker begin() const { return {first, 2}; }
  Walker end() const { return {first + 2 * count, 2}; }
};

double every_second(const double* x, int n) {
  const Strided strided{x, n / 2};
  double product = 1;
  for (const double value : strided) product *= value;
  return product;
}
