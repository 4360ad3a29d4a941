// A mark for loops in front of a declaration.
// refuses: MisplacedAnnotation
// backsweep: --gradient 'f(x)'
#include <backsweep/annotate.h>

double f(double x) {
// expect-error@+1:3: 'BACKSWEEP_CHECKPOINT' is not followed by a loop [MisplacedAnnotation]
  BACKSWEEP_CHECKPOINT()
  const double y = x * x;
  return y;
}
