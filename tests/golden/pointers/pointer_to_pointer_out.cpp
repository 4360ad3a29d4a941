// A callee moves the caller's pointer.
// derivatives: parse_all(x[6])
double take(const double** cursor) {
  const double value = **cursor;
  *cursor += 2;
  return value * value;
}

double parse_all(const double* x) {
  const double* cursor = x;
  double sum = take(&cursor);
  sum *= take(&cursor);
  return sum + take(&cursor) * sum;
}
