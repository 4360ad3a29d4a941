// Chooses between keeping values and computing them again, by a minimum cut.
#include "plan/storage_cut.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace backsweep::plan {
namespace {

/// A directed graph with capacities, and the flow that is left to send.
class Network {
 public:
  explicit Network(std::size_t nodes) : leaving_(nodes) {}

  void connect(std::size_t from, std::size_t to, std::int64_t capacity) {
    leaving_[from].push_back(edges_.size());
    edges_.push_back({to, capacity});
    leaving_[to].push_back(edges_.size());
    edges_.push_back({from, 0});
  }

  /// Sends as much as fits, along shortest paths (Edmonds and Karp, 1972); then the nodes that are still reached from
  /// the source are its side of a minimum cut, the smallest such side.
  std::vector<bool> source_side(std::size_t source, std::size_t sink) {
    for (;;) {
      const std::vector<std::size_t> entered = breadth_first(source);
      if (entered[sink] == kNone) {
        std::vector<bool> reached(leaving_.size());
        for (std::size_t node = 0; node < reached.size(); ++node) reached[node] = node == source || entered[node] != kNone;
        return reached;
      }
      augment(source, sink, entered);
    }
  }

 private:
  struct Edge {
    std::size_t to;
    std::int64_t left;
  };
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  // The edge by which each node is reached.
  std::vector<std::size_t> breadth_first(std::size_t source) const {
    std::vector<std::size_t> entered(leaving_.size(), kNone);
    std::queue<std::size_t> open;
    open.push(source);
    while (!open.empty()) {
      const std::size_t node = open.front();
      open.pop();
      for (const std::size_t edge : leaving_[node]) {
        const std::size_t next = edges_[edge].to;
        if (edges_[edge].left == 0 || next == source || entered[next] != kNone) continue;
        entered[next] = edge;
        open.push(next);
      }
    }
    return entered;
  }

  // Edges stand in pairs, there and back.
  void augment(std::size_t source, std::size_t sink, const std::vector<std::size_t>& entered) {
    std::int64_t amount = std::numeric_limits<std::int64_t>::max();
    for (std::size_t node = sink; node != source; node = edges_[entered[node] ^ 1].to) {
      amount = std::min(amount, edges_[entered[node]].left);
    }
    for (std::size_t node = sink; node != source; node = edges_[entered[node] ^ 1].to) {
      edges_[entered[node]].left -= amount;
      edges_[entered[node] ^ 1].left += amount;
    }
  }

  std::vector<Edge> edges_;
  std::vector<std::vector<std::size_t>> leaving_;
};

}  // namespace

std::vector<bool> cheapest_to_store(const std::vector<CutValue>& values) {
  const std::size_t source = 2 * values.size();
  const std::size_t sink = source + 1;
  const auto into = [](std::size_t value) { return 2 * value; };
  const auto out_of = [](std::size_t value) { return 2 * value + 1; };
  constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max() / 4;
  Network network(sink + 1);
  for (std::size_t i = 0; i < values.size(); ++i) {
    network.connect(source, into(i), values[i].recompute);
    network.connect(into(i), out_of(i), values[i].store);
    for (const std::size_t operand : values[i].operands) network.connect(out_of(operand), into(i), kUnlimited);
    if (values[i].is_needed) network.connect(out_of(i), sink, kUnlimited);
  }
  const std::vector<bool> reached = network.source_side(source, sink);
  std::vector<bool> stored(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) stored[i] = reached[into(i)] && !reached[out_of(i)];
  return stored;
}

}  // namespace backsweep::plan
