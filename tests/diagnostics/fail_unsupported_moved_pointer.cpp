// Functions that are not inlined and move pointers to active values: the shadows would stay where they are.
// refuses: Unsupported
// backsweep: --gradient 'f(x[n])' --tangent 'g(x[n])'
void trim(const double*& p, int& n) {
  if (n > 2 && p[0] < 0.5) {
    ++p;
    --n;
// expect-error@+2:5: a pointer to active values that 'trim' moves, which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:5: raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index [WayOut]
    trim(p, n);
  }
}

double f(const double* x, int n) {
  const double* p = x;
  int rest = n;
// expect-note@+3:3: reached from the call of 'trim' here [ReachedFrom]
// expect-error@+2:3: a pointer to active values that 'trim' moves, which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index [WayOut]
  trim(p, rest);
  return p[0] * p[0];
}

struct Reader {
  const double* at;
};

int skip(Reader& reader, int count) {
  if (count == 0) return 0;
  ++reader.at;
  return 1 + skip(reader, count - 1);
}

double g(const double* x, int n) {
  Reader reader{x};
// expect-error@+2:3: a pointer to active values that 'skip' moves, which is not inlined, is not supported on an active path [Unsupported]
// expect-note@+1:3: raise --inline-limit where it is not recursive, let it return how far the pointer moves, or keep an index [WayOut]
  skip(reader, n / 2);
  return *reader.at * *reader.at;
}
