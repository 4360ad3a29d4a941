// What only a class may name: a recursive friend that is defined inside it, the address of a private member
// refuses: Unsupported
// backsweep: --gradient 'f(x)' --gradient 'Log::traced(this, x)'
struct Number {
  double value;
// expect-error@+3:54: a recursion of 'power', which emitted code cannot name, is not supported on an active path [Unsupported]
// expect-note@+2:54: declare it outside of its class, too, or make it a public member [WayOut]
// expect-note@+1:54: reached from the call of 'power' here [ReachedFrom]
  friend double power(const Number& number, int n) { return n == 0 ? 1 : number.value * power(number, n - 1); }
};

double f(double x) { return power(Number{x}, 3); }

class Log {
 public:
  double traced(double x) {
// expect-error@+1:5: 'count', a private member, in this statement is not supported on an active path [Unsupported]
    auto call = &Log::count;
    (this->*call)();
    return x * x * scale_;
  }

 private:
  void count() { ++lines_; }
  double scale_ = 2;
  int lines_ = 0;
};
