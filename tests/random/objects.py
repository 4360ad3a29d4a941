"""Objects: a class with state of its own, small vectors with operators, structs in containers, vectors that grow."""

from program import Expr, Function, Stmt
from scope import Array, Object, Real, Whole

CELL = """class Cell {
 public:
  Cell(double total, double rate) : total_(total), rate_(rate) { cells_[1] = 0.5 * rate; }
  double apply(double x) const;
  void update(double x);
  double operator()(double x) const { return rate_ * std::sin(x) + cells_[2]; }
  Cell& operator+=(const Cell& other) {
    total_ += 0.3 * other.total_;
    cells_[0] -= 0.2 * other.cells_[2];
    return *this;
  }
  double& rate() { return rate_; }
  const double& total() const { return total_; }
  double& operator[](int i) { return cells_[i]; }
  double operator[](int i) const { return cells_[i]; }
  int count() const { return count_; }

 private:
  double total_;
  double rate_;
  double cells_[3] = {0.1, 0.2, 0.3};
  int count_ = 0;
};"""

SPOT = """struct Spot {
  double x;
  double y;
  double z;
  Spot& operator+=(const Spot& other) {
    x += other.x;
    y += other.y;
    z += other.z;
    return *this;
  }
  Spot& operator*=(double s) {
    x *= s;
    y *= s;
    z *= s;
    return *this;
  }
  double length() const { return std::sqrt(1.0 + x * x + y * y + z * z); }
};
inline Spot operator+(Spot a, const Spot& b) { return a += b; }
inline Spot operator-(const Spot& a, const Spot& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Spot operator-(const Spot& a) { return {-a.x, -a.y, -a.z}; }
inline Spot operator*(double s, const Spot& a) { return {s * a.x, s * a.y, s * a.z}; }
inline double inner(const Spot& a, const Spot& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Spot cross(const Spot& a, const Spot& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

struct Body {
  Spot at;
  Spot speed;
  double mass = 0.5;
};"""

BODY_FIELDS = ("at.x", "at.y", "at.z", "speed.x", "speed.z", "mass")
SPOT_FIELDS = ("x", "y", "z")


