/* Pointers that are not listed and only read, though nobody wrote const: they need no extent. */
/* derivatives: by_pointer(x[n] -> x) */
/* derivatives: by_object(x[L.n] -> x) */
typedef struct {
  int n;
  double *x;
} mat;

void by_pointer(double *w, int n, double *x) {
  for (int j = 0; j < 2 * n; j++) x[j % n] *= w[j / 2];
}

void by_object(const mat *L, double *x) {
  for (int j = 0; j < 2 * L->n; j++) x[j % L->n] *= L->x[j / 2];
}
