/* Locals of translated Fortran are static: where each call sets them first, they are as any others. */
/* derivatives: step(u[2 * n]) */
/* backsweep: --gradient 'product(u[n + 1])' */
static int axpy_(int *n, double *da, double *dx, double *dy) {
  static int i__, m;
  --dy;
  --dx;
  m = *n;
  for (i__ = 1; i__ <= m; ++i__) dy[i__] += *da * dx[i__];
  return 0;
}

void step(double *u, int n) { axpy_(&n, u, u + n, u); }

static double dot_(int *n, double *dx, double *dy) {
  static double dtemp;
  static int i__, i__1;
  --dy;
  --dx;
  dtemp = 0.;
  if (*n <= 0) return 0.;
  i__1 = *n;
  for (i__ = 1; i__ <= i__1; ++i__) dtemp += dx[i__] * dy[i__];
  return dtemp;
}

double product(double *u, int n) { return dot_(&n, u, u) * dot_(&n, u, u + 1); }
