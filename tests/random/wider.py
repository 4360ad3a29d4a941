"""Less common forms: classes, operators, templates, recursion, goto, side effects in conditions, pointer tables."""

from program import Expr, Function, Stmt
from scope import Array, Callee, Grid, Real, Whole

MODEL = """class Model {{
 public:
  Model(double gain, double shift) : gain_(gain), shift_(shift) {{}}
  double apply(double x) const {{ return gain_ * x + std::sin(shift_ * x); }}
  void update(double x) {{ gain_ += {0} * x; }}
  double& shift() {{ return shift_; }}

 private:
  double gain_;
  double shift_;
}};"""

PLANE = """struct Plane {
  double x;
  double y;
};
inline Plane operator+(const Plane& a, const Plane& b) { return {a.x + b.x, a.y + b.y}; }
inline Plane operator*(double s, const Plane& a) { return {s * a.x, s * a.y}; }
inline double dot(const Plane& a, const Plane& b) { return a.x * b.x + a.y * b.y; }"""

BLEND = """template <class T>
T blend(T a, T b) {{
  return static_cast<T>({0}) * a + std::cos(b);
}}"""


class Wider:
    """Statements and helpers that exercise the wider language."""

    def prepare_wider(self):
        """Decides what stands in front of the functions."""
        self.constants, self.has_model, self.has_plane, self.has_blend = [], False, False, False
        if self.chance(0.3):
            numbers = ", ".join(str(self.literal()) for _ in range(3))
            self.program.structs.append(
                f"constexpr double kTable[3] = {{{numbers}}};\nconst double kScale = {self.literal()};"
            )
            self.constants = [Array("kTable", 0, 3, writable=False)]
        if not self.plain and self.chance(0.15):
            self.has_model = True
            self.program.structs.append(MODEL.format(self.literal()))
        if not self.plain and self.chance(0.15):
            self.has_plane = True
            self.program.structs.append(PLANE)
        if not self.plain and self.chance(0.15):
            self.has_blend = True
            self.program.structs.append(BLEND.format(self.literal()))

    def add_constants(self, scope):
        scope.arrays += self.constants
        if self.constants:
            scope.reals.append(Real("kScale", writable=False))

    def recursive_helper(self):
        name, a, depth = self.fresh("recur"), self.fresh("a"), self.fresh("depth")
        scope = self.empty_scope()
        scope.reals.append(Real(a))
        base, step = self.as_double(self.tame(scope, 2)), self.as_double(self.tame(scope, 2))
        body = [Stmt(f"if ({depth} <= 0) return {{0}};", base), Stmt("const double next = {0};", step)]
        result = Expr(f"0.6 * {name}(next, {depth} - 1) + 0.3 * {a}")
        self.program.functions.append(Function(f"inline double {name}(double {a}, int {depth})", body, result))
        self.callees.append(Callee(name, ["value", "count"], True))

    def statements_wider(self, scope):
        """Names of the statement makers that are possible here, with weights."""
        table = [
            ("row_pointers", 2),
            ("shifted", 2),
            ("comma", 1),
            ("condition_with_effect", 2),
            ("clear_block", 1),
            ("iterate", 2),
            ("linear_loop", 4),
            ("stencil", 4),
            ("pair_local", 1),
            ("static_table", 1),
            ("changing_lambda", 1),
        ]
        if self.struct:
            table.append(("struct_array", 3))
        table += [("model_local", 4)] if self.has_model else []
        table += [("plane_local", 4)] if self.has_plane else []
        table += [("blend_call", 3)] if self.has_blend else []
        if scope.depth == 0:
            table.append(("jump_back", 1))
        return table

    def one(self, scope, depth=2):
        return self.as_double(self.tame(scope, depth))

    def row_pointers(self, scope):
        rows, columns = self.random.randint(2, 3), 2
        block, table = self.fresh("w"), self.fresh("rows")
        values = [self.one(scope) for _ in range(3)]
        scope.grids.append(Grid(table, rows, columns))
        starts = ", ".join(f"{block} + {columns * row}" if row else block for row in range(rows))
        return [
            Stmt(f"double {block}[{rows * columns}] = {{{{{{0}}, {{1}}, {{2}}}}}};", *values),
            Stmt(f"double* {table}[{rows}] = {{{starts}}};"),
        ]

    def shifted(self, scope):
        arrays = [a for a in scope.arrays if a.kind in ("array", "pointer") and a.low == 0 and a.high >= 2]
        if not arrays:
            return [self.declare(scope)]
        array, name = self.pick(arrays), self.fresh("p")
        scope.arrays.append(Array(name, 1, array.high + 1, array.type, array.writable, "pointer", has_end=False))
        return [Stmt(f"{'' if array.writable else 'const '}{array.type}* {name} = {array.text} - 1;")]

    def writable_real(self, scope):
        reals = [r for r in scope.reals if r.writable and r.type == "double"]
        return self.pick(reals).text if reals else None

    def comma(self, scope):
        target, name = self.writable_real(scope), self.fresh("t")
        if not target:
            return [self.declare(scope)]
        value = self.one(scope)
        scope.reals.append(Real(name))
        return [Stmt(f"double {name} = ({target} = {{0}}, 0.5 * {target});", value)]

    def condition_with_effect(self, scope):
        target = self.writable_real(scope)
        if not target or scope.depth > 2:
            return [self.declare(scope)]
        value, bound = self.one(scope), self.literal(-0.5, 0.5)
        test = f"({target} = {{0}}) > {{1}}"
        arms = [("", self.block(scope.inner(), 1))]
        if self.chance(0.5):
            arms.append(("else", self.block(scope.inner(), 1)))
        if self.chance(0.5):
            first = self.condition(scope, 1)
            return [Stmt(f"if ({{2}} {self.pick(['&&', '||'])} {test})", value, bound, first, arms=arms)]
        return [Stmt(f"if ({test})", value, bound, arms=arms)]

    def clear_block(self, scope):
        arrays = [a for a in scope.arrays if a.writable and a.low == 0 and a.kind == "array" and a.type == "double"]
        if not arrays:
            return [self.declare(scope)]
        self.program.adolc_ok = False
        array = self.pick(arrays)
        count = self.random.randint(1, array.high)
        return [Stmt(f"std::memset({array.text}, 0, {count} * sizeof(double));")]

    def iterate(self, scope):
        vectors = [a for a in scope.arrays if a.kind == "vector"]
        if not vectors or scope.depth > 2:
            return [self.declare(scope)]
        array, name, s = self.pick(vectors), self.fresh("it"), self.fresh("s")
        factor = self.as_double(self.leaf(scope))
        scope.reals.append(Real(s))
        add = Stmt(f"{s} += *{name} * {{0}};", factor)
        if self.chance(0.5):
            return [
                Stmt(f"double {s} = 0.0;"),
                Stmt(
                    f"for (auto {name} = {array.text}.begin(); {name} != {array.text}.end(); ++{name})",
                    arms=[("", [add])],
                ),
            ]
        add = Stmt(f"{s} += {array.text}[{name}] * {{0}};", factor)
        return [
            Stmt(f"double {s} = 0.0;"),
            Stmt(f"for (std::size_t {name} = 0; {name} < {array.text}.size(); ++{name})", arms=[("", [add])]),
        ]

    def linear_loop(self, scope):
        """Loops of which the reverse sweep needs no value: only the order of the iterations can be wrong."""
        w, i, s = self.fresh("w"), self.fresh("i"), self.fresh("s")
        size, c, d = self.random.randint(3, 6), self.literal(-0.5, 0.5), self.literal(-0.5, 0.5)
        values = [self.as_double(self.one(scope)) for _ in range(3)]
        op = self.pick(["+=", "-="])
        up, down = f"for (int {i} = 1; {i} + 1 < {size}; ++{i})", f"for (int {i} = {size} - 2; {i} > 0; --{i})"
        change = self.pick(
            [
                f"{w}[{i} + 1] {op} {c} * {w}[{i}];",
                f"{w}[{i} - 1] {op} {c} * {w}[{i}] + {d} * {w}[{i} + 1];",
                f"{w}[{i}] {op} {c} * ({w}[{i} - 1] - 2.0 * {w}[{i}] + {w}[{i} + 1]);",
                f"{s} {op} {c} * {s} + {w}[{i}];",
                f"{{{{ {s} {op} {w}[{i}] + {d} * {s}; {w}[{i}] {op} {c} * {s}; }}}}",
                f"{w}[{i}] = {c} * {w}[{i} - 1] + {d} * {w}[{i} + 1];",
            ]
        )
        scope.reals.append(Real(s))
        scope.arrays.append(Array(w, 0, size))
        return [
            Stmt(f"double {w}[{size}] = {{{{{{0}}, {{1}}}}}};", *values[:2]),
            Stmt(f"double {s} = {{0}};", values[2]),
            Stmt(f"{self.pick([up, down])} {change}", Expr("0")),
        ]

    def stencil(self, scope):
        """One array made of another one's neighbours, a few times: its reverse adds to neighbours."""
        a, b, i, m, step = (self.fresh(name) for name in ("w", "w", "i", "m", "step"))
        size, trips = self.random.choice([3, 5, 8, 13]), self.random.randint(1, 2)
        low, high = self.random.randint(0, 2), self.random.randint(0, 2)
        offsets = self.random.sample(range(-low, high + 1), self.random.randint(1, low + high + 1))
        values = [self.one(scope) for _ in range(4)]
        c = self.literal(-0.5, 0.5)
        terms = [f"{self.literal(-0.5, 0.5)} * {a}[{i} + {offset}]" for offset in offsets]
        if self.chance(0.4):
            terms.append(f"0.1 * {a}[{i}] * {a}[{i} + {self.pick(offsets)}]")
        if self.chance(0.3):
            terms.append(f"0.1 * std::sin({a}[{i} + {self.pick(offsets)}]) * {c}")
        up = f"for (int {i} = {low}; {i} < {m} - {high}; ++{i})"
        down = f"for (int {i} = {m} - 1 - {high}; {i} >= {low}; --{i})"
        place, op = f"{b}[{i}]", self.pick(["=", "+=", "="])
        scope.arrays += [Array(a, 0, size), Array(b, 0, size)]
        back = f"for (int {i} = 0; {i} < {m}; ++{i}) {a}[{i}] = {b}[{i}];" if self.chance(0.5) else ""
        loop = f"{self.pick([up, down])} {place} {op} {' + '.join(terms)};"
        return [
            Stmt(f"double {a}[{size}] = {{{{{{0}}, {{1}}, {{2}}}}}};", *values[:3]),
            Stmt(f"double {b}[{size}] = {{{{{{0}}}}}};", values[3]),
            Stmt(f"const int {m} = {size};", Expr("0")),
            Stmt(f"for (int {step} = 0; {step} < {trips}; ++{step}) {{{{ {loop} {back} }}}}", Expr("0")),
        ]

    def pair_local(self, scope):
        name = self.fresh("q")
        values = [self.one(scope) for _ in range(2)]
        scope.reals += [Real(f"{name}.first"), Real(f"{name}.second")]
        return [Stmt(f"std::pair<double, double> {name} = {{{{{{0}}, {{1}}}}}};", *values)]

    def static_table(self, scope):
        name = self.fresh("table")
        numbers = ", ".join(str(self.literal()) for _ in range(3))
        scope.arrays.append(Array(name, 0, 3, writable=False))
        return [Stmt(f"static const double {name}[3] = {{{{{numbers}}}}};", Expr("0"))]

    def changing_lambda(self, scope):
        target, name, z = self.writable_real(scope), self.fresh("g"), self.fresh("z")
        if not target or "." in target or scope.depth > 1:
            return [self.declare(scope)]
        values = [self.one(scope) for _ in range(2)]
        return [
            Stmt(f"const auto {name} = [&](double {z}) {{{{ {target} += 0.3 * {z} * {target}; }}}};", Expr("0")),
            Stmt(f"{name}({{0}});", values[0]),
            Stmt(f"{name}({{0}});", values[1]),
        ]

    def struct_array(self, scope):
        name = self.fresh("cells")
        is_vector = not self.plain and self.chance(0.5)
        values = [self.one(scope) for _ in range(3)]
        for cell in range(2):
            self.add_struct(scope, f"{name}[{cell}]", True)
        declaration = f"std::vector<{self.struct}> {name}(2);" if is_vector else f"{self.struct} {name}[2] = {{}};"
        return [
            Stmt(declaration),
            Stmt(f"{name}[0].a = {{0}};", values[0]),
            Stmt(f"{name}[1].v[2] = {{0}};", values[1]),
            Stmt(f"{name}[1].b = {{0}};", values[2]),
        ]

    def model_local(self, scope):
        name, t = self.fresh("model"), self.fresh("t")
        values = [self.one(scope) for _ in range(4)]
        scope.reals += [Real(t)]
        out = [Stmt(f"Model {name}({{0}}, {{1}});", *values[:2])]
        if self.chance(0.6):
            out.append(Stmt(f"{name}.update({{0}});", values[2]))
        if self.chance(0.5):
            out.append(Stmt(f"{name}.shift() *= 0.5;"))
        return out + [Stmt(f"double {t} = {name}.apply({{0}});", values[3])]

    def plane_local(self, scope):
        a, b, t = self.fresh("q"), self.fresh("q"), self.fresh("t")
        values = [self.one(scope) for _ in range(4)]
        scope.reals += [Real(f"{a}.x"), Real(f"{a}.y"), Real(f"{b}.x"), Real(t)]
        return [
            Stmt(f"Plane {a} = {{{{{{0}}, {{1}}}}}};", *values[:2]),
            Stmt(f"Plane {b} = {a} + {{0}} * {a};", Expr("({0})", values[2])),
            Stmt(f"double {t} = dot({a}, {b});"),
        ]

    def blend_call(self, scope):
        t = self.fresh("t")
        values = [self.one(scope) for _ in range(2)]
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = blend<double>({{0}}, {{1}});", *values)]

    def jump_back(self, scope):
        label, k = self.fresh("again"), self.fresh("k")
        trips = self.random.randint(1, 3)
        inner = scope.inner(trips, is_loop=True)
        inner.wholes.append(Whole(k, 0, trips - 1))
        body = self.block(inner, 2)
        return [
            Stmt(f"int {k} = 0;"),
            Stmt(f"{label}:", arms=[("", body + [Stmt(f"++{k};")])]),
            Stmt(f"if ({k} < {trips}) goto {label};"),
        ]
