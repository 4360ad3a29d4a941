// Macros in a stand-alone file: defined anew, taken back behind what uses them.
// backsweep: --standalone --adjoint 'evaluate(x)' --tangent 'evaluate(x)'
#define WEIGHT 2.0
#define TERMS 3

static const double kTwice = WEIGHT * 2;

struct Cell {
  double factor = WEIGHT;
  double offsets[TERMS] = {0.5, 0.25, WEIGHT};
};

#undef WEIGHT
#define WEIGHT 3.0

static const double kThree = WEIGHT;

double evaluate(double x) {
  const Cell cell{};
  double sum = 0;
  for (int i = 0; i < TERMS; ++i) sum += x * x * kTwice * cell.factor * WEIGHT + x * cell.offsets[i];
  return sum * kThree;
}

#undef WEIGHT
#undef TERMS
