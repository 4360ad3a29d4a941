// Pointers of the file that the function sets, ones that lead to constants, and ones that are declared to.
// derivatives: set_first(x[2])
// derivatives: of_table(x[2])
// derivatives: declared(x[2])
#include <backsweep/annotate.h>

namespace {

double buffer[3];
double* cursor;
double table[2] = {0.5, 1.5};
double* rows = table;
double scratch[2];
BACKSWEEP_CONSTANT double* weights = scratch;

}  // namespace

double set_first(const double* x) {
  cursor = buffer;
  cursor[0] = x[0] * x[1];
  return buffer[0] * cursor[0];
}

double of_table(const double* x) {
  buffer[1] = x[0] * rows[0];
  return buffer[1] * rows[1] * x[1];
}

double declared(const double* x) {
  weights[0] = 2 + (x[0] - x[0]);
  buffer[2] = x[0] * x[1];
  return buffer[2] * (weights[0] + 1);
}
