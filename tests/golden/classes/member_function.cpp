// A member function as request: the object comes first, and its listed members are independent.
// derivatives: Spring::energy(this->stiffness, q)
struct Spring {
  double stiffness;
  double length;
  double energy(double q) const { return 0.5 * stiffness * (q - length) * (q - length); }
};
