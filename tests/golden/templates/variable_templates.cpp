// Variables that are templates.
// derivatives: circle(r)
template <class T>
constexpr T kPi = T(3.14159265358979323846);
template <>
constexpr float kPi<float> = 3.14F;
template <int kCount>
inline constexpr double kScale = 1.0 / kCount;

double circle(double r) { return kPi<double> * r * r * kScale<4> + static_cast<double>(kPi<float>) * r; }
