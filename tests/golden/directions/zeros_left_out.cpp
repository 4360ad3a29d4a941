// Eight directions: a loop that adds products of few derivatives runs over the directions in which these are not zero.
// backsweep: --tangent 'blend(maps[12 * bones] -> moved[3 * n])' --directions=8
void blend(const double* maps, int bones, const double* weights, const double* points, int n, double* moved) {
  for (int i = 0; i < 3 * n; ++i) moved[i] = 0;
  for (int bone = 0; bone < bones; ++bone) {
    double map[12];
    for (int k = 0; k < 12; ++k) map[k] = maps[12 * bone + k];
    for (int v = 0; v < n; ++v) {
      const double weight = weights[bone * n + v];
      for (int i = 0; i < 3; ++i) {
        moved[3 * v + i] += weight * (map[4 * i] * points[0] + map[4 * i + 1] * points[1] + map[4 * i + 3]);
      }
    }
  }
}
