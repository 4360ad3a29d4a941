// break belongs to the switch, continue to the loop around it; a case returns.
// derivatives: interpret(x)
double interpret(const int* program, int n, double x) {
  double value = x;
  for (int i = 0; i < n; ++i) {
    switch (program[i]) {
      case 0: value = value * x; break;
      case 1: value = value + x; continue;
      case 2: return value * value;
      default: break;
    }
    value = value * 0.5;
  }
  return value;
}
