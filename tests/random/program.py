"""Random programs as trees: expressions, statements, functions; printing them and listing smaller variants."""

import copy
import re

MATH_NAMES = (
    "abs asinh atan atan2 cbrt cos cosh erf exp expm1 fabs floor fma fmax fmin hypot log log1p max min pow "
    "sin sinh sqrt tan tanh"
).split()


class Expr:
    """A format string over sub-expressions; `type` is 'double' or 'float'; `adolc` is another spelling for ADOL-C."""

    for_adolc = False  # which spelling str() gives

    def __init__(self, fmt, *kids, type="double", adolc=None):
        self.fmt, self.kids, self.type, self.adolc = fmt, list(kids), type, adolc

    def __str__(self):
        return (self.adolc if Expr.for_adolc and self.adolc else self.fmt).format(*self.kids)

    def nodes(self):
        yield self
        for kid in self.kids:
            yield from kid.nodes()


class Stmt:
    """`fmt` over expressions; then blocks, each behind its own head; `tail` closes a do-while."""

    def __init__(self, fmt="", *exprs, arms=(), tail="", is_switch=False):
        self.fmt, self.exprs = fmt, list(exprs)
        self.arms = [[head, list(block)] for head, block in arms]
        self.tail, self.is_switch = tail, is_switch

    def lines(self, indent):
        pad = "  " * indent
        text = self.fmt.format(*self.exprs) if self.exprs else self.fmt
        if not self.arms:
            return [pad + text]
        if self.is_switch:
            return self._switch_lines(text, indent)
        out = []
        for position, (head, block) in enumerate(self.arms):
            opening = (text if position == 0 else "} " + head) + " {"
            out.append(pad + opening)
            for stmt in block:
                out += stmt.lines(indent + 1)
        out.append(pad + "}" + (" " + self.tail if self.tail else ""))
        return out

    def _switch_lines(self, text, indent):
        pad = "  " * indent
        out = [pad + text + " {"]
        for head, block in self.arms:
            label, ending = head.split("|")
            out.append(f"{pad}  {label} {{")
            for stmt in block:
                out += stmt.lines(indent + 2)
            out += [f"{pad}    {ending}", f"{pad}  }}"]
        return out + [pad + "}"]


class Function:
    """One function: its heading (up to the parameter list), its body, and the return at its end (may be None)."""

    def __init__(self, heading, body, result=None):
        self.heading, self.body, self.result = heading, body, result

    def text(self):
        lines = [self.heading + " {"]
        for stmt in self.body:
            lines += stmt.lines(1)
        if self.result is not None:
            lines.append(f"  return {self.result};")
        return "\n".join(lines + ["}"])

    def blocks(self):
        def below(block):
            yield block
            for stmt in block:
                for _, inner in stmt.arms:
                    yield from below(inner)

        yield from below(self.body)


class Param:
    """A parameter of the differentiated function. kind: scalar, ref, array, array2, vector, struct, int."""

    def __init__(
        self,
        name,
        kind,
        declaration,
        elements=(),
        type="double",
        shape=(),
        is_input=False,
        is_output=False,
        is_const=True,
        value=0,
        struct=None,
        extent="",
    ):
        self.name, self.kind, self.declaration, self.type, self.shape = name, kind, declaration, type, shape
        self.is_input, self.is_output, self.is_const = is_input, is_output, is_const
        self.value, self.struct, self.extent = value, struct, extent
        self._elements = list(elements)

    def elements(self, suffix=""):
        """Every real in it as an lvalue over a variable called name + suffix."""
        return [element.format(self.name + suffix) for element in self._elements]

    def variable(self, suffix=""):
        """The declaration of a local that can be passed for it, or for its adjoint or tangent."""
        name = self.name + suffix
        if self.kind == "int":
            return f"int {name} = {self.value};"
        if self.kind == "vector":
            return f"std::vector<{self.type}> {name}({self.shape[0]});"
        if self.kind == "struct":
            return f"{self.struct} {name} = {{}};"
        dims = "".join(f"[{extent}]" for extent in self.shape)
        return f"{self.type} {name}{dims} = {{}};"


class Program:
    """A differentiated function with what it needs around it."""

    def __init__(self, name, seed):
        self.name, self.seed = name, seed
        self.structs, self.functions, self.params = [], [], []
        self.returns = None  # the result type, or None
        self.inputs = []  # the point, one number per independent real
        self.has_float = False
        self.adolc_ok = True  # uses nothing that ADOL-C's adouble cannot do

    def body_text(self):
        return "\n\n".join(self.structs + [function.text() for function in self.functions])

    def text(self, namespace=None):
        return f"namespace {namespace or self.name} {{\n\n{self.body_text()}\n\n}}  // namespace"

    def terms(self):
        independents = [p.name + p.extent for p in self.params if p.is_input]
        dependents = [p.name + p.extent for p in self.params if p.is_output]
        return independents, dependents

    def requests(self, kinds=("adjoint", "tangent", "gradient"), function=None):
        function = function or self.name + "::f"
        independents, dependents = self.terms()
        listed = ", ".join(independents)
        arrow = " -> " + ", ".join(dependents) if dependents else ""
        out = []
        if "adjoint" in kinds:
            out.append(("--adjoint", f"{function}({listed}{arrow})"))
        if "tangent" in kinds:
            out.append(("--tangent", f"{function}({listed}{arrow})"))
        if "gradient" in kinds and self.has_gradient():
            out.append(("--gradient", f"{function}({listed})"))
        return out

    def has_gradient(self):
        return self.returns is not None

    def statement_count(self):
        return sum(len(block) for function in self.functions for block in function.blocks())


