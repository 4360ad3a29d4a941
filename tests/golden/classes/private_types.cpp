// Private classes and enumerations: in members, locals, parameters of functions that stay calls, templates, containers.
// derivatives: planned(x, y)
#include <array>
#include <cstddef>

class Tree {
 public:
  void plant(double a) {
    nodes_ = {{{a, {1, 2}, Kind::kSum}, {2 * a, {-1, -1}, Kind::kLeaf}, {a * a, {-1, -1}, Kind::kLeaf}}};
  }
  double value(double x) const { return below(0, x); }
  double widest() const {
    Range all{0, nodes_.back().weight};
    for (const Node& node : nodes_) all.to += node.kind == Kind::kLeaf ? node.weight * node.weight : shrunk(all, kSteps);
    return all.to - all.from;
  }

 private:
  enum class Kind { kLeaf, kSum };
  enum { kSteps = 3 };
  struct Node {
    double weight;
    int next[2];
    Kind kind;
  };
  struct Range {
    double from, to;
  };
  double below(int at, double x) const {
    const Node& node = nodes_[static_cast<std::size_t>(at)];
    if (node.kind == Kind::kLeaf) return node.weight * x * x;
    return below(node.next[0], x) * below(node.next[1], x) + node.weight;
  }
  static double shrunk(const Range& range, int n) {
    return n == 0 ? range.to * range.to : shrunk(Range{range.from, 0.5 * range.to}, n - 1) * range.to;
  }
  std::array<Node, 3> nodes_{};
};

template <class Number>
class Path {
 public:
  Path(Number p, Number q) : steps_{{{p, q}, {q, p * q}}} {}
  Number length() const {
    Step sum{0, 0};
    for (const Step& step : steps_) sum = joined(sum, step);
    return sum.across * sum.along;
  }

 private:
  struct Step {
    Number across, along;
  };
  static Step joined(const Step& a, const Step& b) { return {a.across + b.across * b.along, a.along + b.across}; }
  std::array<Step, 2> steps_;
};

double planned(double x, double y) {
  Tree tree;
  tree.plant(x);
  return tree.value(y) * Path<double>(x, y).length() + tree.widest();
}
