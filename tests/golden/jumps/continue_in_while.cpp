// continue in while and do-while loops goes to the condition.
// derivatives: wander(x)
double wander(double x) {
  int i = 0;
  while (i < 6) {
    ++i;
    if (i == 2) continue;
    x = x * x * 0.5 + 0.4;
  }
  do {
    ++i;
    if (i % 2 == 0) continue;
    x = x * 0.9 + x * x * 0.05;
  } while (i < 10);
  return x;
}
