"""Jumps: break and continue in every loop, goto out of nests and backwards, switches that fall through, early returns."""

from control import MAX_TRIPS
from program import Expr, Stmt
from scope import Real, Whole


class Flow:
    """Statements that leave what they stand in."""

    def statements_flow(self, scope):
        if "jumps" not in self.themes or scope.depth > 2:
            return []
        table = [("do_with_exits", 10), ("while_with_exits", 8), ("switch_wide", 10), ("goto_out", 8), ("search", 6)]
        if not scope.in_lambda:
            table += [("return_from_nest", 5)]
        if scope.depth == 0:
            table += [("goto_back", 5)]
        return table

    def trips_left(self, scope, most=4):
        return self.random.randint(1, max(1, min(most, MAX_TRIPS // scope.trips)))

    def looped(self, scope, trips):
        k = self.fresh("k")
        inner = scope.inner(trips, is_loop=True)
        inner.wholes.append(Whole(k, 0, trips - 1))
        return k, inner

    def exit(self, inner, word):
        """A jump under a condition, maybe with something done before it."""
        before = self.block(inner.inner(), 1) if self.chance(0.4) else []
        return Stmt("if ({0})", self.condition(inner), arms=[("", before + [Stmt(f"{word};")])])

    def do_with_exits(self, scope):
        trips = self.trips_left(scope)
        k, inner = self.looped(scope, trips)
        body = self.block(inner, 1) + [Stmt(f"++{k};")]
        # Behind the increment the counter is one higher than the scope says.
        inner.wholes[-1] = Whole(k, 0, trips)
        for word in self.random.sample(["break", "continue"], self.random.randint(1, 2)):
            body.append(self.exit(inner, word))
            body += self.block(inner, 1)
        return [Stmt(f"int {k} = 0;"), Stmt("do", arms=[("", body)], tail=f"while ({k} < {trips});")]

    def while_with_exits(self, scope):
        trips = self.trips_left(scope)
        k, inner = self.looped(scope, trips)
        head = self.pick(["while (true)", "for (;;)", f"while ({k} < {trips})"])
        body = [Stmt(f"if ({k} >= {trips}) break;")] if "<" not in head else []
        body += self.block(inner, 1)
        inner.wholes[-1] = Whole(k, 0, trips)
        # In C there is no "true" without a header.
        head = head.replace("true", "1") if self.plain else head
        body += [Stmt(f"++{k};"), self.exit(inner, self.pick(["break", "continue"]))] + self.block(inner, 1)
        return [Stmt(f"int {k} = 0;"), Stmt(head, arms=[("", body)])]

    def switch_wide(self, scope):
        """A switch with shared labels, in a loop whose iterations it may end."""
        trips = self.trips_left(scope, 5)
        k, inner = self.looped(scope, trips)
        cases = self.random.randint(2, 4)
        arms = []
        for case in range(cases):
            is_last = case == cases - 1
            label = f"case {case}:" if not is_last else self.pick(["default:", f"case {case}: default:", f"case {case}:"])
            if not is_last and self.chance(0.2):
                label += f" case {case + cases}:"
            endings = ["break;", "continue;"] + (["[[fallthrough]];"] * 2 if not is_last else [])
            if inner.returns and not inner.in_lambda and self.chance(0.15):
                endings = [f"return {self.as_double(self.tame(inner, 1))};"]
            arms.append((f"{label}|{self.pick(endings)}", self.block(inner.inner(), 1)))
        chosen = self.pick([f"{k} % {cases}", f"({k} * 2 + 1) % {cases + 1}", f"{k}"])
        body = [Stmt(f"switch ({chosen})", arms=arms, is_switch=True)] + self.block(inner, 1)
        return [Stmt(f"for (int {k} = 0; {k} < {trips}; ++{k})", arms=[("", body)])]

    def goto_out(self, scope):
        """Out of two loops at once, to a label behind them."""
        label = self.fresh("done")
        outer, inner_trips = self.trips_left(scope, 3), self.trips_left(scope, 3)
        i, middle = self.looped(scope, outer)
        j, inner = self.looped(middle, min(inner_trips, 3))
        first = self.block(middle, 1) if self.chance(0.5) else []
        body = self.block(inner, 1) + [self.exit(inner, f"goto {label}")]
        last = self.block(middle, 1) if self.chance(0.5) else []
        nest = Stmt(f"for (int {j} = 0; {j} < {min(inner_trips, 3)}; ++{j})", arms=[("", body)])
        after = self.random.choice(["", self.writable_real(scope) or ""])
        change = [Stmt(f"{after} = {{0}};", Expr(f"0.5 * {after} + 0.1"))] if after else []
        return [
            Stmt(f"for (int {i} = 0; {i} < {outer}; ++{i})", arms=[("", first + [nest] + last)]),
            *change,
            Stmt(f"{label}:", arms=[("", self.block(scope.inner(), 1))]),
        ]

    def goto_back(self, scope):
        """A loop of gotos that is left in its middle."""
        again, done, k = self.fresh("again"), self.fresh("done"), self.fresh("k")
        trips = self.trips_left(scope)
        inner = scope.inner(trips + 1, is_loop=True)
        inner.wholes.append(Whole(k, 0, trips))
        first, second = self.block(inner.inner(), 1), self.block(inner.inner(), 1)
        return [
            Stmt(f"int {k} = 0;"),
            Stmt(f"{again}:", arms=[("", first)]),
            Stmt(f"if ({k} >= {trips}) goto {done};"),
            Stmt("if (true)", arms=[("", second)]),
            Stmt(f"++{k};"),
            Stmt("if ({0}) " + f"goto {again};", self.condition(inner)),
            Stmt(f"{done}:", arms=[("", self.block(scope.inner(), 1))]),
        ]

    def return_from_nest(self, scope):
        """A return from the middle of two loops."""
        outer, trips = self.trips_left(scope, 3), 2
        i, middle = self.looped(scope, outer)
        j, inner = self.looped(middle, trips)
        word = f"return {self.as_double(self.tame(inner, 2))}" if scope.returns else "return"
        body = self.block(inner, 1) + [self.exit(inner, word)] + self.block(inner, 1)
        nest = Stmt(f"for (int {j} = 0; {j} < {trips}; ++{j})", arms=[("", body)])
        return [Stmt(f"for (int {i} = 0; {i} < {outer}; ++{i})", arms=[("", self.block(middle, 1) + [nest])])]

    def search(self, scope):
        """Where in an array something is, and the value there."""
        arrays = [a for a in scope.arrays if a.low == 0 and a.high >= 2 and a.kind in ("array", "pointer") and a.type == "double"]
        if not arrays:
            return self.while_with_exits(scope)
        array, i, best, t = self.pick(arrays), self.fresh("i"), self.fresh("best"), self.fresh("t")
        if self.chance(0.5):
            body = [Stmt(f"if ({array.text}[{i}] > {array.text}[{best}]) {best} = {i};")]
        else:
            body = [Stmt(f"if ({array.text}[{i}] > {{0}})", self.literal(), arms=[("", [Stmt(f"{best} = {i};"), Stmt("break;")])])]
        scope.wholes.append(Whole(best, 0, array.high - 1))
        scope.reals.append(Real(t))
        return [
            Stmt(f"int {best} = 0;"),
            Stmt(f"for (int {i} = 1; {i} < {array.high}; ++{i})", arms=[("", body)]),
            Stmt(f"double {t} = 0.5 * {array.text}[{best}];"),
        ]
