// Pre- and post-increment inside subscripts and on floating-point variables.
// derivatives: walk(x[4])
double walk(const double* x) {
  int i = 0;
  double product = x[i++];
  product *= x[i++] + 1;
  product -= x[++i];
  double y = product++;
  y += --product * 2;
  y *= product--;
  return y * product;
}
