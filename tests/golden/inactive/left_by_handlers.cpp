// Handlers that leave a loop or the function: the reverse sweep knows which way the forward sweep went.
// derivatives: product(x[n])
// derivatives: squares(x[n] -> y[n])
// derivatives: until_bad(x[n])
// derivatives: power(x)
#include <stdexcept>
#include <string>

inline void require(int flag) {
  if (flag < 0) throw std::domain_error("negative");
  if (flag > 9) throw std::out_of_range("large");
}

double product(const double* x, const int* flags, int n) {
  double p = 1;
  for (int i = 0; i < n; ++i) {
    try {
      require(flags[i]);
    } catch (const std::domain_error&) {
      continue;
    } catch (const std::out_of_range&) {
      break;
    }
    p = p * x[i];
  }
  return p;
}

void squares(const double* x, double* y, int flag, int n) {
  for (int i = 0; i < n; ++i) y[i] = x[i] * x[i];
  try {
    require(flag);
  } catch (const std::exception&) {
    return;
  }
  for (int i = 0; i < n; ++i) y[i] *= x[i];
}

double until_bad(const double* x, const int* flags, int n) {
  double sum = 1;
  for (int i = 0; i < n; ++i) {
    sum *= x[i];
    try {
      require(flags[i]);
    } catch (...) {
      return sum * x[0];
    }
  }
  return sum;
}

double power(double x, const std::string& text) {
  int exponent = 2;
  try {
    exponent = std::stoi(text);
    for (int i = exponent; i > 9; --i) exponent = i - 1;
  } catch (const std::invalid_argument&) {
    exponent = 3;
  }
  double p = 1;
  for (int i = 0; i < exponent; ++i) p *= x;
  return p;
}
