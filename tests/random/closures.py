"""Lambdas: with captures by reference and by value, with a state of their own, called in loops and handed on."""

from program import Expr, Stmt
from scope import Array, Real, Whole

TWICE = """template <class F>
double twice(const F& g, double x) {
  return g(0.5 * g(x));
}
template <class F>
void each(int count, F&& g) {
  for (int i = 0; i < count; ++i) {
    g(i);
  }
}"""


class Closures:
    """Statements that define lambdas and call them."""

    def prepare_closures(self):
        if "lambdas" in self.themes:
            self.program.structs.append(TWICE)

    def statements_closures(self, scope):
        if "lambdas" not in self.themes or scope.depth > 2:
            return []
        return [
            ("lambda_accumulates", 10),
            ("lambda_by_value", 10),
            ("lambda_with_state", 6),
            ("lambda_at_once", 6),
            ("lambda_handed_on", 8),
            ("lambda_of_lambda", 5),
            ("lambda_nested", 6),
            ("lambda_long", 8),
            ("lambda_algorithm", 6),
        ]

    def counted(self, scope, trips):
        """A loop around a body that is made in its scope: the counter, the scope, and what makes the loop of a body."""
        i = self.fresh("i")
        inner = scope.inner(trips, is_loop=True)
        inner.wholes.append(Whole(i, 0, trips - 1))
        return i, inner, lambda body: Stmt(f"for (int {i} = 0; {i} < {trips}; ++{i})", arms=[("", body)])

    def frozen(self, scope, *parameters):
        """The scope of a lambda's body that only reads."""
        inner = scope.inner()
        inner.reals = [Real(r.text, r.type, False) for r in inner.reals] + [Real(p, writable=False) for p in parameters]
        inner.arrays = [Array(a.text, a.low, a.high, a.type, False, a.kind, a.has_end) for a in inner.arrays]
        inner.objects = []
        return inner

    def lambda_accumulates(self, scope):
        """Adds to a local by reference, in a loop."""
        s, g, z = self.fresh("s"), self.fresh("g"), self.fresh("z")
        value = self.as_double(self.tame(self.frozen(scope, z), 2))
        capture = self.pick(["&", "&", f"&, {self.fresh('k')} = {self.literal()}"])
        used = f" + 0.1 * {capture.split()[1]}" if "=" in capture else ""
        body = [Stmt(f"{s} {self.pick(['+=', '-='])} {{0}};", Expr(f"0.4 * {s} * {{0}}{used}", value))]
        if self.chance(0.3):
            body.insert(0, Stmt(f"if ({z} > {{0}}) return;", self.literal()))
        i, inner, loop = self.counted(scope, self.random.randint(1, 4))
        call = Stmt(f"{g}({{0}});", self.as_double(self.value(inner, 1)))
        start = self.one(scope)
        scope.reals.append(Real(s))
        return [
            Stmt(f"double {s} = {{0}};", start),
            Stmt(f"const auto {g} = [{capture}](double {z})", arms=[("", body)], tail=";"),
            loop([call] if self.chance(0.6) else [call] + self.block(inner, 1)),
        ]

    def lambda_by_value(self, scope):
        """Keeps values that change afterwards."""
        k, w, g, z, t = (self.fresh(stem) for stem in "kwgzt")
        values = [self.one(scope) for _ in range(4)]
        capture = self.pick(["=", f"{k}, {w}", f"=, &{k}", f"{w}, c = 0.5 * {k}", f"&, {k}"])
        kept = "c" if "c =" in capture else k
        result = Expr(f"{kept} * std::sin({z}) + {w}[1] * {z}")
        i, inner, loop = self.counted(scope, self.random.randint(1, 3))
        argument = self.as_double(self.value(inner, 1))
        change = self.pick([f"{k} *= {{0}};", f"{w}[1] = {{0}};", f"{k} = {w}[0] * {{0}};"])
        scope.reals += [Real(k), Real(t)]
        scope.arrays.append(Array(w, 0, 2))
        return [
            Stmt(f"double {k} = {{0}};", values[0]),
            Stmt(f"double {w}[2] = {{{{{{0}}, {{1}}}}}};", *values[1:3]),
            Stmt(f"const auto {g} = [{capture}](double {z})", arms=[("", [Stmt("return {0};", result)])], tail=";"),
            Stmt(change, values[3]),
            Stmt(f"double {t} = {g}(0.3);"),
            loop([Stmt(f"{t} += {{0}};", Expr(f"0.3 * {g}({{0}})", argument))] + self.block(inner, 1)),
        ]

    def lambda_with_state(self, scope):
        g, z, t, state = (self.fresh(stem) for stem in ("g", "z", "t", "state"))
        start, step = self.one(scope), self.as_double(self.tame(self.frozen(scope, z), 2))
        body = [Stmt(f"{state} += {{0}};", Expr("0.3 * {0}", step)), Stmt(f"return {state} * {z};")]
        i, inner, loop = self.counted(scope, self.random.randint(1, 4))
        argument = self.as_double(self.value(inner, 1))
        scope.reals.append(Real(t))
        capture = self.pick(["=", "&"]) + f", {state} = static_cast<double>({{0}})"
        return [
            Stmt(f"double {t} = 0.0;"),
            Stmt(f"auto {g} = [{capture}](double {z}) mutable", start, arms=[("", body)], tail=";"),
            loop([Stmt(f"{t} += {g}({{0}});", argument)]),
        ]

    def lambda_at_once(self, scope):
        t = self.fresh("t")
        inner = self.frozen(scope)
        inner.in_lambda = True
        values = [self.as_double(self.tame(inner, 2)) for _ in range(2)]
        body = [Stmt("if ({0}) return {1};", self.condition(inner), values[0]), Stmt("return {0};", values[1])]
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = [&]() -> double", arms=[("", body)], tail="();")]

    def lambda_handed_on(self, scope):
        g, z, t = self.fresh("g"), self.fresh("z"), self.fresh("t")
        target = self.writable_real(scope)
        if target and "." not in target and self.chance(0.5):
            value = self.one(self.frozen(scope))
            call = Stmt(f"{target} = {{0}};", Expr(f"0.5 * {target} + {{0}} / ({z} + 1)", value))
            return [Stmt(f"each({self.random.randint(1, 3)}, [&](int {z})", arms=[("", [call])], tail=");")]
        value, argument = self.as_double(self.tame(self.frozen(scope, z), 2)), self.one(scope)
        scope.reals.append(Real(t))
        return [
            Stmt(f"const auto {g} = [&](double {z})", arms=[("", [Stmt("return {0};", self.doubled(value))])], tail=";"),
            Stmt(f"double {t} = twice({g}, {{0}});", argument),
        ]

    def doubled(self, value):
        """A value whose type is double also over numbers that have a wider type for products."""
        return Expr("0.5 * ({0})", value)

    def lambda_nested(self, scope):
        """Calls among the arguments of calls; parameters that are changed or not."""
        g, a, b, t = (self.fresh(stem) for stem in "gabt")
        values = [self.as_double(self.one(scope)) for _ in range(3)]
        body = [Stmt(f"return 0.5 * {a} * std::cos({b}) + 0.3 * {b};")]
        if self.chance(0.5):
            body.insert(0, Stmt(f"{a} *= 0.7;"))
        form = self.pick(["{g}({{0}}, {g}({{1}}, {{2}}))", "{g}({g}({{0}}, {{1}}), {g}({{2}}, {{0}}))"]).format(g=g)
        scope.reals.append(Real(t))
        return [
            Stmt(f"const auto {g} = [](double {a}, double {b})", arms=[("", body)], tail=";"),
            Stmt(f"double {t} = {form};", *values),
        ]

    def lambda_of_lambda(self, scope):
        g, h, z, t = (self.fresh(stem) for stem in "ghzt")
        first = self.as_double(self.tame(self.frozen(scope, z), 2))
        second, argument = self.as_double(self.tame(self.frozen(scope, z), 1)), self.one(scope)
        scope.reals.append(Real(t))
        use = Expr(f"{g}({z}) * {g}({{0}})", second)
        return [
            Stmt(f"const auto {g} = [&](double {z})", arms=[("", [Stmt("return {0};", self.doubled(first))])], tail=";"),
            Stmt(f"const auto {h} = [&](double {z})", arms=[("", [Stmt("return {0};", use)])], tail=";"),
            Stmt(f"double {t} = {h}({{0}});", argument),
        ]

    def lambda_long(self, scope):
        """Many statements, loops among them, that write what is around; called twice."""
        if scope.depth > 1:
            return self.lambda_at_once(scope)
        g, z, t = self.fresh("g"), self.fresh("z"), self.fresh("t")
        inner = scope.inner(2)
        inner.in_lambda, inner.depth = True, max(2, inner.depth)
        inner.reals.append(Real(z))
        body = self.block(inner, self.random.randint(1, 3))
        result = Stmt("return {0};", self.doubled(self.as_double(self.tame(inner, 2))))
        values = [self.one(scope) for _ in range(2)]
        scope.reals.append(Real(t))
        return [
            Stmt(f"const auto {g} = [&](double {z}) -> double", arms=[("", body + [result])], tail=";"),
            Stmt(f"double {t} = {g}({{0}});", values[0]),
            Stmt(f"{t} -= {g}({{0}});", values[1]),
        ]

    def lambda_algorithm(self, scope):
        arrays = [a for a in scope.arrays if a.kind in ("vector", "std_array") and a.type == "double"]
        if not arrays:
            return self.lambda_at_once(scope)
        array, z, s, t = self.pick(arrays), self.fresh("z"), self.fresh("s"), self.fresh("t")
        begin, end = f"{array.text}.begin()", f"{array.text}.end()"
        value = self.as_double(self.tame(self.frozen(scope, z), 2))
        if array.writable and self.chance(0.5):
            if self.chance(0.5):
                body = [Stmt("return {0};", self.doubled(value))]
                return [Stmt(f"std::transform({begin}, {end}, {begin}, [&](double {z})", arms=[("", body)], tail=");")]
            start = self.one(scope)
            scope.reals.append(Real(s))
            body = [Stmt(f"{s} += 0.3 * {z};"), Stmt(f"{z} *= {{0}};", Expr("0.5 + 0.2 * std::sin({0})", self.one(self.frozen(scope))))]
            return [
                Stmt(f"double {s} = {{0}};", start),
                Stmt(f"std::for_each({begin}, {end}, [&](double& {z})", arms=[("", body)], tail=");"),
            ]
        scope.reals.append(Real(t))
        body = [Stmt("return {0};", Expr(f"{s} + 0.4 * {{0}}", value))]
        head = f"double {t} = std::accumulate({array.text}.cbegin(), {array.text}.cend(), 0.0, [&](double {s}, double {z}) -> double"
        head = head.replace("0.0,", "static_cast<double>(0.0),")
        return [Stmt(head, arms=[("", body)], tail=");")]
