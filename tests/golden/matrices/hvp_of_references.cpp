// References and addresses into arrays that are only read: so are their directions.
// backsweep: --gradient 'chosen(x[n])' --hvp 'chosen(x[n])'
// backsweep: --gradient 'second(x[n])' --hvp 'second(x[n])'
// backsweep: --gradient 'addressed(x[n])' --hvp 'addressed(x[n])'
// backsweep: --gradient 'largest(x[n])' --hvp 'largest(x[n])'
// backsweep: --gradient 'of_points(p[n])' --hvp 'of_points(p[n])'
// backsweep: --gradient 'walked(x[n])' --hvp 'walked(x[n])'
double chosen(const double* x, int n) {
  const double& r = n > 3 ? x[1] : x[0];
  return r * r * r;
}

double second(const double* x, int n) {
  const double& first = n > 1 ? x[1] : x[0];
  const double& r = n > 2 ? x[2] : first;
  return r * r * first;
}

double addressed(const double* x, int n) {
  const double* p = &x[1];
  return p[0] * *p * x[n - 1];
}

double largest(const double* x, int n) {
  double r = 1;
  for (int i = 0; i < n; ++i) {
    const double& q = x[i] > r ? x[i] : r;
    r = q * q * x[0];
  }
  return r;
}

struct Point {
  double a;
  double b;
};

double of_points(const Point* p, int n) {
  double sum = 0;
  for (int i = 0; i + 1 < n; ++i) {
    const Point& high = p[i].a > p[i + 1].a ? p[i] : p[i + 1];
    const Point& own = p[i];
    const double& b = own.b;
    sum += high.a * high.b * own.a * b * b;
  }
  return sum;
}

double walked(const double* x, int n) {
  const double& first = n > 1 ? x[1] : x[0];
  const double* p = &first;
  if (n > 2) ++p;
  return *p * *p * first;
}
