/* What it declares depends on macros of whoever includes it. */
#ifdef THREE_DIMENSIONS
#define DIMENSIONS 3
#else
#define DIMENSIONS 2
#endif

#ifndef REAL
#define REAL float
#endif

typedef struct {
  REAL position[DIMENSIONS];
  REAL mass;
} body;
