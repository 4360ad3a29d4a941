"""Writes random numeric programs over the accepted subset of C++, numerically tame and free of undefined behaviour."""

import random

from calls import Calls
from closures import Closures
from control import Control
from data import Data
from flow import Flow
from objects import Objects
from pointers import Pointers
from program import Expr, Function, Param, Program, Stmt
from scope import Array, Callee, Expressions, Grid, Real, Scope, Whole
from wider import Wider


CPLUSPLUS_ONLY = (
    "reference",
    "swap",
    "lambda_local",
    "iterate",
    "pair_local",
    "changing_lambda",
    "model_local",
    "plane_local",
    "blend_call",
)


#: What a program may be about beside the usual; each theme brings statements that are frequent in it.
THEMES = ("classes", "spots", "vectors", "lambdas", "pointers", "jumps", "calls")
PLAIN_THEMES = ("pointers", "jumps", "calls")


class Generator(Expressions, Control, Data, Wider, Objects, Closures, Pointers, Flow, Calls):
    """One program from one seed."""

    def __init__(self, name, seed, plain=False):
        self.random = random.Random(seed)
        self.program = Program(name, seed)
        self.plain = plain  # no more than C has
        self.callees = []
        self.counter = 0
        self.uses_float = not plain and self.random.random() < 0.15
        self.struct = None
        self.shapes = {}
        self.is_in_requested = False
        self.is_wide = self.random.random() < 0.5
        # Drawn apart: programs without a theme stay what they were before there were any.
        apart = random.Random(f"themes of {seed}")
        self.themes = apart.sample(PLAIN_THEMES if plain else THEMES, apart.choice([0, 1, 1, 2]))

    def converted(self, expr, type_):
        return Expr("static_cast<float>({0})", expr) if type_ == "float" else self.as_double(expr)

    def assign(self, scope):
        target = self.element(scope, writable=True)
        if target is None:
            return self.declare(scope)
        roll = self.random.random()
        if roll < 0.5 or target.type == "float":
            return Stmt("{0} = {1};", target, self.converted(self.tame(scope), target.type))
        if roll < 0.65:
            return Stmt(
                f"{{0}} {self.pick(['+=', '-='])} {{1}};",
                target,
                Expr("0.3 * {0}", self.as_double(self.value(scope, 2))),
            )
        if roll < 0.75:
            return Stmt("{0} *= {1};", target, Expr("0.8 + 0.3 * std::sin({0})", self.as_double(self.value(scope, 1))))
        if roll < 0.82:
            return Stmt("{0} /= {1};", target, Expr("1.6 + 0.4 * std::cos({0})", self.as_double(self.value(scope, 1))))
        second = self.element(scope, writable=True)
        if roll < 0.88 and second and second.type == "double" and str(second) != str(target):
            return Stmt("{0} = {1} = {2};", target, second, self.as_double(self.tame(scope)))
        return Stmt(
            "{0} = {1};",
            target,
            Expr("{0} * {1}", Expr("0.5 * {0}", target), Expr("std::cos({0})", self.as_double(self.value(scope, 1)))),
        )

    def declare(self, scope):
        name = self.fresh("t")
        type_ = "float" if self.uses_float and self.chance(0.3) else "double"
        is_const = self.chance(0.3)
        init = self.converted(self.tame(scope), type_)
        scope.reals.append(Real(name, type_, not is_const))
        return Stmt(f"{'const ' if is_const else ''}{type_} {name} = {{0}};", init)

    def call(self, scope):
        options = [c for c in self.callees if not (c.returns and all(k == "value" for k in c.kinds))]
        if not options:
            return [self.assign(scope)]
        callee = self.pick(options)
        prologue, texts, exprs = [], [], []
        for kind in callee.kinds:
            argument = self.argument(scope, kind, prologue)
            if isinstance(argument, Expr):
                texts.append(f"{{{len(exprs)}}}")
                exprs.append(argument)
            else:
                texts.append(argument)
        call = f"{callee.name}({', '.join(texts)})"
        if not callee.returns:
            return prologue + [Stmt(call + ";", *exprs) if exprs else Stmt(call + ";")]
        name = self.fresh("t")
        scope.reals.append(Real(name))
        return prologue + [Stmt(f"double {name} = {call};", *exprs) if exprs else Stmt(f"double {name} = {call};")]

    def argument(self, scope, kind, prologue):
        if kind == "value":
            return self.as_double(self.value(scope, 1))
        if kind == "count":
            return "2"
        if kind in ("out", "address"):
            targets = [r for r in scope.reals if r.writable and r.type == "double"]
            if targets and self.chance(0.6):
                target = self.pick(targets).text
            else:
                target = self.fresh("t")
                prologue.append(Stmt(f"double {target} = {{0}};", self.as_double(self.leaf(scope))))
                scope.reals.append(Real(target))
            return ("&" if kind == "address" else "") + target
        if kind == "struct":
            name = self.fresh("q")
            prologue.append(Stmt(f"{self.struct} {name} = {{}};"))
            prologue.append(Stmt(f"{name}.a = {{0}};", self.as_double(self.tame(scope, 2))))
            self.add_struct(scope, name, True)
            return name
        needs_write = kind == "buffer"
        arrays = [
            a
            for a in scope.arrays
            if a.low == 0
            and a.high >= 2
            and a.type == "double"
            and a.kind in ("array", "pointer")
            and (a.writable or not needs_write)
        ]
        if arrays:
            return self.pick(arrays).text
        name = self.fresh("w")
        prologue.append(Stmt(f"double {name}[2] = {{{{{{0}}, 0.5}}}};", self.as_double(self.leaf(scope))))
        scope.arrays.append(Array(name, 0, 2))
        return name

    def lambda_local(self, scope):
        if scope.depth > 1:
            return [self.declare(scope)]
        name, parameter = self.fresh("g"), self.fresh("z")
        inner = scope.inner()
        inner.reals = [Real(r.text, r.type, False) for r in inner.reals] + [Real(parameter, writable=False)]
        inner.arrays = [Array(a.text, a.low, a.high, a.type, False, a.kind) for a in inner.arrays]
        result = self.as_double(self.tame(inner, 2))
        t, argument = self.fresh("t"), self.as_double(self.leaf(scope))
        scope.reals.append(Real(t))
        return [
            Stmt(
                f"const auto {name} = [&](double {parameter}) -> double {{{{ return 0.2 * {parameter} + {{0}}; }}}};",
                result,
            ),
            Stmt(f"double {t} = {name}({{0}}) + {name}(0.3);", argument),
        ]

    def early_return(self, scope):
        if scope.in_lambda:
            return [self.assign(scope)]
        if scope.returns:
            return [Stmt("if ({0}) return {1};", self.condition(scope), self.as_double(self.tame(scope, 2)))]
        return [Stmt("if ({0}) return;", self.condition(scope))]

    def side_effect(self, scope):
        """An assignment or increment inside an expression."""
        arrays = [a for a in scope.arrays if a.low == 0 and a.high >= 3 and not a.kind.endswith("field")]
        reals = [r for r in scope.reals if r.writable and r.type == "double"]
        if arrays and self.chance(0.5):
            array, k, t = self.pick(arrays), self.fresh("k"), self.fresh("t")
            scope.reals.append(Real(t))
            index = f"static_cast<std::size_t>({k}++)" if array.kind in ("vector", "std_array") else f"{k}++"
            return [
                Stmt(f"int {k} = 0;"),
                Stmt(f"double {t} = 0.5 * {array.text}[{index}];"),
                Stmt(f"{t} -= {array.text}[{index}];"),
            ]
        if not reals:
            return [self.declare(scope)]
        target, t = self.pick(reals), self.fresh("t")
        value = self.as_double(self.tame(scope, 2))
        scope.reals.append(Real(t))
        return [Stmt(f"double {t} = 1.5 * ({target.text} = {{0}});", value)]

    def statement(self, scope):
        nested = scope.depth < 3
        table = [
            ("assign", 30),
            ("declare", 10),
            ("declare_array", 6),
            ("pointer", 4),
            ("reference", 4),
            ("swap", 2),
            ("call", 8),
            ("struct_local", 4),
            ("lambda_local", 2),
            ("block_operation", 3),
            ("side_effect", 3),
        ]
        if nested:
            table += [("loop", 20), ("branch", 10), ("switch", 3)]
        if scope.depth == 0:
            table += [("buffers", 3)]
        if not scope.in_lambda and scope.depth in (1, 2):
            table += [("early_return", 1)]
        if self.is_wide:
            table += self.statements_wider(scope)
        table += self.statements_objects(scope) + self.statements_closures(scope) + self.statements_pointers(scope)
        table += self.statements_flow(scope) + self.statements_calls(scope)
        if self.plain:
            table = [(name, weight) for name, weight in table if name not in CPLUSPLUS_ONLY]
        names, weights = zip(*table)
        made = getattr(self, self.random.choices(names, weights)[0])(scope)
        return made if isinstance(made, list) else [made]

    def block(self, scope, count):
        out = []
        for _ in range(count):
            out += self.statement(scope)
        return out

    # ---- functions ---------------------------------------------------------------------------------------------------

    def empty_scope(self):
        """Where a helper starts: with constants only."""
        scope = Scope(trips=8)
        self.add_constants(scope)
        return scope

    def helper(self):
        name = self.fresh("h")
        scope = self.empty_scope()
        returns = self.chance(0.6)
        shapes = [
            ["value", "out"],
            ["address", "value"],
            ["in", "count", "out"],
            ["in", "buffer", "count"],
            ["buffer", "value"],
            ["out", "out"],
            ["in", "in", "buffer", "count"],
        ] + ([["struct", "value"]] if self.struct else [])
        if self.plain:
            shapes = [shape for shape in shapes if "out" not in shape and "struct" not in shape]
        kinds = ["value"] * self.random.randint(1, 2) if self.chance(0.4) and returns else self.pick(shapes)
        texts = []
        for kind in kinds:
            parameter = self.fresh("a")
            if kind == "value":
                texts.append(f"double {parameter}")
                scope.reals.append(Real(parameter))
            elif kind == "out":
                texts.append(f"double& {parameter}")
                scope.reals.append(Real(parameter))
            elif kind == "address":
                texts.append(f"double* {parameter}")
                scope.reals.append(Real(f"(*{parameter})"))
            elif kind == "count":
                texts.append(f"int {parameter}")
                scope.wholes.append(Whole(parameter, 2, 2))
            elif kind == "struct":
                texts.append(f"{self.struct}& {parameter}")
                self.add_struct(scope, parameter, True)
            else:
                texts.append(("const " if kind == "in" else "") + f"double* {parameter}")
                scope.arrays.append(Array(parameter, 0, 2, writable=kind == "buffer", kind="pointer", has_end=False))
        scope.returns = returns
        body = self.block(scope, self.random.randint(1, 4))
        result = self.as_double(self.tame(scope)) if returns else None
        storage = self.pick(["inline", "inline", "static inline"])
        heading = f"{storage} {'double' if returns else 'void'} {name}({', '.join(texts)})"
        self.program.functions.append(Function(heading, body, result))
        self.callees.append(Callee(name, kinds, returns))

    def parameters(self, scope, returns):
        """The parameters of f; at least one independent, and a dependent where nothing is returned."""
        params = self.program.params
        if self.chance(0.85):
            params.append(Param("n", "int", "int n", value=self.random.randint(2, 5)))
            scope.wholes.append(Whole("n", params[0].value, params[0].value))
        for _ in range(self.random.randint(1, 3)):
            kind = self.pick(
                ["scalar", "array", "array", "array", "array2"]
                if self.plain
                else ["scalar", "array", "array", "array", "array2", "vector", "ref"]
                + (["struct"] if self.struct else [])
            )
            params.append(self.input_param(kind, scope, returns))
        if not returns and not any(p.is_output for p in params):
            params.append(self.output_param(scope))

    def size_text(self):
        n = next((p for p in self.program.params if p.name == "n"), None)
        if n and self.chance(0.7):
            return n.value, "n"
        size = self.random.randint(2, 5)
        return size, str(size)

    def input_param(self, kind, scope, returns):
        name = self.fresh("x")
        type_ = "float" if self.uses_float and kind in ("scalar", "array") and self.chance(0.5) else "double"
        inout = not returns and kind != "scalar" and self.chance(0.4)
        writable = inout or kind == "scalar" or (kind in ("array", "ref") and self.chance(0.2))
        const = "" if writable else "const "
        size, text = self.size_text()
        extra = dict(type=type_, is_input=True, is_output=inout, is_const=not writable)
        if kind in ("scalar", "ref"):
            scope.reals.append(Real(name, type_, writable))
            amp = "&" if kind == "ref" else ""
            return Param(name, kind, f"{const if kind == 'ref' else ''}{type_}{amp} {name}", ["{0}"], **extra)
        if kind == "array":
            scope.arrays.append(Array(name, 0, size, type_, writable, "pointer", has_end=False))
            declaration = f"{const}{type_}* {name}" if self.chance(0.8) else f"{const}{type_} {name}[]"
            return Param(
                name,
                kind,
                declaration,
                [f"{{0}}[{i}]" for i in range(size)],
                shape=(size,),
                extent=f"[{text}]",
                **extra,
            )
        if kind == "array2":
            rows, columns = self.random.randint(2, 3), self.random.randint(2, 3)
            scope.grids.append(Grid(name, rows, columns, writable))
            places = [f"{{0}}[{i}][{j}]" for i in range(rows) for j in range(columns)]
            extra["type"] = "double"
            return Param(
                name,
                kind,
                f"{const}double {name}[{rows}][{columns}]",
                places,
                shape=(rows, columns),
                extent=f"[{rows}][{columns}]",
                **extra,
            )
        if kind == "vector":
            scope.arrays.append(Array(name, 0, size, "double", writable, "vector"))
            extra["type"] = "double"
            return Param(
                name,
                kind,
                f"{const}std::vector<double>& {name}",
                [f"{{0}}[{i}]" for i in range(size)],
                shape=(size,),
                **extra,
            )
        self.add_struct(scope, name, writable)
        extra["type"] = "double"
        return Param(
            name,
            kind,
            f"{const}{self.struct}& {name}",
            ["{0}.a", "{0}.b"] + [f"{{0}}.v[{i}]" for i in range(3)],
            struct=self.struct,
            **extra,
        )

    def output_param(self, scope):
        name = self.fresh("y")
        size, text = self.size_text()
        if not self.plain and self.chance(0.3):
            scope.reals.append(Real(name))
            return Param(name, "ref", f"double& {name}", ["{0}"], is_output=True, is_const=False)
        scope.arrays.append(Array(name, 0, size, kind="pointer", has_end=False))
        return Param(
            name,
            "array",
            f"double* {name}",
            [f"{{0}}[{i}]" for i in range(size)],
            shape=(size,),
            extent=f"[{text}]",
            is_output=True,
            is_const=False,
        )

    def closing(self, scope):
        """Writes every dependent once more from what is live, so that little of the program is dead."""
        out = []
        for param in self.program.params:
            if param.is_output:
                for element in self.random.sample(param.elements(), min(2, len(param.elements()))):
                    out.append(Stmt(f"{element} += {{0}};", Expr("0.5 * {0}", self.as_double(self.value(scope, 1)))))
        return out

    def run(self):
        program = self.program
        if self.chance(0.3):
            self.struct = "State"
            program.structs.append("struct State {\n  double a;\n  double b;\n  double v[3];\n};")
        self.prepare_wider()
        self.prepare_objects()
        self.prepare_closures()
        self.prepare_calls()
        for _ in range(self.random.choice([0, 1, 1, 2, 3])):
            self.helper()
        if self.is_wide and self.chance(0.2):
            self.recursive_helper()
        scope = Scope(returns=self.chance(0.6))
        self.add_constants(scope)
        program.returns = "double" if scope.returns else None
        self.parameters(scope, scope.returns)
        self.is_in_requested = True
        body = self.block(scope, self.random.randint(3, 9)) + self.closing(scope)
        result = self.live_sum(scope) if scope.returns else None
        parameters = ", ".join(p.declaration for p in program.params)
        program.functions.append(Function(f"inline {program.returns or 'void'} f({parameters})", body, result))
        count = sum(len(p.elements()) for p in program.params if p.is_input)
        program.inputs = [round(self.random.uniform(-1.2, 1.2), 3) for _ in range(count)]
        program.has_float = "float" in program.body_text()
        return program

    def live_sum(self, scope):
        result = self.as_double(self.tame(scope))
        for _ in range(3):
            result = Expr("{0} + {1}", result, Expr("0.5 * {0}", self.as_double(self.leaf(scope))))
        return result


def generate(name, seed, plain=False):
    """The program of this seed; a plain one can be written in C."""
    return Generator(name, seed, plain).run()
