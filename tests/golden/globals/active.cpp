// A global that carries active values from one function to another.
// derivatives: through_global(x, y)
double shared_value;
double shared_table[3];

void prepare(double x) {
  shared_value = x * x;
  for (int i = 0; i < 3; ++i) shared_table[i] = shared_value * (i + 1) + x;
}

double through_global(double x, double y) {
  prepare(x * y);
  double sum = shared_value * y;
  for (int i = 0; i < 3; ++i) sum += shared_table[i] * shared_table[2 - i];
  prepare(sum);
  return shared_table[1] * x;
}
