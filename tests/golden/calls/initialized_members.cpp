// Objects whose members have default initializers, where a call gets or gives one that does not vary.
// derivatives: given(x[2])
// derivatives: passed(x[2])
// derivatives: unused(x[2])
#include <backsweep/annotate.h>

struct Material {
  double albedo = 2, index = 1;
};

BACKSWEEP_CONSTANT Material numbered(int number) {
  Material result;
  result.albedo = 3 * number;
  return result;
}

double given(const double* x) {
  Material m = numbered(2);
  m.albedo *= x[0];
  return m.albedo * m.index * x[1];
}

double shade(const Material* m, double t, int depth) {
  return depth > 0 ? shade(m, 0.5 * t, depth - 1) + t * m->index : m->albedo * m->index * t;
}

double passed(const double* x) {
  Material own;
  own.albedo = x[0];
  Material plain;
  plain.index = 3;
  return shade(&own, x[1], 2) * shade(&plain, x[0], 2);
}

Material mixed(const double& x, double* out, int depth) {
  Material result;
  result.albedo = x * *out;
  *out = result.albedo * x;
  if (depth > 0) result = mixed(x, out, depth - 1);
  return result;
}

double unused(const double* x) {
  double y = x[1];
  mixed(x[0], &y, 2);
  return y * x[1];
}
