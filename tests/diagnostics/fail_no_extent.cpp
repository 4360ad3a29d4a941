// A gradient over a pointer whose extent cannot be inferred.
// refuses: NoExtent
// backsweep: --gradient 'f(x)'
// expect-error@+2:10: the extent of 'x' cannot be inferred [NoExtent]
// expect-note@+1:10: write it in the request, for example 'f(x[n])' [WriteExtent]
double f(const double* x, const int* end_of_row) {
  double sum = 0;
  for (int i = 0; i < end_of_row[1]; ++i) sum += x[end_of_row[i]] * x[i];
  return sum;
}
