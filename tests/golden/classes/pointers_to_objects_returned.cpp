// Pointers that functions return to objects that are taken apart: to their own object, or to one they were handed.
// derivatives: own(x[2])
// derivatives: handed(x[2])
// derivatives: chained(x[2])
// derivatives: of_member(x[2])
namespace {

struct View {
  const double* first;
  double weight = 1;
  explicit View(const double* from) : first(from) {}
  View(const View& other) : first(other.first), weight(other.weight) {}
  View* self() { return this; }
  View* scaled(double factor) {
    weight *= factor;
    return this;
  }
};

class Holder {
 public:
  Holder(const double* from, double factor) : view_(from), factor_(factor) {}
  View* view() { return &view_; }
  double factor() const { return factor_; }

 private:
  View view_;
  double factor_;
};

View* same(View* view) { return view; }
View* address_of(View& view) { return &view; }

}  // namespace

double own(const double* x) {
  View view(x);
  View* pointer = view.self();
  pointer->weight = x[0];
  view.self()->weight *= x[1];
  return view.weight * pointer->first[1];
}

double handed(const double* x) {
  View view(x);
  View* pointer = same(&view);
  pointer->weight = x[0];
  address_of(view)->weight *= x[1];
  same(pointer)->weight *= x[1];
  return view.weight * pointer->first[1];
}

double chained(const double* x) {
  View view(x);
  view.scaled(x[0])->scaled(x[1])->scaled(x[0]);
  return view.weight * view.weight * view.first[1];
}

double of_member(const double* x) {
  Holder holder(x, x[1]);
  View* view = holder.view();
  view->weight *= x[0];
  holder.view()->scaled(x[1]);
  return view->weight * holder.factor();
}
