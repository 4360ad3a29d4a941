// Calls through three levels, in expressions and as arguments of calls.
// derivatives: outer(x, y)
double square(double x) { return x * x; }
double middle(double x, double y) { return square(x) * y + square(square(y)); }
double outer(double x, double y) { return middle(square(x), middle(x, y)) * square(y) - middle(1.0, x); }
