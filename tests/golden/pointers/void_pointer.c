/* A user-data pointer of type void, as C libraries hand it to callbacks. */
/* derivatives: run(x) */
struct parameters {
  double scale;
  int power;
};

static double evaluate(double x, void *data) {
  struct parameters *p = data;
  double y = p->scale;
  for (int i = 0; i < p->power; ++i) y *= x;
  return y;
}

double run(double x) {
  struct parameters p = {x * 2, 3};
  return evaluate(x, &p) * evaluate(0.5, &p);
}
