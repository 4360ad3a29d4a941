/* C structs through pointers, a typedef, and struct assignment. */
/* derivatives: oscillate(o -> o) */
typedef struct oscillator {
  double x, v;
  double k[2];
} oscillator;

void oscillate(oscillator *o, int steps) {
  for (int i = 0; i < steps; ++i) {
    oscillator next = *o;
    next.v -= 0.1 * (o->k[0] * o->x + o->k[1] * o->x * o->x * o->x);
    next.x += 0.1 * next.v;
    *o = next;
  }
}
