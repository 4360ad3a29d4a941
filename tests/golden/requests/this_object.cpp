// `this` as a whole is independent, and a member function that changes the object is dependent on it.
// derivatives: Filter::push(this, x -> this, return)
class Filter {
 public:
  explicit Filter(double gain) : gain_(gain) {}
  double push(double x) {
    state_ = gain_ * x + (1 - gain_) * state_ * state_;
    return state_ * gain_;
  }
  double& gain() { return gain_; }
  double& state() { return state_; }

 private:
  double gain_;
  double state_ = 0.5;
};
