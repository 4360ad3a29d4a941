// A helper of more than a few statements that is called once: its body is part of both adjoints, of pointers that overlap
// and of those that do not.
// backsweep: --adjoint 'look(camera[6], point[3] -> seen[2])' --tangent 'look(camera, point -> seen)'
#include <cmath>

void project(const double* camera, const double* point, double* projected) {
  double centred[3];
  for (int i = 0; i < 3; ++i) centred[i] = point[i] - camera[i];
  const double sine = std::sin(camera[3]);
  const double cosine = std::cos(camera[3]);
  const double x = cosine * centred[0] - sine * centred[1];
  const double y = sine * centred[0] + cosine * centred[1];
  projected[0] = x / centred[2];
  projected[1] = y / centred[2];
  const double squared = projected[0] * projected[0] + projected[1] * projected[1];
  const double factor = 1 + camera[4] * squared + camera[5] * squared * squared;
  double bent[2];
  bent[0] = projected[0] * factor;
  bent[1] = projected[1] * factor;
  const double length = std::sqrt(1 + bent[0] * bent[0] + bent[1] * bent[1]);
  if (squared > 1) {
    bent[0] = bent[0] / length;
    bent[1] = bent[1] / length;
  } else {
    bent[0] = bent[0] * length;
    bent[1] = bent[1] * length;
  }
  bent[0] = bent[0] + camera[4];
  bent[1] = bent[1] + camera[5];
  for (int i = 0; i < 2; ++i) projected[i] = bent[i];
}

void look(const double* camera, const double* point, double scale, double* seen) {
  double projected[2];
  project(camera, point, projected);
  seen[0] = scale * projected[0];
  seen[1] = scale * projected[1] * projected[1];
}
