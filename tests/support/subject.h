// One function with its derivatives and the arguments it is checked at. All numbers are flat: those of the arguments
// in the order of the parameters, then those of the result.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "arguments.h"
#include "functions.h"
#include "values.h"

namespace check {

/// What one run of a derivative left behind.
struct Run {
  Flat values;
  Flat derivatives;
  Flat consumed;
};

/// Makes a value for the derivatives of another, in its shape.
using Shaper = AnyValue (*)(AnyValue& value);

class Subject {
 public:
  /// `adjoint` is f_adjoint or f_gradient; `tangent` is f_tangent, f_jacobian, f_hvp or f_hessian. Derivatives have the
  /// types of their values, or those that `shapers` give: one for each active slot, then one for the result.
  Subject(const char* place, std::initializer_list<const Slot*> slots, AnyFunction primal, AnyFunction adjoint,
          AnyFunction tangent, const Shaper* shapers = nullptr);
  ~Subject();

  const char* place() const { return place_; }
  Flat inputs() const;
  /// For each input, whether the primal leaves it alone.
  std::vector<bool> only_read() const;

  /// y = f(x).
  Flat primal_at(const Flat& x) const;
  Run run_tangent(const Flat& x_dot) const;
  /// x_bar starts at `before` where it is only added to; outputs and result carry y_bar.
  Run run_adjoint(const Flat& y_bar, const Flat& before) const;
  Run run_gradient(const Flat& x, long double before) const;
  Run run_hvp(const Flat& x_dot, long double before) const;
  /// A Jacobian or Hessian of `size` numbers, each `before` to begin with.
  Run run_matrix(std::size_t size, double before) const;

 private:
  using Slots = std::vector<Slot>;

  /// Objects for the derivatives of slots, in their shapes.
  Slots derivatives_of(Slots slots) const;

  const char* place_;
  Slots start_;
  AnyFunction primal_;
  AnyFunction adjoint_;
  AnyFunction tangent_;
  const Shaper* shapers_;
};

}  // namespace check
