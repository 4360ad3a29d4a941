/* Extents in what pointers point to, as Fortran's interfaces have it. */
/* backsweep: --gradient 'norm(x[*n])' --gradient 'weighted(x[(*n)], w[n[0]])' */
/* backsweep: --gradient 'moment(a[size[0] * size[1]])' --gradient 'length(line->points[line->count], line->unit)' */
/* derivatives: scaled(line->points[line->count], points[*n]) */
double norm(const int* n, const double* x) {
  double sum = 0;
  for (int i = 0; i < *n; ++i) sum += x[i] * x[i];
  return sum;
}

double weighted(int* n, const double* x, const double* w) {
  double sum = 0;
  for (int i = 0; i < *n; ++i) sum += x[i] * x[i] * w[i];
  return sum;
}

double moment(const double* a, const int size[2]) {
  double sum = 0;
  for (int i = 0; i < size[0]; ++i) {
    for (int j = 0; j < size[1]; ++j) sum += i * a[i * size[1] + j] * a[i * size[1] + j];
  }
  return sum;
}

struct line {
  const double* points;
  int count;
  double unit;
};

double length(const struct line* line) {
  double sum = 0;
  for (int i = 1; i < line->count; ++i) {
    const double step = line->points[i] - line->points[i - 1];
    sum += step * step;
  }
  return sum * line->unit;
}

/* A parameter is called like a member of another. */
void scaled(const struct line* line, double* points, const int* n) {
  for (int i = 0; i < *n; ++i) points[i] *= line->points[i % line->count];
}
