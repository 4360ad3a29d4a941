// Active values behind the members of an object, which a function that stays a call hands on to code out of sight.
// refuses: NoBody
// backsweep: --inline-limit=0 --gradient 'f(x[1])'
struct work {
  double *in, *out;
};

void unseen(work* w);

// expect-error@+2:28: the body of 'unseen' is not visible, and an active value reaches it [NoBody]
// expect-note@+1:28: add the file that defines 'unseen' to the command line, give it a derivative with BACKSWEEP_DERIVATIVE_OF(unseen), or declare it constant with BACKSWEEP_CONSTANT [AddSource]
static void run(work* w) { unseen(w); }

double f(const double* x) {
  double in = x[0], out = 0;
  work w = {&in, &out};
// expect-note@+3:3: reached from the call of 'run' here [ReachedFrom]
// expect-error@+2:3: a pointer to active values that 'run' moves, which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index [WayOut]
  run(&w);
  return out;
}
