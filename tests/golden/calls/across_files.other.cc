// The second source of across_files.cpp.
double from_other_file(double x, double y);

static double helper(double x) { return x * x + 1; }

double from_other_file(double x, double y) { return helper(x) * y / helper(y); }
