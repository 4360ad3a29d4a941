// A call into another source file of the same run.
// derivatives: combined(x, y)
// sources: across_files.other.cc
double from_other_file(double x, double y);

double combined(double x, double y) { return from_other_file(x * y, y) * x + from_other_file(y, x); }
