// Pointers of the file that led somewhere before the function began, and through which active values pass.
// refuses: Unsupported
// backsweep: --gradient 'written(x[2])' --gradient 'written_by_member(x[2])' --gradient 'read_elsewhere(x[2])'
// backsweep: --gradient 'of_list(x[2])' --gradient 'static_pointer(x[2])' --gradient 'set_by_others(x[2])'
// backsweep: --gradient 'promised_constant(x[2])'
#include <backsweep/annotate.h>

double buffer[3];
double* cursor = buffer;
double* given;
double shared[3];
BACKSWEEP_CONSTANT double* promised = shared;

struct Work {
  double* values;
  int count;
};
Work work = {buffer, 3};

struct Node {
  double value;
  Node* next;
};
Node last = {1.0, nullptr};
Node head = {2.0, &last};

// expect-error@+2:8: 'cursor', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double written(const double* x) {
  cursor[0] = x[0] * x[1];
  return cursor[0] * cursor[0];
}

// expect-error@+2:8: 'work', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double written_by_member(const double* x) {
  work.values[0] = x[0] * x[1];
  return work.values[0] * work.values[0];
}

// expect-error@+2:8: 'cursor', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double read_elsewhere(const double* x) {
  buffer[0] = x[0] * x[1];
  return cursor[0] * cursor[0];
}

// expect-error@+4:8: 'head', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+3:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
// expect-error@+2:8: 'last', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double of_list(const double* x) {
  last.value = x[0] * x[1];
  return head.next->value * head.value * x[0];
}

// expect-error@+2:8: 'first', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double static_pointer(const double* x) {
  static double values[2];
  static double* first = values;
  values[0] = x[0] * x[1];
  return first[0] * first[0];
}

// expect-error@+2:8: 'given', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function; or declare it BACKSWEEP_CONSTANT if what it leads to is constant [WayOut]
double set_by_others(const double* x) {
  given[0] = x[0] * x[1];
  return given[0] * given[0];
}

// expect-error@+2:8: 'promised', a global pointer to active values, is not supported on an active path [Unsupported]
// expect-note@+1:8: hand it over as an argument, or set it in the function [WayOut]
double promised_constant(const double* x) {
  shared[0] = x[0] * x[1];
  return promised[0] * x[1];
}
