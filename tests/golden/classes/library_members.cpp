// Library objects that are members change in methods of their class: the reverse sweep sees each state again.
// derivatives: permuted(x[2])
// derivatives: queued(x[n])
// derivatives: through_this(x[n])
#include <algorithm>
#include <cmath>
#include <queue>
#include <vector>

class Order {
 public:
  void next() { std::next_permutation(order_.begin(), order_.end()); }
  int first() const { return order_[0]; }

 private:
  std::vector<int> order_ = {0, 1, 2};
};

double permuted(const double* x) {
  Order order;
  double s = 0.3;
  for (int round = 0; round < 4; ++round) {
    order.next();
    s += x[0] * std::sin(round * x[1]) * order.first();
  }
  return s;
}

class Queue {
 public:
  void push(int i) { waiting_.push(i); }
  int next() {
    const int i = waiting_.front();
    waiting_.pop();
    waiting_.push((i * 5 + 3) % 7);
    return i;
  }
  int after_next() {
    this->waiting_.pop();
    (*this).waiting_.push(4);
    return waiting_.front();
  }

 private:
  std::queue<int> waiting_;
};

double queued(const double* x, int n) {
  Queue queue;
  queue.push(2);
  double s = 0;
  for (int i = 0; i < n; ++i) {
    const int turn = queue.next();
    s += std::sin(x[i] * turn);
  }
  return s;
}

double through_this(const double* x, int n) {
  Queue queue;
  queue.push(1);
  queue.push(2);
  double s = 0.5;
  for (int i = 0; i < n; ++i) {
    const int turn = queue.after_next();
    s += std::sin(x[i] * turn);
  }
  return s;
}
