// The choice between joint and split calls, against sweeps that are played through and against all choices.
#include "plan/call_tree.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace backsweep::plan {
namespace {

/// One dynamic call, played through as the derivative would run it.
struct DynamicCall {
  const CallContext* context;
  Bytes record;
  std::vector<std::pair<Bytes, DynamicCall>> inside;  ///< With what was recorded in front of it.
};

/// Sweeps of a call tree that follow the definition: a stack that grows and shrinks.
class Player {
 public:
  explicit Player(const std::vector<bool>& is_joint) : is_joint_(is_joint) {}

  CallCosts play(const DynamicCall& whole) {
    forward(whole);
    reverse(whole);
    return {peak_.sum(), seconds_};
  }

  [[nodiscard]] double held() const { return std::abs(held_.stack) + std::abs(held_.blocks); }

 private:
  bool joint(const DynamicCall& call) const { return call.context->site && is_joint_[*call.context->site]; }

  void hold(const Bytes& bytes) {
    held_ += bytes;
    peak_ = {std::max(peak_.stack, held_.stack), std::max(peak_.blocks, held_.blocks)};
  }

  void forward(const DynamicCall& call) {
    Bytes recorded;
    for (const auto& [at, inner] : call.inside) {
      hold(difference(at, recorded));
      recorded = at;
      if (joint(inner)) hold(inner.context->snapshot);
      else forward(inner);
    }
    hold(difference(call.record, recorded));
  }

  void reverse(const DynamicCall& call) {
    Bytes recorded = call.record;
    for (auto one = call.inside.rbegin(); one != call.inside.rend(); ++one) {
      const auto& [at, inner] = *one;
      held_ += difference(at, recorded);
      recorded = at;
      if (joint(inner)) {
        held_ += difference({}, inner.context->snapshot);
        seconds_ += inner.context->seconds;
        forward(inner);
      }
      reverse(inner);
    }
    held_ += difference({}, recorded);
  }

  static Bytes difference(const Bytes& a, const Bytes& b) { return {a.stack - b.stack, a.blocks - b.blocks}; }

  const std::vector<bool>& is_joint_;
  Bytes held_;
  Bytes peak_;
  double seconds_ = 0;
};

/// A random context whose calls within come in rounds, as in a loop. Seconds are those of one call here.
class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(engine_); }

  Bytes bytes(int most) { return {static_cast<double>(number(0, most)), static_cast<double>(number(0, most))}; }

  CallContext context(int depth, std::size_t sites) {
    CallContext made;
    if (number(0, 5) > 0) made.site = static_cast<std::size_t>(number(0, static_cast<int>(sites) - 1));
    made.snapshot = bytes(30);
    made.record = bytes(40);
    made.seconds = number(1, 50);
    const int count = depth == 0 ? 0 : number(0, 3);
    for (int i = 0; i < count; ++i) made.inside.push_back(context(depth - 1, sites));
    return made;
  }

  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

/// The dynamic calls: `rounds` times all calls within, one after another, each with its record in front.
DynamicCall unroll(CallContext& context, Random& random) {
  const int rounds = random.number(1, 3);
  DynamicCall made{&context, {}, {}};
  std::vector<DynamicCall> kinds;
  for (CallContext& inner : context.inside) kinds.push_back(unroll(inner, random));
  std::vector<double> counts(kinds.size(), 0.0);
  const double parts = static_cast<double>(rounds) * static_cast<double>(kinds.size());
  const Bytes step{context.record.stack / parts, context.record.blocks / parts};
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      CallContext& inner = context.inside[i];
      made.record += step;
      inner.record_before = made.record;
      inner.calls_before = counts;
      made.inside.emplace_back(made.record, kinds[i]);
      inner.calls = ++counts[i];
    }
  }
  if (kinds.empty()) made.record = context.record;
  context.record = made.record;
  return made;
}

/// What was measured are the seconds of all calls of a context together.
void sum_seconds(CallContext& context, double times) {
  context.seconds *= times;
  for (CallContext& inner : context.inside) sum_seconds(inner, times * inner.calls);
}

std::vector<bool> bits(unsigned set, std::size_t sites) {
  std::vector<bool> made;
  for (std::size_t i = 0; i < sites; ++i) made.push_back(((set >> i) & 1U) != 0);
  return made;
}

struct Case {
  CallContext tree;
  DynamicCall calls;
  std::size_t sites;
};

