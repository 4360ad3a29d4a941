// Branches on active values; the taken branch overwrites what the condition read.
// derivatives: clip(x, low, high)
double clip(double x, double low, double high) {
  if (x < low) {
    x = low * low;
  } else if (x > high) {
    x = high * x;
  } else {
    x = x * x * x;
  }
  return x * (low + high);
}
