// Classes with their own copy constructor, assignment and destructor.
// derivatives: copies(x, y)
class Buffer {
 public:
  explicit Buffer(int n) : n_(n), cells_(new double[static_cast<unsigned>(n)]()) {}
  Buffer(const Buffer& other) : n_(other.n_), cells_(new double[static_cast<unsigned>(other.n_)]) {
    for (int i = 0; i < n_; ++i) cells_[i] = other.cells_[i];
  }
  Buffer& operator=(const Buffer& other) {
    for (int i = 0; i < n_; ++i) cells_[i] = other.cells_[i];
    return *this;
  }
  ~Buffer() { delete[] cells_; }
  double& operator[](int i) { return cells_[i]; }

 private:
  int n_;
  double* cells_;
};

double copies(double x, double y) {
  Buffer a(2);
  a[0] = x * y;
  a[1] = y;
  Buffer b = a;
  b[0] *= b[1];
  a = b;
  return a[0] * b[1] + x;
}
