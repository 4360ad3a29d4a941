"""What is visible at a point of a random program, and expressions over it."""

import random
from dataclasses import dataclass, field

from program import Expr

SMOOTH = [
    "std::sin({0})",
    "std::cos({0})",
    "std::tanh({0})",
    "std::atan({0})",
    "std::exp(std::sin({0}))",
    "std::log(2.5 + std::sin({0}))",
    "std::sqrt(1.5 + std::cos({0}))",
    "1.0 / (2.0 + std::cos({0}))",
    "std::erf({0})",
    "std::asinh({0})",
    "std::cbrt(2.0 + std::sin({0}))",
    "std::expm1(0.5 * std::sin({0}))",
    "std::log1p(0.5 + 0.4 * std::cos({0}))",
    "std::sinh(std::sin({0}))",
    "std::fabs(2.0 + std::cos({0}))",
    "std::pow(1.5 + 0.5 * std::sin({0}), 2.5)",
    "std::pow(std::cos({0}), 2)",
    "std::exp(-0.5 * std::cos({0}))",
]
TWO_OPERANDS = [
    "std::hypot({0}, 2.0 + std::cos({1}))",
    "std::atan2({0}, 2.0 + std::cos({1}))",
    "std::pow(1.5 + 0.4 * std::sin({0}), std::cos({1}))",
    "({0}) / (2.0 + std::cos({1}))",
    "std::fmax({0}, {1})",
    "std::fmin({0}, {1} + 0.7)",
]


@dataclass
class Real:
    """A scalar in scope, spelled as it is read; may it be written?"""

    text: str
    type: str = "double"
    writable: bool = True


@dataclass
class Array:
    """A run of reals: `text[i]` is valid for low <= i < high. kind: array, vector, std_array, pointer, object (with an
    operator of its own), and field or vector_field, where text is 'container|.member'."""

    text: str
    low: int
    high: int
    type: str = "double"
    writable: bool = True
    kind: str = "array"
    has_end: bool = True  # its extent is part of its type, or size() tells it


@dataclass
class Grid:
    text: str
    rows: int
    columns: int
    writable: bool = True


@dataclass
class Whole:
    """An integer in scope with its range, ends included."""

    text: str
    low: int
    high: int


@dataclass
class Object:
    """A variable of a class type."""

    text: str
    type: str
    writable: bool = True


@dataclass
class Callee:
    """A helper that can be called: parameter kinds in order; `returns` a double, or nothing."""

    name: str
    kinds: list
    returns: bool


@dataclass
class Scope:
    reals: list = field(default_factory=list)
    arrays: list = field(default_factory=list)
    grids: list = field(default_factory=list)
    wholes: list = field(default_factory=list)
    trips: int = 1
    depth: int = 0
    in_loop: bool = False
    in_lambda: bool = False
    returns: bool = False
    objects: list = field(default_factory=list)

    def inner(self, trips=1, is_loop=False):
        return Scope(
            list(self.reals),
            list(self.arrays),
            list(self.grids),
            list(self.wholes),
            self.trips * trips,
            self.depth + 1,
            is_loop or self.in_loop,
            self.in_lambda,
            self.returns,
            list(self.objects),
        )


