"""Pointers that move and change places, containers that are exchanged, rows of pointers, overlapping block moves."""

from program import Expr, Stmt
from scope import Array, Grid, Real, Whole


class Pointers:
    """Statements about which memory is meant."""

    def statements_pointers(self, scope):
        if "pointers" not in self.themes:
            return []
        table = [("walk_write", 10), ("row_table", 8), ("row_of_grid", 8), ("either", 8), ("moved_block", 8), ("one_based", 8)]
        if scope.depth < 2:
            table += [("buffers", 3), ("time_steps", 10), ("walk_both", 6)]
        if not self.plain:
            table += [("either_reference", 5), ("view_local", 6), ("array_reference", 4)]
            if scope.depth < 2:
                table += [("vector_buffers", 10)]
        return table

    def plain_arrays(self, scope, size, writable=True):
        return [
            a
            for a in scope.arrays
            if a.kind in ("array", "pointer") and a.low == 0 and a.high >= size and a.type == "double" and (a.writable or not writable)
        ]

    def array_for(self, scope, size, out):
        """An array that may be written, declared to `out` where there is none."""
        arrays = self.plain_arrays(scope, size)
        if arrays and self.chance(0.7):
            return self.pick(arrays)
        name = self.fresh("w")
        out.append(Stmt(f"double {name}[{size}] = {{{{{{0}}, {{1}}}}}};", self.one(scope), self.one(scope)))
        scope.arrays.append(Array(name, 0, size))
        return scope.arrays[-1]

    # ---- pointers that walk ------------------------------------------------------------------------------------------

    def walk_write(self, scope):
        """A pointer goes along an array and writes through itself."""
        out = []
        array = self.array_for(scope, 3, out)
        p, i, size = self.fresh("p"), self.fresh("i"), self.random.randint(2, array.high)
        inner = scope.inner(size, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        form = self.pick(["{p}++ =", "{p}++ +=", "{p}++ *=", "--{p} =", "--{p} -=", "both", "last"])
        is_down = form.startswith("--")
        value = Expr("0.6 * {0}", self.as_double(self.value(inner, 2)))
        if form == "both":
            body = [Stmt(f"*{p} = {{0}};", Expr(f"0.5 * *{p} + {{0}}", value)), Stmt(f"++{p};")]
        elif form == "last":
            body = [Stmt(f"{p}[0] += {{0}};", Expr(f"0.5 * {array.text}[0] * {{0}}", value)), Stmt(f"{p} += 1;")]
        else:
            body = [Stmt(f"*{form.format(p=p)} {{0}};", value)]
        start = f"{array.text} + {size}" if is_down else array.text
        loop = Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", body)])
        if self.chance(0.4) and not is_down:
            after = Stmt(f"{p}[-1] *= {{0}};", Expr("0.5 + 0.3 * std::sin({0})", self.one(scope)))
            return out + [Stmt(f"double* {p} = {start};"), loop, after]
        return out + [Stmt(f"double* {p} = {start};"), loop]

    def walk_both(self, scope):
        """Two pointers side by side, while one has not come to its end."""
        out = []
        target = self.array_for(scope, 2, out)
        sources = self.plain_arrays(scope, 2, writable=False)
        source = self.pick(sources)
        size = min(target.high, source.high)
        p, q, end = self.fresh("p"), self.fresh("q"), self.fresh("end")
        inner = scope.inner(size, is_loop=True)
        value = self.as_double(self.leaf(inner))
        form = self.pick(["*{p}++ = 0.7 * *{q}++ * {{0}};", "*{p}++ += {{0}} * std::sin(*{q}++);", "*{p}++ -= 0.4 * *{q}++ + {{0}};"])
        return out + [
            Stmt(f"double* {p} = {target.text};"),
            Stmt(f"const double* {q} = {source.text};"),
            Stmt(f"const double* const {end} = {source.text} + {size};"),
            Stmt(f"while ({q} {self.pick(['<', '!='])} {end})", arms=[("", [Stmt(form.format(p=p, q=q), value)])]),
        ]

    def one_based(self, scope):
        """Subscripts from one, as in translated code."""
        out = []
        array = self.array_for(scope, 3, out)
        p, i = self.fresh("p"), self.fresh("i")
        inner = scope.inner(array.high, is_loop=True)
        inner.wholes.append(Whole(i, 2, array.high))
        inner.arrays.append(Array(p, 1, array.high + 1, kind="pointer", has_end=False))
        update = Stmt(f"{p}[{i}] = {{0}};", Expr(f"0.5 * {p}[{i} - 1] + 0.3 * {{0}}", self.as_double(self.value(inner, 2))))
        scope.arrays.append(Array(p, 1, array.high + 1, kind="pointer", has_end=False))
        head = self.pick([f"for (int {i} = 2; {i} <= {array.high}; ++{i})", f"for (int {i} = {array.high}; {i} > 1; --{i})"])
        return out + [Stmt(f"double* {p} = {array.text} - 1;"), Stmt(head, arms=[("", [update])])]

    # ---- which of several ----------------------------------------------------------------------------------------------

    def either(self, scope):
        """A pointer to one of two arrays."""
        out = []
        first, second = self.array_for(scope, 2, out), self.array_for(scope, 2, out)
        p, size = self.fresh("p"), min(first.high, second.high)
        condition = self.condition(scope)
        scope.arrays.append(Array(p, 0, size, kind="pointer", has_end=False))
        if self.chance(0.5):
            return out + [Stmt(f"double* {p} = ({{0}}) ? {first.text} : {second.text};", condition)]
        return out + [
            Stmt(f"double* {p} = {first.text};"),
            Stmt("if ({0})", condition, arms=[("", [Stmt(f"{p} = {second.text};")])]),
        ]

    def either_reference(self, scope):
        targets = [self.element(scope, writable=True) for _ in range(2)]
        if None in targets or any(t.type != "double" for t in targets) or str(targets[0]) == str(targets[1]):
            return [self.declare(scope)]
        name, condition = self.fresh("r"), self.condition(scope)
        scope.reals.append(Real(name))
        return [Stmt(f"double& {name} = ({{0}}) ? {{1}} : {{2}};", condition, *targets)]

    def view_local(self, scope):
        """A struct that points to data."""
        out = []
        array = self.array_for(scope, 2, out)
        name = self.fresh("view")
        self.needs_view()
        scope.arrays.append(Array(f"{name}.data", 0, array.high, kind="pointer", has_end=False))
        value = self.one(scope)
        return out + [
            Stmt(f"View {name} = {{{array.text}, {array.high}}};"),
            Stmt(f"for (int i = 0; i < {name}.count; ++i)", arms=[("", [Stmt(f"{name}.data[i] *= {{0}};", Expr("0.5 + 0.3 * std::cos({0})", value))])]),
        ]

    def needs_view(self):
        view = "struct View {\n  double* data;\n  int count;\n};"
        if view not in self.program.structs:
            self.program.structs.append(view)

    def array_reference(self, scope):
        arrays = [a for a in scope.arrays if a.kind == "array" and a.low == 0 and a.has_end and a.writable and a.type == "double"]
        arrays = [a for a in arrays if "." not in a.text]
        if not arrays:
            return self.either(scope)
        array, name = self.pick(arrays), self.fresh("r")
        scope.arrays.append(Array(name, 0, array.high, kind="pointer", has_end=False))
        return [Stmt(f"auto& {name} = {array.text};")]

    # ---- rows ----------------------------------------------------------------------------------------------------------

    def row_table(self, scope):
        """Pointers to rows, set in a loop, maybe exchanged."""
        rows, columns = self.random.randint(2, 4), 2
        block, table, i, t = (self.fresh(stem) for stem in ("w", "rows", "i", "t"))
        values = [self.one(scope) for _ in range(3)]
        out = [
            Stmt(f"double {block}[{rows * columns}] = {{{{{{0}}, {{1}}, {{2}}}}}};", *values),
            Stmt(f"double* {table}[{rows}];"),
            Stmt(f"for (int {i} = 0; {i} < {rows}; ++{i})", arms=[("", [Stmt(f"{table}[{i}] = {block} + {i} * {columns};")])]),
        ]
        exchange = [Stmt(f"double* {t} = {table}[0];"), Stmt(f"{table}[0] = {table}[{rows - 1}];"), Stmt(f"{table}[{rows - 1}] = {t};")]
        if self.chance(0.4):
            out += exchange
        elif self.chance(0.4) and scope.depth < 3:
            out.append(Stmt("if ({0})", self.condition(scope), arms=[("", exchange)]))
        scope.grids.append(Grid(table, rows, columns))
        if self.chance(0.3):
            name = self.fresh("pp")
            scope.grids.append(Grid(name, rows, columns))
            out.append(Stmt(f"double** {name} = {table};"))
        return out

    def row_of_grid(self, scope):
        grids = [g for g in scope.grids]
        if not grids:
            return self.row_table(scope)
        grid, name = self.pick(grids), self.fresh("row")
        row = self.index(scope, 0, grid.rows)
        scope.arrays.append(Array(name, 0, grid.columns, writable=grid.writable, kind="pointer", has_end=False))
        return [Stmt(f"{'' if grid.writable else 'const '}double* {name} = {grid.text}[{row}];")]

    # ---- blocks ----------------------------------------------------------------------------------------------------------

    def moved_block(self, scope):
        """A block moved over itself."""
        out = []
        array = self.array_for(scope, 3, out)
        count, name = array.high - 1, array.text
        forms = [
            f"std::memmove({name}, {name} + 1, {count} * sizeof(double));",
            f"std::memmove({name} + 1, {name}, {count} * sizeof(double));",
        ]
        if not self.plain:
            forms += [
                f"std::copy({name} + 1, {name} + {array.high}, {name});",
                f"std::copy_backward({name}, {name} + {count}, {name} + {array.high});",
                f"std::copy_n({name} + 1, {count}, {name});",
                f"std::reverse({name}, {name} + {array.high});",
            ]
        form = self.pick(forms)
        if "mem" in form:
            self.program.adolc_ok = False
        return out + [Stmt(form)]

    def time_steps(self, scope):
        """Two or three levels in one array or in several, exchanged after each step, from outer data."""
        size, steps = self.random.randint(2, 4), self.random.randint(1, 3)
        old, now, new, i, step, t = (self.fresh(stem) for stem in ("old", "now", "new", "i", "step", "t"))
        blocks = [self.fresh("level") for _ in range(3)]
        inner = scope.inner(size * steps, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        inner.arrays += [Array(p, 0, size, writable=False, kind="pointer", has_end=False) for p in (old, now)]
        value = self.as_double(self.value(inner, 2))
        update = Stmt(f"{new}[{i}] = {{0}};", Expr(f"0.8 * {now}[{i}] - 0.3 * {old}[{size - 1} - {i}] + 0.2 * std::sin({{0}})", value))
        rotate = [Stmt(f"double* {t} = {old};"), Stmt(f"{old} = {now};"), Stmt(f"{now} = {new};"), Stmt(f"{new} = {t};")]
        if not self.plain and self.chance(0.4):
            rotate = [Stmt(f"std::swap({old}, {now});"), Stmt(f"std::swap({now}, {new});")]
        body = [Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [update])])] + rotate
        starts = [self.one(scope) for _ in range(3)]
        if self.chance(0.5):
            declared = [Stmt(f"double {b}[{size}] = {{{{{{0}}, 0.3}}}};", v) for b, v in zip(blocks, starts)]
        else:
            whole = self.fresh("block")
            declared = [Stmt(f"double {whole}[{3 * size}] = {{{{{{0}}, {{1}}, {{2}}}}}};", *starts)]
            blocks = [f"{whole} + {k * size}" if k else whole for k in range(3)]
        scope.arrays += [Array(p, 0, size, kind="pointer", has_end=False) for p in (now, old)]
        return declared + [
            *(Stmt(f"double* {p} = {b};") for p, b in zip((old, now, new), blocks)),
            Stmt(f"for (int {step} = 0; {step} < {steps}; ++{step})", arms=[("", body)]),
        ]

    def vector_buffers(self, scope):
        """Two vectors whose contents are exchanged in a time loop."""
        a, b, i, step = self.fresh("a"), self.fresh("b"), self.fresh("i"), self.fresh("step")
        size, steps = self.random.randint(2, 4), self.random.randint(1, 3)
        inner = scope.inner(size * steps, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        inner.arrays.append(Array(a, 0, size, writable=False, kind="vector"))
        place = f"static_cast<std::size_t>({i})"
        update = Stmt(f"{b}[{place}] = {{0}};", Expr(f"0.7 * {a}[{place}] + {{0}}", Expr("0.2 * {0}", self.as_double(self.value(inner, 2)))))
        exchange = self.pick([f"std::swap({a}, {b});", f"{a}.swap({b});", f"{b}.swap({a});", f"{a} = {b};"])
        if self.chance(0.3):
            exchange = f"std::copy({b}.begin(), {b}.end(), {a}.begin());"
        body = [Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [update])]), Stmt(exchange)]
        start = self.repeated(scope)
        first = self.one(scope)
        scope.arrays += [Array(name, 0, size, kind="vector") for name in (a, b)]
        return [
            Stmt(f"std::vector<double> {a}({size}, {{0}});", start),
            Stmt(f"std::vector<double> {b}({size});"),
            Stmt(f"{a}[1] = {{0}};", first),
            Stmt(f"for (int {step} = 0; {step} < {steps}; ++{step})", arms=[("", body)]),
        ]
