/* Heap blocks of rows, local rows cleared at once; beside them, names that the runtime and the derivative have as well. */
/* derivatives: rows(x[n]) */
/* derivatives: cleared(x[n]) */
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct list {
  double *data;
  int size;
};

static double value = 0.5;

void push(struct list *list, double x) {
  list->data = realloc(list->data, sizeof(double) * (size_t)(list->size + 1));
  list->data[list->size++] = x * value;
}

void set_value(double x) { value = x; }

double rows(const double *x, int n) {
  double(*a)[3] = malloc((size_t)n * sizeof *a);
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < 3; ++k) a[i][k] = x[i] * x[i] * k;
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += a[i][2] * a[i][1];
  free(a);
  return sum;
}

double cleared(const double *x, int n) {
  double a[4][4];
  double sum = x[0];
  for (int t = 0; t < 3; ++t) {
    memset(a, 0, sizeof a);
    for (int i = 0; i < n; ++i) a[i][1] += x[i] * x[i] + sum * 0.01;
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 4; ++j) sum += a[i][j] * a[i][1];
    }
  }
  while (sum > 3) sum *= 0.5 + 0.01 * sin(sum);
  return sum;
}
