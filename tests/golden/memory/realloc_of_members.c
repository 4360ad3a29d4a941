/* Buffers that are members of structs and grow in a helper, one of them in front of an index with a side effect. */
/* derivatives: squares(x[n]) */
/* derivatives: parted(x[n]) */
#include <stdlib.h>

typedef struct {
  int count, room;
  double* items;
} list;

static void push(list* l, double value) {
  if (l->count == l->room) {
    l->room = l->room ? 2 * l->room : 2;
    l->items = realloc(l->items, (size_t)l->room * sizeof *l->items);
  }
  l->items[l->count++] = value;
}

double squares(const double* x, int n) {
  list all = {0, 0, NULL};
  for (int i = 0; i < n; i++) push(&all, x[i] * x[i]);
  double sum = 0;
  for (int i = 0; i < all.count; i++) sum += all.items[i] * all.items[0];
  free(all.items);
  return sum;
}

double parted(const double* x, int n) {
  list low = {0, 0, NULL}, high = {0, 0, NULL};
  for (int i = 0; i < n; i++) {
    if (x[i] < 0.5) push(&low, x[i]);
    push(&high, x[i] * x[0]);
  }
  double sum = 0;
  for (int i = 0; i < low.count; i++) sum += low.items[i] * low.items[i];
  for (int i = 1; i < high.count; i++) sum += high.items[i] * high.items[i - 1];
  free(low.items);
  free(high.items);
  return sum;
}
