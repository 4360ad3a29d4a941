// Type aliases and const everywhere.
// derivatives: aliased(x, y)
using Real = double;
typedef const Real ConstReal;

Real aliased(ConstReal x, const Real y) {
  ConstReal square = x * x;
  const auto result = square * y;
  decltype(x * y) more = result + x;
  return more * result;
}
