// An array of objects with destructors is kept whole for the reverse part of a call.
// backsweep: --inline-limit=0 --storage=recompute --gradient 'swept(x[3])'
namespace {

class Gain {
 public:
  Gain() {}
  ~Gain() {}
  void scale(double factor) { value_ *= factor * value_; }
  double moved(double speed) const { return value_ * speed * speed; }

 private:
  double value_ = 0.5;
};

}  // namespace

double swept(const double* x) {
  Gain gains[2];
  for (int i = 0; i < 3; ++i) gains[i % 2].scale(x[i]);
  const Gain first = gains[0];
  return first.moved(x[0]) * gains[1].moved(x[1]);
}
