// Variables of the file whose members have default initializers: their derivatives begin at zero all the same.
// derivatives: chosen(x[3])
// derivatives: written(x[2])
// derivatives: kept(x[2])
// derivatives: of_vector(x[2])
#include <vector>

struct Material {
  double albedo = 2, index = 1;
};

struct Sphere {
  Material material;
  double radius;
};

constexpr Sphere spheres[2] = {{{1, 2}, 3}, {{4, 5}, 6}};
Sphere scene[2];
std::vector<Sphere> more(2);

double chosen(const double* x) {
  Sphere own;
  own.radius = x[2];
  const Sphere* p = x[0] > 0.7 ? &spheres[0] : &own;
  Sphere hit = *p;
  hit.material.albedo *= x[1];
  return hit.material.albedo * hit.material.index + hit.radius;
}

double written(const double* x) {
  scene[0].material.albedo = x[0];
  for (int i = 0; i < 2; ++i) scene[1].material.index = scene[0].material.albedo * x[1] + i * scene[1].material.index;
  return scene[1].material.index * scene[0].material.albedo;
}

double kept(const double* x) {
  static Material last;
  last.albedo = x[0] * x[1];
  last.index = last.albedo * x[1];
  return last.index * last.albedo;
}

double of_vector(const double* x) {
  more[1].material.index = x[0] * x[1];
  more[0].radius = more[1].material.index * x[0];
  return more[0].radius * more[1].material.index * more[0].material.albedo;
}
