#include "two_buffers.expected.hpp"

#include "check_derivatives.h"

int main() {
  for (const std::size_t size : {4u, 40u}) {
    CHECK_DERIVATIVES(diffused, in(sample_vector(size)), fixed(5));
    CHECK_DERIVATIVES(observed, in(sample_vector(size)), fixed(2));
    CHECK_DERIVATIVES(relaxed, in(sample_vector(size)), fixed(4));
  }
  for (const std::size_t size : {1u, 2u}) CHECK_DERIVATIVES(diffused, in(sample_vector(size)), fixed(3));
  CHECK_DERIVATIVES(diffused, in(sample_vector(40)), fixed(0));
  return check::report();
}
