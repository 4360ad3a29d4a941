// One overload of several, chosen by its parameter types.
// backsweep: --adjoint 'area(double, double)' --tangent 'area(double, double)'
double area(double side) { return side * side; }
double area(double a, double b) { return a * area(b); }
