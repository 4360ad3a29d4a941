// Tables of a C file that local pointers write, by whatever name.
// refuses: InternalState
// backsweep: --gradient 'moved(x[2])' --gradient 'kept(x[2])' --gradient 'chosen(x[2])'
// expect-error@+2:15: 'R' is a variable that only 'fail_internal_state_in_c.c' can reach, and a stand-alone file needs it [InternalState]
// expect-note@+1:15: declare it const if nothing changes it, leave out its 'static', or make it a variable of the functions that use it [WayOut]
static double R[] = {0.5, -1.5, 2.0};
// expect-error@+2:15: 'S' is a variable that only 'fail_internal_state_in_c.c' can reach, and a stand-alone file needs it [InternalState]
// expect-note@+1:15: declare it const if nothing changes it, leave out its 'static', or make it a variable of the functions that use it [WayOut]
static double S[] = {1, 2};
// expect-error@+2:15: 'T' is a variable that only 'fail_internal_state_in_c.c' can reach, and a stand-alone file needs it [InternalState]
// expect-note@+1:15: declare it const if nothing changes it, leave out its 'static', or make it a variable of the functions that use it [WayOut]
static double T[] = {1, 2};

struct cursor {
  double *at;
};

static void put(double *d) {
  double *e;
  e = d;
  e++;
  *e = 3;
}

double moved(const double *x) {
  put(R);
  return x[0] * R[1];
}

double kept(const double *x) {
  struct cursor c;
  c.at = S;
  c.at[1] = 2;
  return x[0] * S[1];
}

double chosen(const double *x) {
  double own[2] = {0, 0};
  double *p = x[0] > 0 ? T : own;
  p[1] = 2;
  return x[0] * T[1];
}
