// Local references to scalars and to array elements.
// derivatives: local(x[n] -> x[n])
void local(double* x, int n) {
  double total = 0;
  double& sum = total;
  for (int i = 0; i < n; ++i) {
    double& element = x[i];
    const double& first = x[0];
    element *= first;
    sum += element * element;
  }
  x[0] = total * sum;
}
