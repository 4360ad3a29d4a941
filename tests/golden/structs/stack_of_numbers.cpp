// Stacks in structs: the array stays where it is while the number of its elements changes in the subscript.
// derivatives: postfix(x)
// derivatives: by_methods(x[3])
// derivatives: behind_pointer(x)

struct Stack {
  double v[4];
  int n;
  void push(double value) { v[n++] = value; }
  double pop() { return v[--n]; }
};

double postfix(double x) {
  Stack s{{x, x * x}, 2};
  s.v[s.n++] = x * x * x;
  s.v[--s.n] *= x;
  const double top = x * s.v[s.n];
  return top + s.v[--s.n];
}

double by_methods(const double* x) {
  Stack s{{}, 0};
  s.push(x[0]);
  s.push(x[1] * x[0]);
  s.push(x[2]);
  const double top = s.pop();
  s.push(top * s.pop());
  s.push(x[1]);
  const double a = s.pop();
  return a * a * s.pop() - s.pop();
}

double drop(Stack* s) { return s->v[--s->n] * s->v[0]; }

double behind_pointer(double x) {
  Stack s{{x, x * x, 2 * x}, 3};
  const double first = drop(&s);
  return first * drop(&s);
}
