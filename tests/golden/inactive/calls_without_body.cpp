// A function without a visible body that only sees inactive arguments.
// derivatives: environment(x)
#include <cstdlib>

double environment(double x) {
  const char* text = std::getenv("BACKSWEEP_NOT_SET");
  const double scale = text ? std::atof(text) : 2.0;
  return x * x * scale;
}
