/* Helpers that check what malloc and calloc give, and others that give it back: void pointers, whatever they lead to. */
/* derivatives: smooth(x[n]) */
/* derivatives: chain(x[n]) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked_malloc(size_t size) {
  void *memory = malloc(size);
  if (memory == NULL) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return memory;
}

static void *zeroed(int count, size_t size) {
  void *memory;
  if ((memory = calloc((size_t)count, size)) != NULL) return memory;
  abort();
  return NULL;
}

static void *cleared(size_t size) {
  void *memory = checked_malloc(size);
  memset(memory, 0, size);
  return memory;
}

static void release(void *memory) {
  if (memory) free(memory);
}

double smooth(const double *x, int n) {
  double *squares = (double *)checked_malloc((size_t)n * sizeof(double));
  double *sums = zeroed(n, sizeof *sums);
  double *partial = cleared(sizeof(double) * (size_t)n);
  double total = 0;
  for (int i = 0; i < n; ++i) squares[i] = x[i] * x[i];
  for (int i = 1; i < n; ++i) {
    sums[i] += squares[i] * squares[i - 1];
    partial[i] += sums[i] * partial[i - 1] + squares[i];
    total += partial[i] * sums[i];
  }
  release(partial);
  free(sums);
  release(squares);
  return total;
}

struct link {
  double value;
  struct link *next;
};

double chain(const double *x, int n) {
  struct link *first = NULL;
  double product = 1;
  for (int i = 0; i < n; ++i) {
    struct link *added = checked_malloc(sizeof *added);
    added->value = x[i] * x[i];
    added->next = first;
    first = added;
  }
  while (first) {
    struct link *after = first->next;
    product *= first->value;
    release(first);
    first = after;
  }
  return product;
}
