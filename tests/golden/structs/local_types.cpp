// Types declared inside the function: a class with members, one without a name, an enumeration.
// derivatives: stages(x)
double stages(double x, int n) {
  struct Stage {
    double gain;
    double offset = 0.5;
    double apply(double y) const { return gain * y * y + offset; }
  };
  enum Mode { kSame, kDouble = 4 };
  struct {
    double weight;
    int count;
  } table[] = {{x, 1}, {2 * x, 3}};

  Stage stage;
  stage.gain = x * table[1].weight;
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    const Mode mode = i % 2 == 0 ? kSame : kDouble;
    sum += stage.apply(x * i) * static_cast<int>(mode) + table[i % 2].weight * table[i % 2].count;
  }
  return sum;
}
