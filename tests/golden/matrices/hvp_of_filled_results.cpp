// A call that is run again in reverse writes an element of a vector of the tangent: the vector has its size by then.
// backsweep: --inline-limit=0 --storage=recompute --gradient 'product(x[2])' --hvp 'product(x[2])'
#include <cstddef>
#include <vector>

struct Tensor {
  std::vector<double> data;
  std::size_t n = 0;
  Tensor() = default;
  explicit Tensor(std::size_t m) : data(m), n(m) {}
  double operator()(std::size_t i) const { return data[i]; }
};

inline Tensor copied(const Tensor& a) {
  Tensor t(a.n);
  for (std::size_t i = 0; i < a.n; ++i) t.data[i] = a(i);
  return t;
}

double product(const double* x) {
  Tensor q(2);
  for (std::size_t i = 0; i < 2; ++i) q.data[i] = x[i];
  const Tensor o = copied(q);
  return o.data[0] * o.data[1];
}
