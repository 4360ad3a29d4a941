// Memory behind a member of an object that is handed on: how much of it the callee uses is not seen here.
// refuses: NoExtent
// backsweep: --adjoint 'step(g, k -> g)'
struct Grid {
  int n;
  double* u;
};

static void relax(Grid* g, double k, int depth) {
  if (depth == 0) return;
  for (int i = 0; i < g->n; ++i) g->u[i] = k + g->u[i] * g->u[i];
  relax(g, k, depth - 1);
}

// expect-error@+2:11: the extent of 'g.u' cannot be inferred [NoExtent]
// expect-note@+1:11: write it in the request, for example 'g.u[n]' [WriteExtent]
void step(Grid* g, double k) {
  g->u[0] *= k;
  relax(g, k, 2);
}
