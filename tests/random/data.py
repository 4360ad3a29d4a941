"""Random declarations of arrays, containers, pointers, structs, and operations on whole blocks of them."""

from program import Expr, Stmt
from scope import Array, Grid, Real, Whole


class Data:
    """Statements that make and move data."""

    def declare_array(self, scope):
        name, size = self.fresh("w"), self.random.randint(2, 5)
        kind = self.pick(["array", "array", "array", "vector", "std_array", "grid", "heap"])
        if self.plain and kind in ("vector", "std_array"):
            kind = "array"
        if kind == "grid" and scope.depth < 2:
            rows, columns = self.random.randint(2, 3), self.random.randint(2, 3)
            scope.grids.append(Grid(name, rows, columns))
            return [Stmt(f"double {name}[{rows}][{columns}] = {{}};")] + [self.fill_grid(scope, name, rows, columns)]
        if kind == "heap" and scope.depth == 0 and not scope.returns:
            return self.heap_array(scope, name, size)
        if kind == "vector":
            statements = self.declare_vector(scope, name, size)
            return statements
        values = [self.tame(scope, 2) for _ in range(self.random.randint(1, size))]
        braces = ", ".join(f"{{{i}}}" for i in range(len(values)))
        text = f"std::array<double, {size}> {name}" if kind == "std_array" else f"double {name}[{size}]"
        doubles = [self.as_double(v) for v in values]
        scope.arrays.append(Array(name, 0, size, kind="std_array" if kind == "std_array" else "array"))
        if kind == "std_array":
            doubles += [Expr("0.0")] * (size - len(doubles))
            braces = ", ".join(f"{{{i}}}" for i in range(len(doubles)))
        return [Stmt(f"{text} = {{{{{braces}}}}};", *doubles)]

    def fill_grid(self, scope, name, rows, columns):
        i, j = self.fresh("i"), self.fresh("j")
        inner = scope.inner(rows * columns, is_loop=True)
        inner.wholes += [Whole(i, 0, rows - 1), Whole(j, 0, columns - 1)]
        inner.grids = [g for g in inner.grids if g.text != name]
        body = [Stmt(f"{name}[{i}][{j}] = {{0}};", self.as_double(self.tame(inner, 2)))]
        loop = Stmt(f"for (int {j} = 0; {j} < {columns}; ++{j})", arms=[("", body)])
        return Stmt(f"for (int {i} = 0; {i} < {rows}; ++{i})", arms=[("", [loop])])

    def heap_array(self, scope, name, size):
        uses_new = not self.plain and self.chance(0.5)
        allocation = (
            f"new double[{size}]" if uses_new else f"static_cast<double*>(std::malloc({size} * sizeof(double)))"
        )
        self.program.adolc_ok = self.program.adolc_ok and uses_new
        i = self.fresh("i")
        inner = scope.inner(size, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        fill = Stmt(
            f"for (int {i} = 0; {i} < {size}; ++{i})",
            arms=[("", [Stmt(f"{name}[{i}] = {{0}};", self.as_double(self.tame(inner, 2)))])],
        )
        use = scope.inner()
        use.arrays.append(Array(name, 0, size, kind="pointer", has_end=False))
        body = self.block(use, self.random.randint(1, 3))
        release = Stmt(f"delete[] {name};" if uses_new else f"std::free({name});")
        return [Stmt(f"double* {name} = {allocation};"), fill] + self.without_declarations(body) + [release]

    def without_declarations(self, body):
        """What was declared in a block of its own stays in it."""
        return [Stmt("if (true)", arms=[("", body)])] if body else []

    def declare_vector(self, scope, name, size):
        form = self.pick(["fill", "push", "copy", "list", "resize"])
        scope_before = list(scope.arrays)
        others = [a for a in scope_before if a.kind == "vector"]
        scope.arrays.append(Array(name, 0, size, kind="vector"))
        quiet = scope.inner()
        quiet.arrays = scope_before
        if form == "copy" and others:
            source = self.pick(others)
            scope.arrays[-1] = Array(name, 0, source.high, kind="vector")
            return [
                Stmt(f"std::vector<double> {name} = {source.text};"),
                Stmt(f"{name}[0] = {{0}};", self.as_double(self.tame(quiet, 2))),
            ]
        if form == "push":
            i = self.fresh("i")
            inner = quiet.inner(size, is_loop=True)
            inner.wholes.append(Whole(i, 0, size - 1))
            push = Stmt(f"{name}.push_back({{0}});", self.as_double(self.tame(inner, 2)))
            return [
                Stmt(f"std::vector<double> {name};"),
                Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [push])]),
            ]
        if form == "list":
            values = [self.as_double(self.tame(quiet, 2)) for _ in range(size)]
            return [
                Stmt(f"std::vector<double> {name} = {{{{" + ", ".join(f"{{{i}}}" for i in range(size)) + "}};", *values)
            ]
        if form == "resize":
            return [Stmt(f"std::vector<double> {name};"), Stmt(f"{name}.resize({size}, {{0}});", self.repeated(quiet))]
        return [Stmt(f"std::vector<double> {name}({size}, {{0}});", self.repeated(quiet))]

    def pointer(self, scope):
        sources = [a for a in scope.arrays if a.kind in ("array", "pointer", "vector") and a.high - a.low >= 2]
        if not sources:
            return [self.declare(scope)]
        array = self.pick(sources)
        name = self.fresh("p")
        shift = self.random.randint(0, 1)
        const = "" if array.writable else "const "
        start = f"{array.text}.data()" if array.kind == "vector" else array.text
        offset = f" + {shift}" if shift else ""
        scope.arrays.append(
            Array(name, array.low - shift, array.high - shift, array.type, array.writable, "pointer", has_end=False)
        )
        out = [Stmt(f"{const}{array.type}* {name} = {start}{offset};")]
        if self.chance(0.3) and array.high - shift > 1:
            out.append(Stmt(f"{name} += 1;" if self.chance(0.5) else f"++{name};"))
            scope.arrays[-1].low -= 1
            scope.arrays[-1].high -= 1
        return out

    def reference(self, scope):
        target = self.element(scope, writable=True)
        if target is None or target.type != "double":
            return [self.declare(scope)]
        name = self.fresh("r")
        scope.reals.append(Real(name))
        return [Stmt(f"double& {name} = {target};")]

    def swap(self, scope):
        targets = [self.element(scope, writable=True) for _ in range(2)]
        if None in targets or any(t.type != "double" for t in targets) or str(targets[0]) == str(targets[1]):
            return [self.assign(scope)]
        return [Stmt("std::swap({0}, {1});", *targets)]

    def buffers(self, scope):
        """Two local buffers whose pointers are exchanged in a time loop."""
        a, b, p, q, i, step, t = (self.fresh(stem) for stem in "abpqist")
        size, steps = self.random.randint(2, 4), self.random.randint(1, 3)
        inner = scope.inner(size * steps, is_loop=True)
        inner.wholes.append(Whole(i, 0, size - 1))
        inner.arrays.append(Array(p, 0, size, writable=False, kind="pointer", has_end=False))
        start = [self.as_double(self.tame(scope, 2)) for _ in range(2)]
        update = Stmt(
            f"{q}[{i}] = {{0}};",
            Expr(f"0.7 * {p}[({i} + 1) % {size}] + {{0}}", Expr("0.2 * {0}", self.as_double(self.value(inner, 2)))),
        )
        exchange = (
            [Stmt(f"std::swap({p}, {q});")]
            if not self.plain and self.chance(0.5)
            else [Stmt(f"double* {t} = {p};"), Stmt(f"{p} = {q};"), Stmt(f"{q} = {t};")]
        )
        body = [Stmt(f"for (int {i} = 0; {i} < {size}; ++{i})", arms=[("", [update])])] + exchange
        scope.arrays.append(Array(p, 0, size, kind="pointer", has_end=False))
        return [
            Stmt(f"double {a}[{size}] = {{{{{{0}}, {{1}}}}}};", *start),
            Stmt(f"double {b}[{size}] = {{}};"),
            Stmt(f"double* {p} = {a};"),
            Stmt(f"double* {q} = {b};"),
            Stmt(f"for (int {step} = 0; {step} < {steps}; ++{step})", arms=[("", body)]),
        ]

    def block_operation(self, scope):
        arrays = [
            a
            for a in scope.arrays
            if a.writable and a.low == 0 and a.type == "double" and a.kind in ("array", "pointer")
        ]
        if not arrays:
            return [self.assign(scope)]
        target = self.pick(arrays)
        sources = [
            a
            for a in scope.arrays
            if a.low == 0
            and a.type == "double"
            and a.high <= target.high
            and a.kind in ("array", "pointer")
            and a.text != target.text
            and a.kind == "array"
        ]
        if self.plain and (not sources or target.kind == "pointer"):
            return [self.assign(scope)]
        if not self.plain and (self.chance(0.4) or not sources or target.kind == "pointer"):
            return [Stmt(f"std::fill({target.text}, {target.text} + {target.high}, {{0}});", self.repeated(scope))]
        source = self.pick(sources)
        if self.plain or self.chance(0.5):
            self.program.adolc_ok = False
            return [Stmt(f"std::memcpy({target.text}, {source.text}, {source.high} * sizeof(double));")]
        return [Stmt(f"std::copy({source.text}, {source.text} + {source.high}, {target.text});")]

    def add_struct(self, scope, name, writable):
        scope.reals.append(Real(f"{name}.a", writable=writable))
        scope.reals.append(Real(f"{name}.b", writable=writable))
        scope.arrays.append(Array(f"{name}.v", 0, 3, writable=writable))

    def struct_local(self, scope):
        if not self.struct:
            return [self.declare(scope)]
        name = self.fresh("q")
        values = [self.as_double(self.tame(scope, 2)) for _ in range(3)]
        self.add_struct(scope, name, True)
        out = [Stmt(f"{self.struct} {name} = {{{{{{0}}, {{1}}, {{{{{{2}}, 0.25, 0.5}}}}}}}};", *values)]
        if self.chance(0.4):
            copy_name = self.fresh("q")
            self.add_struct(scope, copy_name, True)
            out.append(Stmt(f"{self.struct} {copy_name} = {name};"))
        return out
