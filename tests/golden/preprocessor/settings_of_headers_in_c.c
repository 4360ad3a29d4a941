/* Macros in front of an #include decide what the header declares: emitted files define them, too. */
// derivatives: energy(x[4])
#include <math.h>

#define THREE_DIMENSIONS
#define REAL double
#define UNREAD 1
#include "settings_of_headers_in_c.h"

static double moment(const body *one) {
  REAL sum = 0;
  for (int k = 0; k < DIMENSIONS; k++) sum += one->position[k] * one->position[k];
  return sum * one->mass;
}

double energy(const double *x) {
  body one;
  for (int k = 0; k < DIMENSIONS; k++) one.position[k] = x[k] * UNREAD;
  one.mass = exp(x[3]);
  return moment(&one);
}
