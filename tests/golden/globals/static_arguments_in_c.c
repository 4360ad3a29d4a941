/* File-statics of translated Fortran whose addresses are handed on: functions that only read them leave them constant. */
/* derivatives: residual_(a[*n * *n], x[*n], r[*n]) */
/* backsweep: --gradient 'product_(x[*n], y[*n])' */
typedef int integer;
typedef double doublereal;

static integer c__1 = 1;
static doublereal c_b3 = -1.;

static int axpy_(integer *n, doublereal *da, doublereal *dx, integer *incx, doublereal *dy, integer *incy) {
  integer i__1, i__, ix, iy;
  --dy;
  --dx;
  if (*n <= 0 || *da == 0.) return 0;
  ix = 1;
  iy = 1;
  if (*incx < 0) ix = (-(*n) + 1) * *incx + 1;
  if (*incy < 0) iy = (-(*n) + 1) * *incy + 1;
  i__1 = *n;
  for (i__ = 1; i__ <= i__1; ++i__) {
    dy[iy] += *da * dx[ix];
    ix += *incx;
    iy += *incy;
  }
  return 0;
}

static doublereal dot_(integer *n, doublereal *dx, integer *incx, doublereal *dy, integer *incy) {
  doublereal dtemp = 0.;
  integer i__;
  for (i__ = 0; i__ < *n; ++i__) dtemp += dx[i__ * *incx] * dy[i__ * *incy];
  return dtemp;
}

/* r = A x - r, column by column */
int residual_(integer *n, doublereal *a, doublereal *x, doublereal *r) {
  integer a_dim1 = *n, a_offset = 1 + a_dim1, j;
  a -= a_offset;
  --x;
  --r;
  for (j = 1; j <= *n; ++j) r[j] = -r[j];
  for (j = 1; j <= *n; ++j) axpy_(n, &x[j], &a[j * a_dim1 + 1], &c__1, &r[1], &c__1);
  return axpy_(n, &c_b3, &x[1], &c__1, &r[1], &c__1);
}

doublereal product_(integer *n, doublereal *x, doublereal *y) { return dot_(n, x, &c__1, y, &c__1); }