void make_case(unsigned seed, Case& made) {
  Random random(seed);
  made.sites = static_cast<std::size_t>(random.number(1, 7));
  made.tree = random.context(3, made.sites);
  made.tree.site.reset();
  made.calls = unroll(made.tree, random);
}

TEST(CallTree, MemoryIsWhatTheSweepsHold) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Case one;
    make_case(seed, one);
    for (unsigned set = 0; set < 1U << one.sites; ++set) {
      const std::vector<bool> is_joint = bits(set, one.sites);
      Player player(is_joint);
      const CallCosts played = player.play(one.calls);
      ASSERT_NEAR(player.held(), 0, 1e-9);
      ASSERT_NEAR(evaluate(one.tree, is_joint).peak, played.peak, 1e-9) << "seed " << seed << " set " << set;
    }
  }
}

TEST(CallTree, TimeIsAdditive) {
  // Each dynamic call is taken in the reverse sweep once for each joint call around it that runs again, itself included:
  // with inclusive times that is the sum over the joint calls of what each takes once.
  CallContext inner;
  inner.site = 1;
  inner.calls = 3;
  inner.seconds = 3 * 2 * 5;
  CallContext outer;
  outer.site = 0;
  outer.calls = 2;
  outer.seconds = 2 * 20;
  outer.inside.push_back(inner);
  CallContext whole;
  whole.inside.push_back(outer);
  EXPECT_EQ(evaluate(whole, {false, false}).seconds, 0);
  EXPECT_EQ(evaluate(whole, {true, false}).seconds, 40);
  EXPECT_EQ(evaluate(whole, {false, true}).seconds, 30);
  EXPECT_EQ(evaluate(whole, {true, true}).seconds, 70);
}

TEST(CallTree, NoChoiceIsBetterThanTheOneMade) {
  for (unsigned seed = 0; seed < 400; ++seed) {
    Case one;
    make_case(seed, one);
    sum_seconds(one.tree, 1);
    std::vector<CallCosts> all;
    for (unsigned set = 0; set < 1U << one.sites; ++set) all.push_back(evaluate(one.tree, bits(set, one.sites)));
    const auto has_less = [](const CallCosts& a, const CallCosts& b) { return a.peak < b.peak; };
    const double least = std::min_element(all.begin(), all.end(), has_less)->peak;
    const double most = std::max_element(all.begin(), all.end(), has_less)->peak;
    EXPECT_NEAR(smallest(one.tree, one.sites).costs.peak, least, 1e-9);
    EXPECT_FALSE(fastest_within(one.tree, one.sites, least - 1e-6));
    for (const double part : {0.0, 0.3, 0.7, 1.0}) {
      const double budget = least + part * (most - least);
      double fastest = -1;
      for (const CallCosts& costs : all) {
        if (costs.peak <= budget && (fastest < 0 || costs.seconds < fastest)) fastest = costs.seconds;
      }
      const std::optional<CallChoice> choice = fastest_within(one.tree, one.sites, budget);
      ASSERT_TRUE(choice) << "seed " << seed;
      EXPECT_LE(choice->costs.peak, budget);
      EXPECT_NEAR(choice->costs.seconds, fastest, 1e-9) << "seed " << seed;
      EXPECT_EQ(evaluate(one.tree, choice->is_joint).peak, choice->costs.peak);
      EXPECT_TRUE(choice->is_proven);
    }
  }
}

TEST(CallTree, WhatSavesNothingStaysSplit) {
  // The snapshot is larger than the record: running again would cost time and memory.
  CallContext cheap;
  cheap.site = 0;
  cheap.calls = 10;
  cheap.snapshot = {100, 0};
  cheap.record = {20, 30};
  cheap.seconds = 1;
  CallContext whole;
  whole.inside.push_back(cheap);
  EXPECT_EQ(smallest(whole, 1).is_joint, std::vector<bool>{false});
}

TEST(CallTree, ManySitesGiveAnAnswer) {
  CallContext whole;
  constexpr std::size_t kSites = 60;
  for (std::size_t i = 0; i < kSites; ++i) {
    CallContext one;
    one.site = i;
    one.snapshot = {10, 0};
    one.record = {0, 100 + static_cast<double>(i)};
    one.seconds = 1 + static_cast<double>(i * 7 % 13);
    one.calls_before.assign(i, 1.0);
    whole.inside.push_back(one);
  }
  const std::optional<CallChoice> choice = fastest_within(whole, kSites, 3000);
  ASSERT_TRUE(choice);
  EXPECT_LE(choice->costs.peak, 3000);
}

}  // namespace
}  // namespace backsweep::plan
