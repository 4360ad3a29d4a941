// setjmp around active code.
// refuses: LongJump
// backsweep: --gradient 'f(x)'
#include <csetjmp>

static std::jmp_buf place;

double f(double x) {
// expect-error@+2:7: '_setjmp' leaves the structured flow of control [LongJump]
// expect-note@+1:7: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  if (setjmp(place) != 0) return 0;
// expect-error@+2:14: 'longjmp' leaves the structured flow of control [LongJump]
// expect-note@+1:14: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
  if (x < 0) std::longjmp(place, 1);
  return x * x;
}
