// Names with letters beyond ASCII: of functions, parameters, members and types, in requests, marks and extents.
// backsweep: --gradient 'fläche(größe, höhe)' --gradient 'länge(bögen, maß.über)' --checkpoint 'glätten:21'
// derivatives: glätten(wärme[größe])
#include <cmath>
#include <vector>

struct Maß {
  double über;
  int größe;
};

double fläche(double größe, double höhe) { return größe * größe * std::sin(höhe); }

double länge(const std::vector<double>& bögen, const Maß& maß) {
  double summe = 0;
  for (const double bogen : bögen) summe += std::exp(bogen * maß.über);
  return summe;
}

void glätten(double* wärme, int größe, int schritte) {
  for (int schritt = 0; schritt < schritte; ++schritt) {
    for (int i = 1; i < größe; ++i) wärme[i] += 0.1 * wärme[i] * wärme[i - 1];
  }
}
