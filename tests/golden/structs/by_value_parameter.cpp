// A struct parameter by value that is changed, and a struct as result.
// derivatives: scaled(v, factor)
struct Vector3 {
  double x, y, z;
};

Vector3 scaled(Vector3 v, double factor) {
  v.x *= factor;
  v.y = v.x * v.z;
  v.z += factor * factor;
  return v;
}
