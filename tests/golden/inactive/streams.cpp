// A string built on the way and a stream.
// derivatives: labelled(x)
#include <sstream>
#include <string>

std::string last_label;

double labelled(double x, int n) {
  std::string label = "n=";
  label += std::to_string(n);
  std::ostringstream stream;
  stream << label << ';';
  last_label = stream.str();
  double y = 1;
  for (int i = 0; i < n; ++i) y *= x;
  return y;
}
