/* A struct and a function of one name: C keeps them apart. A variable is called what the runtime calls something. */
/* derivatives: bounce(b[1] -> b[1]) */
struct ball {
  double x, v;
};
static double value = 0.5;

void ball(struct ball *b, int steps);

void set_value(double next) { value = next; }

void bounce(struct ball *b, int steps) {
  for (int i = 0; i < steps; ++i) {
    b->v -= 0.1 * b->x * b->v;
    b->x += 0.1 * b->v;
  }
}
