// A stand-alone derivative of a function that counts its calls in a variable of its own file.
// refuses: InternalState
// backsweep: --standalone --gradient 'f(x)'
// expect-error@+2:12: 'calls' is a variable that only 'fail_internal_state.cpp' can reach, and a stand-alone file needs it [InternalState]
// expect-note@+1:12: declare it const if nothing changes it, leave out its 'static', or make it a variable of the functions that use it [WayOut]
static int calls = 0;

double f(double x) {
  ++calls;
  return x * x;
}
