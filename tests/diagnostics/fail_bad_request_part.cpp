// A part of an array that is a member, or of one whose size is in its type.
// refuses: BadRequest
// backsweep: --gradient 'product(o.a[2])'
struct Object {
  double a[3];
};
// expect-error@+1:8: cannot read the request 'product(o.a[2])': 'o.a[2]' asks for a part of an array, or for more than it has: it is taken as a whole [BadRequest]
double product(const Object& o) { return o.a[0] * o.a[1] * o.a[2]; }
