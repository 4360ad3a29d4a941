// An output file in a folder that does not exist.
// refuses: CannotWrite
// backsweep: --gradient 'f(x)'
// output: missing/emitted.hpp
// expect-error@0: cannot write 'missing/emitted.hpp': No such file or directory [CannotWrite]
double f(double x) { return x * x; }
