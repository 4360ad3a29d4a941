// Objects of classes whose members are defined elsewhere: a generator, a timer, a log.
// derivatives: drawn(x[n])
// derivatives: timed(x[n])
// derivatives: told(x[n])
#include <string>

class Generator {
 public:
  explicit Generator(unsigned seed);
  double next();
  int pick(int n) const;

 private:
  unsigned state_;
};

struct Timer {
  Timer();
  ~Timer();
  void lap();
};

class Log {
 public:
  explicit Log(const char* name);
  void line(int i, const std::string& what);
  int count = 0;

 private:
  std::string name_;
};

double drawn(const double* x, int n) {
  Generator generator(5);
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += generator.next() * x[i] * x[generator.pick(n)];
  return sum;
}

double timed(const double* x, int n) {
  Timer timer;
  Log log("timed");
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += x[i] * x[i] * x[i];
    timer.lap();
    log.line(i, "lap");
  }
  return sum * log.count;
}

double told(const double* x, int n, Log* log) {
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    sum += x[i] * x[i];
    log->line(i, "step");
  }
  return sum;
}
