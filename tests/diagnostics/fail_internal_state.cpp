// A stand-alone derivative of a function that counts its calls in a variable of its own file.
// refuses: InternalState
// backsweep: --standalone --gradient 'f(x)'
// expect-error@+1:12: 'calls' is a variable that only 'fail_internal_state.cpp' can reach, and a stand-alone file needs it [InternalState]
static int calls = 0;

double f(double x) {
  ++calls;
  return x * x;
}