class Expressions:
    """Random expressions: indices in range, conditions, values of size about one."""

    random: random.Random

    def fresh(self, stem):
        self.counter += 1
        return f"{stem}{self.counter}"

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, options):
        return self.random.choice(options)

    def literal(self, low=-1.5, high=1.5):
        return Expr(f"{round(self.random.uniform(low, high), 2)!r}")

    def index(self, scope, low, high):
        """An integer expression that stays in [low, high)."""
        options = [str(self.random.randrange(low, high))] if low >= 0 or self.chance(0.5) else ["0"]
        if not low <= int(options[0]) < high:
            options = [str(low)]
        for whole in scope.wholes:
            for offset in (0, 0, 1, -1, 2):
                if low <= whole.low + offset and whole.high + offset < high:
                    options.append(whole.text + (f" {'+' if offset > 0 else '-'} {abs(offset)}" if offset else ""))
            if whole.low >= 0 and low == 0 and high > 1:
                options.append(f"({whole.text} * {self.pick([1, 2, 3])} + {self.pick([0, 1])}) % {high}")
            if low <= high - 1 - whole.high and high - 1 - whole.low < high:
                options.append(f"{high - 1} - {whole.text}")
        return self.pick(options[-6:])

    def condition(self, scope, depth=0):
        roll = self.random.random()
        if depth == 0 and roll < 0.12:
            return Expr(f"{{0}} {self.pick(['&&', '||'])} {{1}}", self.condition(scope, 1), self.condition(scope, 1))
        if roll < 0.2:
            return Expr("!({0})", self.condition(scope, 1))
        if scope.wholes and roll < 0.6:
            whole = self.pick(scope.wholes)
            return Expr(
                self.pick(
                    [
                        f"{whole.text} % 2 == {self.pick([0, 1])}",
                        f"{whole.text} > {self.random.randint(whole.low, whole.high)}",
                        f"{whole.text} % 3 != {self.pick([0, 1, 2])}",
                    ]
                )
            )
        return Expr(f"{{0}} {self.pick(['<', '>', '<=', '>='])} {{1}}", self.leaf(scope), self.value(scope, 1))

    def element(self, scope, writable=False):
        """A real in memory, or None."""
        places = [r for r in scope.reals if r.writable or not writable]
        arrays = [a for a in scope.arrays if (a.writable or not writable) and a.high > a.low]
        grids = [g for g in scope.grids if g.writable or not writable]
        kinds = [k for k, pool in (("real", places), ("array", arrays), ("array", arrays), ("grid", grids)) if pool]
        if not kinds:
            return None
        kind = self.pick(kinds)
        if kind == "real":
            real = self.pick(places[-8:])
            return Expr(real.text, type=real.type)
        if kind == "grid":
            grid = self.pick(grids)
            return Expr(f"{grid.text}[{self.index(scope, 0, grid.rows)}][{self.index(scope, 0, grid.columns)}]")
        array = self.pick(arrays)
        return Expr(self.element_text(scope, array), type=array.type)

    def element_text(self, scope, array):
        if array.kind in ("field", "vector_field"):
            container, member = array.text.split("|")
            index = self.index(scope, array.low, array.high)
            needs_cast = array.kind == "vector_field" and not index.isdigit()
            return container + (f"[static_cast<std::size_t>({index})]" if needs_cast else f"[{index}]") + member
        if array.kind in ("vector", "std_array"):
            if self.chance(0.1):
                return f"{array.text}.{self.pick(['front()', 'back()'])}"
            index = self.index(scope, array.low, array.high)
            if index.isdigit() and self.chance(0.2):
                return f"{array.text}.at({index})"
            return f"{array.text}[{index}]" if index.isdigit() else f"{array.text}[static_cast<std::size_t>({index})]"
        if array.kind in ("array", "pointer") and array.low == 0 and self.chance(0.1):
            return (
                f"(*{array.text})"
                if self.chance(0.5)
                else f"*({array.text} + {self.index(scope, array.low, array.high)})"
            )
        return f"{array.text}[{self.index(scope, array.low, array.high)}]"

    def leaf(self, scope):
        roll = self.random.random()
        if roll < 0.12:
            return self.literal()
        if scope.wholes and roll < 0.2:
            whole = self.pick(scope.wholes)
            return Expr(
                self.pick([f"0.1 * {whole.text}", f"static_cast<double>({whole.text})", f"({whole.text} + 1) / 4.0"])
            )
        guarded = self.guarded_neighbour(scope) if scope.in_loop and roll < 0.27 else None
        return guarded or self.element(scope) or self.literal()

    def as_double(self, expr):
        return expr if expr.type == "double" else Expr("static_cast<double>({0})", expr)

    def value(self, scope, depth=2):
        """A real expression."""
        roll = self.random.random()
        if depth == 0 or roll < 0.15:
            return self.leaf(scope)
        if roll < 0.55:
            a, b = self.value(scope, depth - 1), self.value(scope, depth - 1)
            type_ = "double" if "double" in (a.type, b.type) else "float"
            return Expr(f"({{0}} {self.pick(['+', '-', '*', '*'])} {{1}})", a, b, type=type_)
        if roll < 0.8:
            fmt = self.pick(SMOOTH)
            return Expr(fmt, self.as_double(self.value(scope, depth - 1)))
        if roll < 0.88:
            fmt = self.pick(TWO_OPERANDS)
            operands = [self.as_double(self.value(scope, depth - 1)) for _ in range(2)]
            return Expr(fmt, *operands, adolc=fmt.replace("{0}", "double({0})").replace("{1}", "double({1})"))
        if roll < 0.92:
            arms = [self.as_double(self.value(scope, depth - 1)) for _ in range(2)]
            # ADOL-C's products have a type of their own, so that its text converts the arms.
            return Expr("({0} ? {1} : {2})", self.condition(scope), *arms, adolc="({0} ? double({1}) : double({2}))")
        if roll < 0.95:
            term = self.leaf_term(scope)
            return Expr("-{0}", term, type=term.type)
        call = self.call_expression(scope, depth)
        return call or Expr("std::sin({0})", self.as_double(self.leaf(scope)))

    def guarded_neighbour(self, scope):
        """An element that is only there where the condition holds, as at the ends of a grid; None if there is no such."""
        options = []
        for array in scope.arrays:
            if array.kind not in ("array", "pointer") or array.type != "double":
                continue
            for whole in scope.wholes:
                for distance in (1, 2):
                    if whole.low - distance < array.low <= whole.high - distance < array.high:
                        options.append((f"{whole.text} >= {array.low + distance}", f"{array.text}[{whole.text} - {distance}]"))
                    if array.low <= whole.low + distance < array.high <= whole.high + distance:
                        options.append((f"{whole.text} + {distance} < {array.high}", f"{array.text}[{whole.text} + {distance}]"))
        if not options:
            return None
        condition, element = self.pick(options)
        other = self.as_double(self.leaf(scope))
        return Expr(f"({condition} ? {element} : {{0}})", other, adolc=f"({condition} ? double({element}) : double({{0}}))")

    def leaf_term(self, scope):
        leaf = self.element(scope)
        return leaf if leaf else Expr("({0})", self.literal())

    def tame(self, scope, depth=3):
        """A real expression of size about one."""
        inner = self.as_double(self.value(scope, depth - 1))
        roll = self.random.random()
        if roll < 0.45:
            return Expr(self.pick(SMOOTH), inner)
        if roll < 0.7:
            return Expr("0.5 * {0}", inner)
        if roll < 0.85:
            return Expr("{0} + {1}", Expr("0.4 * {0}", inner), Expr("0.3 * {0}", self.as_double(self.leaf(scope))))
        return inner

    def repeated(self, scope):
        """A value that is copied several times: ADOL-C allows that of named values only."""
        return Expr("{0}", self.as_double(self.tame(scope, 2)), adolc="double({0})")

    def call_expression(self, scope, depth):
        options = [c for c in self.callees if c.returns and all(k == "value" for k in c.kinds)]
        if not options:
            return None
        callee = self.pick(options)
        arguments = [self.as_double(self.value(scope, depth - 1)) for _ in callee.kinds]
        return Expr(f"{callee.name}(" + ", ".join(f"{{{i}}}" for i in range(len(arguments))) + ")", *arguments)
