// A static variable of a file that includes others may be set where the file is included: it is no constant, though nothing
// in the file writes it.
// derivatives: scaled(x)
static double scale = 1.0;

double scaled(double x) { return scale * x * x; }
