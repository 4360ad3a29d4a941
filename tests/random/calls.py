"""Calls of the less common kinds: of functions that recur over arrays, return structs or references, take containers;
with arguments that alias; and scratch memory that outlives calls."""

from program import Expr, Function, Stmt
from scope import Array, Grid, Real, Whole


class Calls:
    """Helpers, and the statements that call them."""

    def prepare_calls(self):
        if "calls" not in self.themes:
            return
        makers = ["recursive_sum", "recursive_change", "halves", "axpy", "two_outs", "grid_taker"]
        if not self.plain:
            makers += ["vector_taker", "vector_maker", "pair_maker", "reference_maker", "defaulted", "array_taker"]
        for maker in self.random.sample(makers, 4):
            name = self.fresh("h")
            getattr(self, "make_" + maker)(name)
            self.shapes[maker] = name

    def statements_calls(self, scope):
        table = [(f"use_{shape}", 8) for shape in self.shapes]
        if "calls" in self.themes:
            # Elsewhere it would carry values through a call.
            table += [("static_scratch", 6)] if self.is_in_requested else []
        return table

    def add_function(self, heading, body, result=None):
        self.program.functions.append(Function(heading, body, result))

    def array_of(self, scope, size, out):
        """An array of this size or longer: one there is, or one more."""
        arrays = self.plain_arrays(scope, size)
        if arrays and self.chance(0.75):
            return self.pick(arrays)
        name = self.fresh("w")
        out.append(Stmt(f"double {name}[{size}] = {{{{{{0}}, {{1}}}}}};", self.one(scope), self.one(scope)))
        scope.arrays.append(Array(name, 0, size))
        return scope.arrays[-1]

    def result_of(self, scope, call, *exprs):
        t = self.fresh("t")
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = {{0}};", Expr(call, *exprs))]

    # ---- recursion over arrays ---------------------------------------------------------------------------------------

    def make_recursive_sum(self, name):
        scope = self.empty_scope()
        scope.arrays.append(Array("a", 0, 1, writable=False, kind="pointer", has_end=False))
        value = self.as_double(self.tame(scope, 2))
        self.add_function(
            f"inline double {name}(const double* a, int n)",
            [Stmt("if (n <= 0) return 0.0;")],
            Expr(f"{{0}} * a[n - 1] + 0.5 * {name}(a, n - 1)", Expr("({0})", value)),
        )

    def use_recursive_sum(self, scope):
        out = []
        array = self.array_of(scope, 2, out)
        return out + self.result_of(scope, f"{self.shapes['recursive_sum']}({array.text}, {array.high})")

    def make_recursive_change(self, name):
        """Works on its array before and after it calls itself."""
        scope = self.empty_scope()
        scope.arrays.append(Array("a", 0, 1, kind="pointer", has_end=False))
        values = [self.as_double(self.tame(scope, 2)) for _ in range(2)]
        body = [
            Stmt("if (n <= 0) return;"),
            Stmt("a[0] = {0};", Expr("0.5 * a[0] + 0.3 * {0}", Expr("({0})", values[0]))),
            Stmt(f"{name}(a + 1, n - 1);"),
            Stmt("a[0] *= {0};", Expr("0.6 + 0.3 * std::sin({0})", values[1])),
        ]
        self.add_function(f"inline void {name}(double* a, int n)", body)

    def use_recursive_change(self, scope):
        out = []
        array = self.array_of(scope, 2, out)
        return out + [Stmt(f"{self.shapes['recursive_change']}({array.text}, {array.high});")]

    def make_halves(self, name):
        """Divide and conquer."""
        body = [
            Stmt("if (high - low == 1) return std::sin(a[low]);"),
            Stmt("const int middle = low + (high - low) / 2;"),
            Stmt(f"const double left = {name}(a, low, middle);"),
        ]
        result = Expr(f"left * std::cos({name}(a, middle, high)) + 0.1 * left")
        self.add_function(f"inline double {name}(const double* a, int low, int high)", body, result)

    def use_halves(self, scope):
        out = []
        array = self.array_of(scope, 2, out)
        return out + self.result_of(scope, f"{self.shapes['halves']}({array.text}, 0, {array.high})")

    # ---- arguments that alias ----------------------------------------------------------------------------------------

    def make_axpy(self, name):
        value = self.pick(["y[i] = 0.7 * y[i] + c * x[i];", "y[i] = c * x[i] - 0.3 * z[i];", "y[i] += c * x[i] * z[i];"])
        body = [Stmt("for (int i = 0; i < n; ++i)", arms=[("", [Stmt(value)])])]
        self.add_function(f"inline void {name}(int n, double c, const double* x, const double* z, double* y)", body)

    def use_axpy(self, scope):
        out = []
        arrays = [self.array_of(scope, 2, out) for _ in range(3)]
        x, z, y = (a.text for a in arrays)
        pattern = self.pick(["xxy", "yzy", "yyy", "xzy"])
        x, z = (y if pattern[0] == "y" else x), {"x": x, "y": y, "z": z}[pattern[1]]
        size = min(a.high for a in arrays)
        return out + [Stmt(f"{self.shapes['axpy']}({size}, {{0}}, {x}, {z}, {y});", self.one(scope))]

    def make_two_outs(self, name):
        scope = self.empty_scope()
        scope.reals += [Real("a"), Real("b", writable=False), Real("(*s)"), Real("(*c)")]
        body = [Stmt("*s = {0};", self.one(scope)), Stmt("*c = {0};", Expr("0.4 * *s + a * std::cos(b)"))] + self.block(scope, 1)
        self.add_function(f"inline void {name}(double a, double b, double* s, double* c)", body)

    def use_two_outs(self, scope):
        """The results may be one variable, or what the values came from."""
        names = [self.fresh("t") for _ in range(2)]
        arrays, scalars = [], self.pick([(0, 1), (1, 0), (0, 0)])
        values = [self.one(scope) for _ in range(2)]
        scope.reals += [Real(name) for name in names]
        out = [Stmt(f"double {name} = {{0}};", value) for name, value in zip(names, values)]
        arguments = self.pick([f"{names[0]}, {names[1]}", f"{names[1]}, {names[1]}", "0.5, 0.25"])
        return out + [Stmt(f"{self.shapes['two_outs']}({arguments}, &{names[scalars[0]]}, &{names[scalars[1]]});")]

    # ---- other parameters and results --------------------------------------------------------------------------------

    def make_grid_taker(self, name):
        body = [
            Stmt(
                "for (int i = 0; i < rows; ++i)",
                arms=[("", [Stmt("for (int j = 0; j < 2; ++j)", arms=[("", [Stmt("a[i][j] = 0.8 * a[i][j] + c * a[0][1 - j];")])])])],
            )
        ]
        self.add_function(f"inline void {name}(double a[][2], int rows, double c)", body)

    def use_grid_taker(self, scope):
        name, rows = self.fresh("w"), self.random.randint(2, 3)
        values = [self.one(scope) for _ in range(3)]
        scope.grids.append(Grid(name, rows, 2))
        return [
            Stmt(f"double {name}[{rows}][2] = {{{{{{{{{{0}}, {{1}}}}}}}}}};", *values[:2]),
            Stmt(f"{self.shapes['grid_taker']}({name}, {rows}, {{0}});", Expr("0.3 * std::sin({0})", values[2])),
        ]

    def make_vector_taker(self, name):
        scope = self.empty_scope()
        scope.reals.append(Real("c"))
        value = self.one(scope)
        grow = self.chance(0.4)
        body = [Stmt("for (double& x : v)", arms=[("", [Stmt("x = {0};", Expr("0.6 * x + 0.2 * {0}", value))])])]
        body += [Stmt("v.push_back(c * v[0]);")] if grow else []
        self.add_function(f"inline double {name}(std::vector<double>& v, double c)", body, Expr("v.back() * v.front()"))

    def use_vector_taker(self, scope):
        vectors = [a for a in scope.arrays if a.kind == "vector" and a.writable]
        out = []
        if not vectors:
            name = self.fresh("v")
            out = [Stmt(f"std::vector<double> {name} = {{{{{{0}}, {{1}}}}}};", self.one(scope), self.one(scope))]
            scope.arrays.append(Array(name, 0, 2, kind="vector"))
            vectors = [scope.arrays[-1]]
        local = [v for v in vectors if v.text.startswith("v")]
        vector = self.pick(local or vectors)
        return out + self.result_of(scope, f"{self.shapes['vector_taker']}({vector.text}, {{0}})", self.one(scope))

    def make_vector_maker(self, name):
        body = [
            Stmt("std::vector<double> out(static_cast<std::size_t>(n));"),
            Stmt("for (int i = 0; i < n; ++i)", arms=[("", [Stmt("out[static_cast<std::size_t>(i)] = std::sin(c * (i + 1)) + 0.1 * a[i];")])]),
        ]
        self.add_function(f"inline std::vector<double> {name}(int n, double c, const double* a)", body, Expr("out"))

    def use_vector_maker(self, scope):
        out = []
        array, name = self.array_of(scope, 2, out), self.fresh("v")
        value = self.one(scope)
        scope.arrays.append(Array(name, 0, array.high, kind="vector"))
        form = self.pick(["std::vector<double> {0} = {1};", "const std::vector<double> {0} = {1};", "auto {0} = {1};"])
        scope.arrays[-1].writable = "const" not in form
        return out + [Stmt(form.replace("{0}", name).replace("{1}", f"{self.shapes['vector_maker']}({array.high}, {{0}}, {array.text})"), value)]

    def make_pair_maker(self, name):
        self.program.structs.append("struct Both {\n  double first;\n  double second[2];\n};")
        scope = self.empty_scope()
        scope.reals.append(Real("a"))
        values = [self.one(scope) for _ in range(2)]
        body = [Stmt("Both out = {{{0}, {{{1}, a}}}};", *values)]
        body += [Stmt("if (a > 0.1) out.second[0] *= out.first;")]
        self.add_function(f"inline Both {name}(double a)", body, Expr("out"))

    def use_pair_maker(self, scope):
        value = self.one(scope)
        if self.chance(0.3):
            return self.result_of(scope, f"{self.shapes['pair_maker']}({{0}}).first * 0.5", value)
        name = self.fresh("both")
        if self.chance(0.3):
            a, b = self.fresh("a"), self.fresh("b")
            scope.reals.append(Real(a))
            scope.arrays.append(Array(b, 0, 2, kind="pointer", has_end=False))
            return [Stmt(f"auto [{a}, {b}] = {self.shapes['pair_maker']}({{0}});", value)]
        scope.reals.append(Real(f"{name}.first"))
        scope.arrays.append(Array(f"{name}.second", 0, 2))
        return [Stmt(f"Both {name} = {self.shapes['pair_maker']}({{0}});", value)]

    def make_reference_maker(self, name):
        self.add_function(f"inline double& {name}(double* a, int i)", [Stmt("if (i > 0) return a[i - 1];")], Expr("a[0]"))

    def use_reference_maker(self, scope):
        out = []
        array = self.array_of(scope, 2, out)
        place = f"{self.shapes['reference_maker']}({array.text}, {self.index(scope, 0, array.high)})"
        if self.chance(0.3):
            name = self.fresh("r")
            scope.reals.append(Real(name))
            return out + [Stmt(f"double& {name} = {place};")]
        return out + [Stmt(f"{place} {self.pick(['=', '+='])} {{0}};", Expr("0.5 * {0}", self.one(scope)))]

    def make_defaulted(self, name):
        """A default argument, and an overload."""
        result = Expr("std::sin(a) * std::pow(std::cos(b), power)")
        self.add_function(f"inline double {name}(double a, double b = 0.75, int power = 2)", [], result)
        self.add_function(f"inline double {name}(const double* a, double b)", [], Expr(f"{name}(a[0], a[1]) - b"))

    def use_defaulted(self, scope):
        out = []
        array = self.array_of(scope, 2, out)
        arguments = self.pick(["{0}", "{0}, {1}", "{0}, {1}, 3", f"{array.text}, {{0}}"])
        form = f"{self.shapes['defaulted']}({arguments})"
        return out + self.result_of(scope, form, *[self.one(scope) for _ in range(1 + ("{1}" in form))])

    def make_array_taker(self, name):
        body = [Stmt("a[0] = 0.7 * a[1] + b[0];"), Stmt("b[1] *= a[0];")]
        self.add_function(f"inline double {name}(std::array<double, 2>& a, double (&b)[2])", body, Expr("a[0] * b[1]"))

    def use_array_taker(self, scope):
        a, b = self.fresh("w"), self.fresh("w")
        values = [self.one(scope) for _ in range(4)]
        scope.arrays += [Array(a, 0, 2, kind="std_array"), Array(b, 0, 2)]
        return [
            Stmt(f"std::array<double, 2> {a} = {{{{{{0}}, {{1}}}}}};", *values[:2]),
            Stmt(f"double {b}[2] = {{{{{{0}}, {{1}}}}}};", *values[2:]),
        ] + self.result_of(scope, f"{self.shapes['array_taker']}({a}, {b})")

    # ---- scratch memory ----------------------------------------------------------------------------------------------

    def static_scratch(self, scope):
        """A static array that is written before it is read."""
        name, size, i = self.fresh("scratch"), self.random.randint(2, 4), self.fresh("i")
        inner = scope.inner(size, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        fill = Stmt(f"{name}[{i}] = {{0}};", self.one(inner))
        scope.arrays.append(Array(name, 0, size, kind="scratch"))
        return [Stmt(f"static double {name}[{size}];"), Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [fill])])]
