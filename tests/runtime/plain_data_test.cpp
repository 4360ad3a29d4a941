// Objects of zero bytes, and vectors of what has no default constructor.
#include "backsweep/plain_data.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "backsweep/workspace.hpp"

namespace {

class Particle {
 public:
  Particle(double position, int charge) : position_(position), charge_(charge) {}
  double position() const { return position_; }
  int charge() const { return charge_; }

 private:
  double position_;
  int charge_;
};

struct Named {
  Named(std::string n, double x) : name(std::move(n)), value(x) {}
  std::string name;
  double value;
};

TEST(PlainData, IsMadeOfZeros) {
  const auto blank = backsweep::zeros<Particle>();
  EXPECT_EQ(blank.position(), 0);
  EXPECT_EQ(blank.charge(), 0);
}

TEST(PlainData, VectorsTakeASizeWithoutDefaultConstructors) {
  std::vector<Particle> values(3, Particle(2, 1));
  backsweep::detail::set_size(values, 5);
  ASSERT_EQ(values.size(), 5U);
  EXPECT_EQ(values[2].position(), 2);
  EXPECT_EQ(values[4].position(), 0);
  backsweep::detail::set_size(values, 1);
  ASSERT_EQ(values.size(), 1U);
  EXPECT_EQ(values[0].charge(), 1);
}

template <class T>
void expect_kept(std::vector<T> values, const std::vector<T>& other, bool (*are_same)(const T&, const T&)) {
  const std::vector<T> before = values;
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  const backsweep::Frame frame(workspace);
  workspace.push(values);
  values = other;
  workspace.pop(values);
  ASSERT_EQ(values.size(), before.size());
  for (std::size_t i = 0; i < before.size(); ++i) EXPECT_TRUE(are_same(values[i], before[i])) << i;
}

TEST(PlainData, VectorsComeBackFromTheWorkspace) {
  const auto same_particle = [](const Particle& a, const Particle& b) {
    return a.position() == b.position() && a.charge() == b.charge();
  };
  expect_kept<Particle>({{1, 2}, {3, 4}}, {}, same_particle);
  expect_kept<Particle>({{1, 2}}, {{5, 6}, {7, 8}, {9, 10}}, same_particle);
  const auto same_name = [](const Named& a, const Named& b) { return a.name == b.name && a.value == b.value; };
  expect_kept<Named>({{"first", 1}, {"a name that is longer than others", 2}}, {{"other", 3}}, same_name);
}

}  // namespace
