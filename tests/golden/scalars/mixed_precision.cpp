// float, double and long double in one expression, converted implicitly and explicitly.
// derivatives: mixed(x, y, z)
double mixed(float x, double y, long double z) {
  const double product = x * y;
  const float rounded = static_cast<float>(product) * x;
  const long double wide = product + z * rounded;
  return static_cast<double>(wide) * y + rounded;
}
