/* memset of arrays of structs with pointers, and of pointers: they are null behind it. */
/* derivatives: linked(x[2]) */
/* derivatives: rows(x[3]) */
/* derivatives: emptied(x[3]) */
#include <math.h>
#include <string.h>

typedef struct node {
  struct node *next;
  double a, b;
} node;

double linked(const double *x) {
  node m[2], *h;
  double sum = 0;
  memset(m, 0, sizeof m);
  m[0].next = &m[1];
  m[0].a = x[0];
  m[1].a = x[1];
  for (h = m; h; h = h->next) sum += sin(h->a) + h->b;
  return sum;
}

double rows(const double *x) {
  double first[2] = {x[0], x[1]}, second[2] = {x[1], x[2]};
  double *lines[3];
  double sum = 0;
  memset(lines, 0, sizeof lines);
  lines[0] = first;
  lines[2] = second;
  for (int i = 0; i < 3; i++) {
    if (lines[i]) sum += lines[i][0] * lines[i][1];
  }
  return sum;
}

double emptied(const double *x) {
  node m[3];
  double sum = 0;
  for (int round = 0; round < 2; round++) {
    memset(m, 0, sizeof m);
    m[round].a = x[round] * x[2];
    m[round].next = &m[round + 1];
    m[round].next->b = x[round] * x[round];
    for (int i = 0; i < 3; i++) sum += m[i].a * m[i].a + x[0] * m[i].b;
  }
  return sum;
}