class Objects:
    """Statements over objects with member functions, and over containers of structs."""

    def prepare_objects(self):
        if "classes" in self.themes:
            self.program.structs.append(CELL)
            for heading, is_const in (("inline double Cell::apply(double x) const", True), ("inline void Cell::update(double x)", False)):
                self.cell_method(heading, is_const)
        if "spots" in self.themes:
            self.program.structs.append(SPOT)

    def cell_method(self, heading, is_const):
        scope = self.empty_scope()
        scope.returns = is_const
        scope.reals += [Real("total_", writable=not is_const), Real("rate_", writable=not is_const), Real("x")]
        scope.arrays.append(Array("cells_", 0, 3, writable=not is_const))
        body = self.block(scope, self.random.randint(1, 2))
        if is_const:
            result = Expr("0.5 * total_ + {0}", self.as_double(self.tame(scope, 2)))
        else:
            change = Stmt("cells_[count_ % 3] += {0};", Expr("0.2 * {0}", self.as_double(self.tame(scope, 2))))
            body += [change, Stmt("++count_;")]
            result = None
        self.program.functions.append(Function(heading, body, result))

    def statements_objects(self, scope):
        table = []
        if "classes" in self.themes:
            table += [("object_local", 6), ("object_use", 20)]
        if "spots" in self.themes:
            table += [("spot_local", 8), ("spot_change", 12), ("spot_read", 8), ("spots_local", 5), ("spots_loop", 10)]
            if scope.depth < 2:
                table.append(("bodies", 3))
        if "vectors" in self.themes:
            table += [("growing", 15), ("stack_loop", 8)]
        return table

    def objects_of(self, scope, type_, writable=False):
        return [o for o in scope.objects if o.type == type_ and (o.writable or not writable)]

    # ---- a class ---------------------------------------------------------------------------------------------------

    def object_local(self, scope):
        name = self.fresh("cell")
        objects = self.objects_of(scope, "Cell")
        if objects and self.chance(0.3):
            made = Stmt(f"Cell {name} = {self.pick(objects).text};")
        else:
            made = Stmt(f"Cell {name}({{0}}, {{1}});", self.one(scope), self.one(scope))
        scope.objects.append(Object(name, "Cell"))
        scope.reals += [Real(f"{name}.rate()"), Real(f"{name}.total()", writable=False)]
        scope.arrays.append(Array(name, 0, 3, kind="object"))
        return [made]

    def object_use(self, scope):
        objects = self.objects_of(scope, "Cell", writable=True)
        if not objects:
            return self.object_local(scope)
        name, other, t = self.pick(objects).text, self.pick(objects).text, self.fresh("t")
        form = self.pick(["update", "update", "apply", "call", "add", "assign", "count"])
        if form == "update":
            return [Stmt(f"{name}.update({{0}});", self.one(scope))]
        if form == "add":
            return [Stmt(f"{name} += {other};")]
        if form == "assign":
            return [Stmt(f"{name} = {other};")] if other != name else [Stmt(f"{name}.update(0.5);")]
        if form == "count":
            return [Stmt(f"if ({name}.count() % 2 == 0)", arms=[("", self.block(scope.inner(), 1))])] if scope.depth < 3 else []
        value = self.one(scope)
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = {name}{'.apply' if form == 'apply' else ''}({{0}});", value)]

    # ---- small vectors -----------------------------------------------------------------------------------------------

    def spot(self, scope, depth=2):
        """An expression that is a Spot."""
        spots = self.objects_of(scope, "Spot")
        if depth == 0 or self.chance(0.2):
            if spots and self.chance(0.8):
                return Expr(self.pick(spots).text)
            return Expr("Spot{{{0}, {1}, 0.5}}", self.as_double(self.leaf(scope)), self.as_double(self.leaf(scope)))
        form = self.pick(["{0} + {1}", "{0} - {1}", "cross({0}, {1})", "s", "-{0}"])
        if form == "s":
            return Expr("({0} * {1})", Expr("({0})", self.one(scope)), self.spot(scope, depth - 1))
        operands = [self.spot(scope, depth - 1) for _ in range(1 + ("{1}" in form))]
        return Expr(f"({form})", *operands)

    def add_spot(self, scope, name, writable=True):
        scope.objects.append(Object(name, "Spot", writable))
        scope.reals += [Real(f"{name}.{field}", writable=writable) for field in SPOT_FIELDS]

    def spot_local(self, scope):
        name, value = self.fresh("spot"), self.spot(scope)
        is_const = self.chance(0.3)
        self.add_spot(scope, name, not is_const)
        return [Stmt(f"{'const ' if is_const else ''}Spot {name} = {{0}};", value)]

    def spot_change(self, scope):
        spots = self.objects_of(scope, "Spot", writable=True)
        if not spots:
            return self.spot_local(scope)
        name = self.pick(spots).text
        form = self.pick(["=", "+=", "*="])
        if form == "*=":
            return [Stmt(f"{name} *= {{0}};", Expr("0.7 + 0.2 * std::sin({0})", self.one(scope)))]
        return [Stmt(f"{name} {form} {{0}};", Expr("0.4 * {0}", self.spot(scope)))]

    def spot_read(self, scope):
        t = self.fresh("t")
        form = self.pick(["inner({0}, {1})", "{0}.length()", "{0}.x + {1}.z"])
        values = [Expr("({0})", self.spot(scope, 1)) for _ in range(1 + ("{1}" in form))]
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = {{0}};", Expr(f"std::atan({form})", *values))]

    def spots_local(self, scope):
        """Several of them in an array or a vector."""
        name, size, i = self.fresh("spots"), self.random.randint(2, 4), self.fresh("i")
        form = self.pick(["array", "vector", "vector", "push", "std_array"])
        inner = scope.inner(size, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        value = self.spot(inner, 1)
        index = i if form == "array" else f"static_cast<std::size_t>({i})"
        fill = f"{name}.push_back({{0}});" if form == "push" else f"{name}[{index}] = {{0}};"
        declaration = {
            "array": f"Spot {name}[{size}];",
            "vector": f"std::vector<Spot> {name}({size});",
            "push": f"std::vector<Spot> {name};",
            "std_array": f"std::array<Spot, {size}> {name} = {{}};",
        }[form]
        kind = "array" if form == "array" else "vector"
        scope.objects.append(Object(name, "Spots"))
        for field in SPOT_FIELDS:
            scope.arrays.append(Array(f"{name}|.{field}", 0, size, kind="field" if kind == "array" else "vector_field"))
        loop = Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [Stmt(fill, value)])])
        return [Stmt(declaration), loop]

    def spots_loop(self, scope):
        """A loop by reference over structs."""
        containers = self.objects_of(scope, "Spots")
        if not containers:
            return self.spots_local(scope)
        if scope.depth > 2:
            return self.spot_change(scope)
        name, spot = self.pick(containers).text, self.fresh("spot")
        by_reference = self.chance(0.7)
        inner = scope.inner(4, is_loop=True)
        self.add_spot(inner, spot, by_reference)
        head = self.pick(["Spot&", "auto&"]) if by_reference else self.pick(["const Spot&", "const auto&", "const Spot"])
        body = self.block(inner, 1)
        if by_reference:
            body += self.spot_change(inner) + [Stmt(f"{spot}.{self.pick(SPOT_FIELDS)} *= 0.75;")]
        else:
            s = self.fresh("s")
            scope.reals.append(Real(s))
            body.append(Stmt(f"{s} += {{0}};", Expr(f"0.3 * inner({spot}, {{0}})", Expr("({0})", self.spot(inner, 1)))))
            return [Stmt(f"double {s} = 0.0;"), Stmt(f"for ({head} {spot} : {name})", arms=[("", body)])]
        return [Stmt(f"for ({head} {spot} : {name})", arms=[("", body)])]

    def bodies(self, scope):
        """Pairwise forces between structs of structs, and a step of each."""
        name, size, i, j, d, b = (self.fresh(stem) for stem in ("bodies", "size", "i", "j", "d", "b"))
        count = self.random.randint(2, 3)
        values = [self.one(scope) for _ in range(3)]
        force = [
            Stmt(f"if ({i} == {j}) continue;"),
            Stmt(f"const Spot {d} = {name}[{j}].at - {name}[{i}].at;"),
            Stmt(f"{name}[{i}].speed += (0.2 * {name}[{j}].mass / (1.5 + inner({d}, {d}))) * {d};"),
        ]
        pairs = Stmt(f"for (std::size_t {j} = 0; {j} < {size}; ++{j})", arms=[("", force)])
        move = Stmt(f"for (auto& {b} : {name})", arms=[("", [Stmt(f"{b}.at += 0.3 * {b}.speed;")])])
        steps, k = self.random.randint(1, 3), self.fresh("k")
        step = [Stmt(f"for (std::size_t {i} = 0; {i} < {size}; ++{i})", arms=[("", [pairs])]), move]
        for cell in range(count):
            scope.reals += [Real(f"{name}[{cell}].{field}") for field in BODY_FIELDS]
        is_vector = self.chance(0.6)
        return [
            Stmt(f"const std::size_t {size} = {count};"),
            Stmt(f"std::vector<Body> {name}({size});" if is_vector else f"Body {name}[{count}] = {{}};"),
            Stmt(f"{name}[0].at = Spot{{{{{{0}}, {{1}}, 0.25}}}};", *values[:2]),
            Stmt(f"{name}[1].speed.y = {{0}};", values[2]),
            Stmt(f"for (int {k} = 0; {k} < {steps}; ++{k})", arms=[("", step)]),
        ]

    # ---- vectors that grow -------------------------------------------------------------------------------------------

    def growing(self, scope):
        """Operations that change a vector's size, and reads between them."""
        name, size = self.fresh("v"), 0
        out = [Stmt(f"std::vector<double> {name};")]
        for _ in range(self.random.randint(3, 7)):
            form = self.pick(["push", "push", "resize", "assign", "pop", "back", "front", "clear", "element", "read"])
            if size == 0 and form not in ("resize", "assign"):
                form = "push"
            made, size = getattr(self, "grow_" + form)(scope, name, size)
            out += made
        if size < 2:
            out += self.grow_push(scope, name, size)[0] + self.grow_push(scope, name, size)[0]
            size += 2
        scope.arrays.append(Array(name, 0, size, kind="vector"))
        return out

    def grow_push(self, scope, name, size):
        verb = self.pick(["push_back", "push_back", "emplace_back"])
        return [Stmt(f"{name}.{verb}({{0}});", self.one(scope))], size + 1

    def grow_resize(self, scope, name, size):
        to = self.random.randint(1, 4)
        if self.chance(0.5):
            return [Stmt(f"{name}.resize({to});")], to
        return [Stmt(f"{name}.resize({to}, {{0}});", self.repeated(scope))], to

    def grow_assign(self, scope, name, size):
        to = self.random.randint(1, 4)
        return [Stmt(f"{name}.assign({to}, {{0}});", self.repeated(scope))], to

    def grow_pop(self, scope, name, size):
        return [Stmt(f"{name}.pop_back();")], size - 1

    def grow_back(self, scope, name, size):
        return [Stmt(f"{name}.back() {self.pick(['+=', '-=', '='])} {{0}};", self.one(scope))], size

    def grow_front(self, scope, name, size):
        return [Stmt(f"{name}.front() *= {{0}};", Expr("0.6 + 0.3 * std::cos({0})", self.one(scope)))], size

    def grow_clear(self, scope, name, size):
        return [Stmt(f"{name}.clear();")], 0

    def grow_element(self, scope, name, size):
        at = self.random.randrange(size)
        return [Stmt(f"{name}[{at}] = {{0}};", Expr(f"0.5 * {name}[{at}] * {{0}}", self.one(scope)))], size

    def grow_read(self, scope, name, size):
        t, factor = self.fresh("t"), self.as_double(self.leaf(scope))
        scope.reals.append(Real(t))
        read = self.pick([f"{name}.back()", f"{name}.front()", f"{name}[{self.random.randrange(size)}]"])
        return [Stmt(f"double {t} = {{0}};", Expr(f"std::sin({read} * {{0}})", factor))], size

    def stack_loop(self, scope):
        """A stack that grows and shrinks in a loop, by conditions."""
        if scope.depth > 1:
            return self.growing(scope)
        name, i, s, v = self.fresh("v"), self.fresh("i"), self.fresh("s"), self.fresh("x")
        trips = self.random.randint(2, 5)
        inner = scope.inner(trips, is_loop=True)
        inner.wholes.append(Whole(i, 0, trips - 1))
        body = [Stmt(f"{name}.push_back({{0}});", self.one(inner))]
        drop = [Stmt(f"{s} += 0.5 * {name}.back();"), Stmt(f"{name}.pop_back();")]
        change = [Stmt(f"{name}.back() *= {{0}};", Expr("0.5 + 0.4 * std::sin({0})", self.one(inner)))]
        body.append(Stmt("if ({0})", self.condition(inner), arms=[("", drop)]))
        if self.chance(0.6):
            body.append(Stmt(f"if (!{name}.empty())", arms=[("", change)]))
        add = Stmt(f"{s} += {{0}};", Expr(f"0.3 * {v} * {v} * {{0}}", self.as_double(self.leaf(scope))))
        scope.reals.append(Real(s))
        return [
            Stmt(f"std::vector<double> {name};"),
            Stmt(f"double {s} = 0.0;"),
            Stmt(f"for (int {i} = 0; {i} < {trips}; ++{i})", arms=[("", body)]),
            Stmt(f"for (const double {v} : {name})", arms=[("", [add])]),
        ]
