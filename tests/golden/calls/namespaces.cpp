// Functions in nested and unnamed namespaces, with a using directive and an alias.
// derivatives: model::core::energy(x)
#include <cmath>

namespace model {
namespace {
double hidden(double x) { return x * x; }
}  // namespace
namespace core {
using std::sin;
namespace outer = model;
inline double energy(double x) { return sin(x) * outer::hidden(x) + ::model::hidden(2 * x); }
}  // namespace core
}  // namespace model
