/// \file
/// Verifies BACKSWEEP_INDEPENDENT while a program runs: what `backsweep --check-promises` puts into emitted code.
///
///     backsweep::Promise promise("energy.cpp:12");
///     for (int i = 0; i < n; ++i) {
///       promise.next_iteration();
///       promise.read(x[index[i]], "x[index[i]]");
///       promise.write(y[i], "y[i]");
///       y[i] = x[index[i]];
///     }
#pragma once

#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

namespace backsweep {

/// Two iterations of a loop that was promised to be independent met in an element. what() names the loop, both
/// iterations (counted from 0) and both places.
class BrokenPromise : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Remembers which iteration of one loop touched which element. Sums may meet: `+=` and `-=` do not disturb each other.
class Promise {
 public:
  /// `loop` is file and line.
  explicit Promise(std::string loop) : loop_(std::move(loop)) {}

  void next_iteration() { ++iteration_; }

  /// Throws BrokenPromise where another iteration wrote the element, or added to it.
  template <class T>
  void read(const T& element, const char* text) {
    Element& one = elements_[&element];
    check(one.written, "reads", text, "wrote");
    check(one.added, "reads", text, "added to");
    note(one.read, text);
  }

  /// Throws BrokenPromise where another iteration touched the element at all.
  template <class T>
  void write(const T& element, const char* text) {
    Element& one = elements_[&element];
    check(one.read, "writes", text, "read");
    check(one.written, "writes", text, "wrote");
    check(one.added, "writes", text, "added to");
    note(one.written, text);
  }

  /// Throws BrokenPromise where another iteration read or wrote the element.
  template <class T>
  void add(const T& element, const char* text) {
    Element& one = elements_[&element];
    check(one.read, "adds to", text, "read");
    check(one.written, "adds to", text, "wrote");
    note(one.added, text);
  }

 private:
  /// The first and the last iteration that used an element in one way; none: -1.
  struct Uses {
    long first = -1;
    long last = -1;
    const char* text = "";
  };
  struct Element {
    Uses read;
    Uses written;
    Uses added;
  };

  void note(Uses& uses, const char* text) const {
    if (uses.first < 0) uses.first = iteration_;
    uses.last = iteration_;
    uses.text = text;
  }

  void check(const Uses& others, const char* does, const char* text, const char* did) const {
    if (others.first < 0 || (others.first == iteration_ && others.last == iteration_)) return;
    const long other = others.first == iteration_ ? others.last : others.first;
    throw BrokenPromise(loop_ + ": BACKSWEEP_INDEPENDENT does not hold: iteration " + std::to_string(iteration_) + " " +
                        does + " '" + text + "', which iteration " + std::to_string(other) + " " + did + " as '" +
                        others.text + "'");
  }

  std::string loop_;
  long iteration_ = -1;
  std::unordered_map<const volatile void*, Element> elements_;
};

}  // namespace backsweep
