// Static data members that are private: a table of constants, a factor that the caller sets, a number.
// derivatives: Polynomial::value(x)
// backsweep: --adjoint 'evaluate(x)' --tangent 'evaluate(x)'
class Polynomial {
 public:
  static double value(double x) {
    double sum = 0;
    for (int k = 0; k < kTerms; ++k) sum = sum * x + kTable[k] * factor_;
    return sum;
  }
  static void set_factor(double factor) { factor_ = factor; }

 private:
  static constexpr int kTerms = 3;
  static constexpr double kTable[kTerms] = {1, 2, 3};
  inline static double factor_ = 1.5;
};

double evaluate(double x) { return Polynomial::value(x * x); }
