/* A function that keeps what it computed last in variables of the file; nothing active goes into it or comes out of it. */
// backsweep: --inline-limit=0
// derivatives: placed(x[2])
#include <math.h>

double last_date = 0, last_longitude = 0, last_obliquity = 0;

struct nutation {
  double longitude, obliquity;
};

void get_nutation(double date, struct nutation *result) {
  if (fabs(date - last_date) > 0.1) {
    last_date = date;
    last_longitude = 0;
    for (int k = 1; k < 4; k++) last_longitude += sin(k * date);
    last_obliquity = cos(date);
  }
  result->longitude = last_longitude;
  result->obliquity = last_obliquity;
}

double placed(const double *x) {
  struct nutation a, b;
  get_nutation(0.25, &a);
  get_nutation(1.5, &b);
  return sin(x[0] + a.longitude) * cos(x[1] - b.obliquity);
}
