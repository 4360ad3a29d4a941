// References to elements whose subscripts, or the pointers to them, move on in the same iteration.
// derivatives: chase(x[n], u[n] -> u[n])
void chase(const double* x, double* u, const int* order, int n) {
  int k = 0;
  const double* p = x;
  while (k < n) {
    double& target = u[order[k]];
    const double& source = *p;
    ++k;
    ++p;
    target = target * source + 0.5 * u[k % n];
    target *= source;
  }
}
