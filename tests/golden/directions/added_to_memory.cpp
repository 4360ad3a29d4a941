// Eight directions: what is added to memory is computed first, as it may be computed of the same memory.
// backsweep: --tangent 'relax(u[n], a -> u[n])' --directions=8
void relax(double* u, const int* neighbours, int n, double a) {
  for (int i = 0; i < n; ++i) u[i] += a * (u[neighbours[i]] - u[i]);
}
