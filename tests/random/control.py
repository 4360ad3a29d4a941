"""Random loops and branches."""

from dataclasses import replace

from program import Expr, Stmt
from scope import Real, Whole

MAX_TRIPS = 240


class Control:
    """Statements that hold statements."""

    def loop(self, scope):
        arrays = [a for a in scope.arrays if a.has_end and a.kind in ("vector", "std_array", "array") and a.low == 0]
        kinds = ["up", "up", "up", "down", "stride", "while", "do", "two", "unknown"]
        if arrays and not self.plain:
            kinds += ["range"]
        if any(a.low == 0 and a.high > 0 and a.kind in ("array", "pointer") for a in scope.arrays):
            kinds += ["walk", "pieces", "pieces"]
        return getattr(self, "loop_" + self.pick(kinds))(scope)

    def trip_bound(self, scope):
        limit = max(1, min(6, MAX_TRIPS // scope.trips))
        known = [w for w in scope.wholes if w.low == w.high and w.low <= limit and w.low > 0]
        if known and self.chance(0.5):
            whole = self.pick(known)
            return whole.text, whole.low
        trips = self.random.randint(0 if self.chance(0.1) else 1, limit)
        return str(trips), trips

    def body_of(self, scope, trips, whole=None):
        inner = scope.inner(max(1, trips), is_loop=True)
        if whole:
            inner.wholes.append(whole)
        body = self.block(inner, self.random.randint(1, 3))
        if self.chance(0.15):
            body.insert(
                self.random.randint(0, len(body)),
                Stmt(
                    f"if ({{0}}) {self.pick(['break', 'continue'])};",
                    self.condition(scope.inner() if not whole else inner_only(scope, whole)),
                ),
            )
        return body

    def loop_up(self, scope):
        i = self.fresh("i")
        text, trips = self.trip_bound(scope)
        start = self.pick([0, 0, 0, 1])
        whole = Whole(i, start, trips - 1) if trips > start else None
        op, bound = ("<", text) if self.chance(0.8) or not text.isdigit() else ("<=", str(trips - 1))
        step = self.pick([f"++{i}", f"{i}++", f"{i} += 1"])
        return [
            Stmt(f"for (int {i} = {start}; {i} {op} {bound}; {step})", arms=[("", self.body_of(scope, trips, whole))])
        ]

    def loop_down(self, scope):
        i = self.fresh("i")
        text, trips = self.trip_bound(scope)
        whole = Whole(i, 0, trips - 1) if trips else None
        return [Stmt(f"for (int {i} = {text} - 1; {i} >= 0; --{i})", arms=[("", self.body_of(scope, trips, whole))])]

    def loop_stride(self, scope):
        i = self.fresh("i")
        text, trips = self.trip_bound(scope)
        whole = Whole(i, 0, trips - 1) if trips else None
        return [Stmt(f"for (int {i} = 0; {i} < {text}; {i} += 2)", arms=[("", self.body_of(scope, trips, whole))])]

    def loop_two(self, scope):
        i, j = self.fresh("i"), self.fresh("j")
        text, trips = self.trip_bound(scope)
        inner = scope.inner(max(1, trips), is_loop=True)
        if trips:
            inner.wholes += [Whole(i, 0, trips - 1), Whole(j, 0, trips - 1)]
        body = self.block(inner, self.random.randint(1, 2))
        return [Stmt(f"for (int {i} = 0, {j} = {text} - 1; {i} < {text}; ++{i}, --{j})", arms=[("", body)])]

    def loop_while(self, scope):
        k = self.fresh("k")
        text, trips = self.trip_bound(scope)
        inner = scope.inner(max(1, trips), is_loop=True)
        if trips:
            inner.wholes.append(Whole(k, 0, trips - 1))
        body = self.block(inner, self.random.randint(1, 2)) + [Stmt(f"++{k};")]
        if self.chance(0.2):
            body.append(Stmt("if ({0}) break;", self.condition(scope)))
        return [Stmt(f"int {k} = 0;"), Stmt(f"while ({k} < {text})", arms=[("", body)])]

    def loop_do(self, scope):
        k = self.fresh("k")
        trips = self.random.randint(1, max(1, min(4, MAX_TRIPS // scope.trips)))
        inner = scope.inner(trips, is_loop=True)
        inner.wholes.append(Whole(k, 0, trips - 1))
        body = self.block(inner, self.random.randint(1, 2))
        return [
            Stmt(f"int {k} = 0;"),
            Stmt("do", arms=[("", body + [Stmt(f"++{k};")])], tail=f"while ({k} < {trips});"),
        ]

    def loop_unknown(self, scope):
        """Runs until a value has grown enough."""
        s, k = self.fresh("s"), self.fresh("k")
        limit = max(1, min(7, MAX_TRIPS // scope.trips))
        inner = scope.inner(limit, is_loop=True)
        inner.wholes.append(Whole(k, 0, limit - 1))
        inner.reals.append(Real(s, writable=False))
        body = self.block(inner, 1)
        grow = Stmt(f"{s} += {{0}};", Expr("0.6 + 0.4 * std::sin({0})", self.as_double(self.value(inner, 1))))
        start = Stmt(f"double {s} = {{0}};", Expr("0.2 * {0}", self.as_double(self.leaf(scope))))
        scope.reals.append(Real(s))
        return [
            start,
            Stmt(f"int {k} = 0;"),
            Stmt(f"while ({s} < 2.37 && {k} < {limit})", arms=[("", body + [grow, Stmt(f"++{k};")])]),
        ]

    def loop_range(self, scope):
        arrays = [a for a in scope.arrays if a.has_end and a.kind in ("vector", "std_array", "array") and a.low == 0]
        array = self.pick(arrays)
        name = self.fresh("v")
        by_reference = array.writable and self.chance(0.5)
        inner = scope.inner(array.high, is_loop=True)
        inner.reals.append(Real(name, array.type, by_reference))
        # Nothing that grows may happen to a vector while it is walked.
        inner.arrays = [replace(a, kind="std_array") if a.kind == "vector" and a.text == array.text else a for a in inner.arrays]
        qualifier = f"{array.type}&" if by_reference else self.pick([f"const {array.type}", f"const {array.type}&"])
        body = self.block(inner, self.random.randint(1, 2))
        return [Stmt(f"for ({qualifier} {name} : {array.text})", arms=[("", body)])]

    def loop_pieces(self, scope):
        """A sum of pieces, which conditions on locals choose: each iteration runs again for its own reverse."""
        array = self.pick([a for a in scope.arrays if a.low == 0 and a.high > 0 and a.kind in ("array", "pointer")])
        i, s, c, d, k = (self.fresh(stem) for stem in ("i", "s", "c", "d", "k"))
        trips = min(array.high, max(1, MAX_TRIPS // scope.trips))
        element = f"static_cast<double>({array.text}[{i}])" if not self.plain else f"(double){array.text}[{i}]"

        def piece(local):
            term = self.pick([f"{{0}} * {element}", f"{{0}} * {local}", f"{local} * {element} + {{0}}", "{0}"])
            return Stmt(f"{s} += {{0}};", Expr(term, self.literal()))

        # The elements lie around a middle, at which conditions change.
        factor, shift, middle = (round(self.random.uniform(low, 1.5), 2) for low in (0.3, -1.5, 0.2))

        def decision(local, bound):
            arms = [("", [piece(local)])] + ([("else", [piece(local)])] if self.chance(0.7) else [])
            return Stmt(f"if ({local} {self.pick(['<', '>'])} {round(bound, 4)!r})", arms=arms)

        changed = Stmt(f"{c} = {{0}};", Expr(f"{{0}} * {c} + {{1}}", self.literal(), self.literal()))
        body = [Stmt(f"double {c} = {{0}};", Expr(f"{factor!r} * {element} + {shift!r}"))]
        bound = factor * middle + shift
        kind = self.pick(["plain", "nested", "counted"])
        if kind == "nested":
            inside = [Stmt(f"const double {d} = {{0}};", Expr(f"0.5 * {c} + 0.1")), decision(d, 0.5 * bound + 0.1)]
            inside += [changed] if self.chance(0.3) else []
            body.append(Stmt(f"if ({i} % 3 != {self.pick([0, 1])})", arms=[("", inside)]))
        elif kind == "counted" and scope.trips * trips * 3 <= MAX_TRIPS:
            body.append(Stmt(f"for (int {k} = 0; {k} < 3; ++{k})", arms=[("", [decision(c, bound), changed])]))
        else:
            body.append(decision(c, bound))
        if self.chance(0.6):
            body += [changed, piece(c)]
        scope.reals.append(Real(s))
        return [
            Stmt(f"double {s} = 0.0;"),
            Stmt(f"for (int {i} = 0; {i} < {trips}; ++{i})", arms=[("", body)]),
            Stmt(f"{s} = {{0}};", Expr(f"std::sin(0.3 * {s})")),
        ]

    def loop_walk(self, scope):
        array = self.pick([a for a in scope.arrays if a.low == 0 and a.high > 0 and a.kind in ("array", "pointer")])
        p, end, s = self.fresh("p"), self.fresh("end"), self.fresh("s")
        scope.reals.append(Real(s))
        inner = scope.inner(array.high, is_loop=True)
        use = Expr("{0} * {1}", Expr(f"*{p}++", type=array.type), self.as_double(self.leaf(inner)))
        return [
            Stmt(f"double {s} = 0.0;"),
            Stmt(f"const {array.type}* {p} = {array.text};"),
            Stmt(f"const {array.type}* const {end} = {array.text} + {array.high};"),
            Stmt(f"while ({p} != {end})", arms=[("", [Stmt(f"{s} += {{0}};", use)])]),
        ]

    def branch(self, scope):
        arms = [("", self.block(scope.inner(), self.random.randint(1, 2)))]
        if self.chance(0.5):
            if self.chance(0.3):
                arms.append((f"else if ({self.condition(scope)})", self.block(scope.inner(), 1)))
            arms.append(("else", self.block(scope.inner(), self.random.randint(1, 2))))
        return [Stmt("if ({0})", self.condition(scope), arms=arms)]

    def switch(self, scope):
        if not scope.wholes:
            return self.branch(scope)
        whole = self.pick(scope.wholes)
        cases = self.random.randint(2, 3)
        arms = []
        for case in range(cases):
            is_last = case == cases - 1
            label = "default:" if is_last else f"case {case}:"
            ending = "break;" if is_last or self.chance(0.7) else "[[fallthrough]];"
            arms.append((f"{label}|{ending}", self.block(scope.inner(), 1)))
        return [Stmt(f"switch ({whole.text} % {cases})", arms=arms, is_switch=True)]


def inner_only(scope, whole):
    """The scope around a loop and its counter: what a break at the loop's top may look at."""
    inner = scope.inner()
    inner.wholes.append(whole)
    return inner
