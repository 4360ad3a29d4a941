// Objects that are not taken apart, and whose destructors free what active values were written to.
// refuses: Unsupported
// backsweep: --gradient 'layered(x[n])' --gradient 'buffered(x[n])'
struct Layer {
  Layer() {}
  virtual ~Layer() { delete[] weights; }
  virtual double apply(double x) const { return weights[0] * x; }

  double* weights = nullptr;
};

double layered(const double* x, int n) {
  Layer layer;
// expect-error@+2:3: memory that 'Layer' gives back when it ends is not supported on an active path [Unsupported]
// expect-note@+1:3: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  layer.weights = new double[static_cast<unsigned>(n)];
  for (int i = 0; i < n; ++i) layer.weights[i] = x[i] * x[i];
  return layer.apply(x[0]);
}

struct Buffer {
  explicit Buffer(int n) : cells(new double[static_cast<unsigned>(n)]) {}
  ~Buffer();

  double* cells;
};

double buffered(const double* x, int n) {
// expect-error@+2:3: an object of 'Buffer' that leads to active values is not supported on an active path [Unsupported]
// expect-note@+1:3: add the file that defines its constructors and its destructor to the command line [WayOut]
  Buffer buffer(n);
  for (int i = 0; i < n; ++i) buffer.cells[i] = x[i] * x[i];
  return buffer.cells[n - 1] * buffer.cells[0];
}
