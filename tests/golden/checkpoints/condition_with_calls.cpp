// A checkpointed loop whose condition calls: what the call declares is declared twice, in front of the loop and in its step.
// derivatives: simulate(p, s)
// derivatives: settled(p)
#include <backsweep/annotate.h>

static bool step(double& s, double p) {
  const double force = p * s;
  s -= force * s;
  return s > 0.1;
}

double simulate(double p, double s) {
  int taken = 0;
  BACKSWEEP_CHECKPOINT()
  while (taken < 5 && step(s, p)) ++taken;
  return s;
}

double settled(double p) {
  double s = 1;
  BACKSWEEP_CHECKPOINT()
  for (int i = 0; i < 20 && step(s, p); ++i) s *= 1 + 0.01 * p;
  return s;
}