def oracle_text(text):
    """The same text over dual numbers."""
    text = text.replace("constexpr double", "const double")
    text = re.sub(r"\bstd::(" + "|".join(MATH_NAMES) + r")\(", r"m::\1(", text)
    return re.sub(r"\bfloat\b", "Float", re.sub(r"\bdouble\b", "Double", text))


def c_text(program):
    """The same text as C: names carry the program's, the State structure stands before all programs."""
    text = "\n\n".join(
        [part for part in program.structs if "struct State" not in part]
        + [function.text() for function in program.functions]
    )
    text = text.replace("constexpr double", "static const double").replace(
        "const double kScale", "static const double kScale"
    )
    text = re.sub(r"\b(f|h\d+|recur\d+)\(", rf"{program.name}_\1(", text)
    text = re.sub(r"\b(kTable|kScale)\b", rf"{program.name}_\1", text)
    text = re.sub(r"\bstatic_cast<(\w+\*?)>\(", r"(\1)(", text)
    text = re.sub(r"\b(static )?inline (double|void) (\w+)\(", r"static \2 \3(", text)
    text = text.replace(f"static double {program.name}_f(", f"double {program.name}_f(")
    text = text.replace(f"static void {program.name}_f(", f"void {program.name}_f(")
    text = text.replace("std::", "").replace("[[fallthrough]];", "/* fall through */").replace("= {};", "= {0};")
    return text.replace("if (true)", "if (1)")


C_STATE = "typedef struct State {\n  double a;\n  double b;\n  double v[3];\n} State;"


def adolc_text(program, namespace):
    """The same text over ADOL-C's adouble (programs without float)."""
    Expr.for_adolc = True
    text = program.text(namespace)
    Expr.for_adolc = False
    return adolc_names(text)


def adolc_names(text):
    """Reals and functions respelled for ADOL-C."""
    text = text.replace("constexpr double", "const double")
    text = re.sub(r"\bstd::(" + "|".join(MATH_NAMES) + r")\(", r"\1(", text)
    text = text.replace("cbrt(", "cube_root(")  # ADOL-C 2.7 records a cbrt that it cannot replay
    return re.sub(r"\bdouble\b", "adouble", text)


def smaller(program):
    """Every variant of the program that is one edit smaller: without a function, a statement, a level, an operand."""
    for index in range(len(program.structs)):
        variant = copy.deepcopy(program)
        del variant.structs[index]
        yield variant
    for index in range(len(program.functions) - 1):
        variant = copy.deepcopy(program)
        del variant.functions[index]
        yield variant
    for f, function in enumerate(program.functions):
        for b, block in enumerate(function.blocks()):
            for size in sorted({len(block), len(block) // 2, 1} - {0}, reverse=True) if block else []:
                for start in range(0, len(block) - size + 1, size):
                    variant = copy.deepcopy(program)
                    del list(variant.functions[f].blocks())[b][start : start + size]
                    yield variant
            for s, stmt in enumerate(block):
                for arm in range(len(stmt.arms)):
                    variant = copy.deepcopy(program)
                    target = list(variant.functions[f].blocks())[b]
                    target[s : s + 1] = target[s].arms[arm][1]
                    yield variant
                if len(stmt.arms) > 1:
                    variant = copy.deepcopy(program)
                    del list(variant.functions[f].blocks())[b][s].arms[-1]
                    yield variant
    yield from _smaller_expressions(program)


def _all_expressions(program):
    for function in program.functions:
        if function.result is not None:
            yield function.result
        for block in function.blocks():
            for stmt in block:
                for expr in stmt.exprs:
                    yield from expr.nodes()


def _smaller_expressions(program):
    for index, node in enumerate(_all_expressions(program)):
        for kid in range(len(node.kids)):
            variant = copy.deepcopy(program)
            target = list(_all_expressions(variant))[index]
            child = target.kids[kid]
            target.fmt, target.kids, target.type, target.adolc = child.fmt, child.kids, child.type, child.adolc
            yield variant
        if node.kids:
            variant = copy.deepcopy(program)
            target = list(_all_expressions(variant))[index]
            target.fmt, target.kids, target.adolc = "0.5", [], None
            yield variant
