// Measurements of calls: the tree of contexts, what stood in front of a call, and what does not count.
#include <backsweep/call_profile.hpp>
#include <gtest/gtest.h>

#include <sstream>
#include <stdexcept>
#include <string>

namespace backsweep {
namespace {

std::string profile() {
  std::ostringstream out;
  CallProfile::local().write(out);
  return out.str();
}

bool holds(const std::string& part) { return profile().find(part) != std::string::npos; }

/// What so many values take that were pushed in so many pieces.
std::string bytes(int values, int pieces) {
#ifdef BACKSWEEP_CHECK_WORKSPACE
  constexpr int kTag = 16;
#else
  constexpr int kTag = 0;
#endif
  return "[" + std::to_string(8 * values + kTag * pieces) + ", 0]";
}

class Calls : public testing::Test {
 protected:
  void SetUp() override { CallProfile::local().clear(); }

  /// A call that keeps `record` numbers, beside a snapshot of `snapshot`.
  static void call(const char* callee, int snapshot, int record) {
    Workspace& workspace = Workspace::local();
    const double values[8] = {};
    double back[8];
    MeasuredCall measured("file.cpp:1:2", callee);
    workspace.push_array(values, snapshot);
    measured.snapshot_taken();
    measured.primal_begins();
    measured.primal_ends();
    workspace.pop_array(back, snapshot);
    measured.snapshot_restored();
    workspace.push_array(values, record);
    measured.recorded();
  }
};

TEST_F(Calls, AreToldByContext) {
  Workspace& workspace = Workspace::local();
  const Frame frame(workspace);
  {
    MeasuredDerivative measured("f_gradient");
    workspace.push(1.0);
    call("step", 2, 5);
    workspace.push(1.0);
    call("other", 1, 3);
    call("step", 3, 4);
    measured.recorded();
    // The reverse sweep may run forward parts again.
    call("step", 8, 8);
  }
  EXPECT_TRUE(holds("\"name\": \"f_gradient\", \"peak_bytes\": " + bytes(22, 6)));
  EXPECT_TRUE(holds("\"callee\": \"step\", \"can_be_joint\": true, \"calls\": 2, \"calls_each\": 2"));
  EXPECT_TRUE(holds("\"snapshot_bytes\": " + bytes(3, 1) + ", \"record_bytes\": " + bytes(5, 1)));
  EXPECT_TRUE(holds("\"record_before\": " + bytes(2, 2) + ", \"calls_before\": [1, 1]"));
  EXPECT_TRUE(holds("\"callee\": \"other\", \"can_be_joint\": true, \"calls\": 1, \"calls_each\": 1"));
}

TEST_F(Calls, OutsideOfDerivativesDoNotCount) {
  const Frame frame(Workspace::local());
  call("step", 1, 1);
  EXPECT_FALSE(holds("step"));
}

TEST_F(Calls, ThatAreLeftByAnExceptionAreLeft) {
  const Frame frame(Workspace::local());
  try {
    MeasuredDerivative measured("f_gradient");
    MeasuredCall outer("file.cpp:3:4", "outer");
    throw std::runtime_error("out");
  } catch (const std::runtime_error&) {
    call("step", 1, 1);
  }
  {
    MeasuredDerivative measured("f_gradient");
    call("step", 1, 1);
    measured.recorded();
  }
  // Beside the call that was left, not within it.
  EXPECT_TRUE(holds("\"callee\": \"step\", \"can_be_joint\": true, \"calls\": 1, \"calls_each\": 1"));
  EXPECT_TRUE(holds("\"calls_before\": [0, 0]"));
}

TEST_F(Calls, OfADerivativeWithinAnotherAreItsOwn) {
  const Frame frame(Workspace::local());
  {
    MeasuredDerivative outer("f_gradient");
    {
      MeasuredDerivative inner("g_gradient");
      call("step", 1, 1);
      inner.recorded();
    }
    outer.recorded();
  }
  EXPECT_TRUE(holds("f_gradient"));
  EXPECT_FALSE(holds("g_gradient"));
  EXPECT_TRUE(holds("\"callee\": \"step\""));
}

void descend(int depth) {
  MeasuredCall measured("file.cpp:5:6", "descend");
  Workspace::local().push(1.0);
  if (depth > 0) descend(depth - 1);
  measured.recorded();
}

TEST_F(Calls, OfADeepRecursionEndInOneContext) {
  const Frame frame(Workspace::local());
  {
    MeasuredDerivative measured("f_gradient");
    descend(999);
    measured.recorded();
  }
  // 1000 calls: 62 with a context each, and all others in the last.
  EXPECT_TRUE(holds("\"record_bytes\": " + bytes(1000 - 62, 1000 - 62)));
  EXPECT_FALSE(holds("\"record_bytes\": " + bytes(1000 - 61, 1000 - 61)));
}

TEST_F(Calls, NamesAreQuoted) {
  { MeasuredDerivative measured("operator\"\"_m"); }
  EXPECT_TRUE(holds("operator\\\"\\\"_m"));
}

}  // namespace
}  // namespace backsweep
