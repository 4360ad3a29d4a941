"""The C++ around a batch of programs: flat views of each, the oracle's copy, and what compares them."""

from program import C_STATE, adolc_names, adolc_text, c_text, oracle_text


#: Directions of the plan of that name. One carries what the other plans compute, the others a multiple of it by a power
#: of two, so that all of them must agree to the bit.
DIRECTIONS = 3
_SCALES = ("2 * ", "", "0.25 * ")


def _is_wide(plan):
    return plan == "directions"


def _shadow_type(param, program, plan, language):
    if not _is_wide(plan):
        return None
    if param.kind == "struct":
        return ("" if language == "c" else program.name + "::") + f"{param.struct}_{DIRECTIONS}_directions"
    return f"std::array<{param.type}, {DIRECTIONS}>"


def _shadow(param, suffix, program, plan, language):
    """The declaration of a local that can be passed for the parameter's adjoint or tangent."""
    wide = _shadow_type(param, program, plan, language)
    if wide is None:
        return "  " + param.variable(suffix)
    name = param.name + suffix
    if param.kind == "vector":
        return f"  std::vector<{wide}> {name}({param.shape[0]});"
    dims = "".join(f"[{extent}]" for extent in param.shape) if param.kind != "struct" else ""
    return f"  {wide} {name}{dims} = {{}};"


def _give(element, type, value, plan):
    """Statements that set a shadow's number."""
    if not _is_wide(plan):
        return [f"  {element} = static_cast<{type}>({value});"]
    return [f"  {element}[{d}] = static_cast<{type}>({scale}{value});" for d, scale in enumerate(_SCALES)]


def _take(element, plan):
    """A shadow's number; not a number where the directions disagree."""
    return f"checking::agreed({element})" if _is_wide(plan) else element


def wrappers(program, requests, language, plan="auto"):
    """C++ functions that give the flat view of a program."""
    is_c = language == "c"
    primal = _primal_wrapper(program, program.name, "primal", "double")
    if is_c:
        primal = primal.replace(f"{program.name}::f(", f"c_source::{program.name}_f(")
    oracle = oracle_text(_primal_wrapper(program, "dual_" + program.name, "oracle", "double"))
    text = [primal, oracle]
    if "adjoint" in requests:
        text.append(_adjoint_wrapper(program, plan, language))
    if "tangent" in requests:
        text.append(_tangent_wrapper(program, plan, language))
    if "gradient" in requests and program.has_gradient():
        text.append(_gradient_wrapper(program))
    joined = "\n".join(text)
    return joined.replace(f"{program.name}::f_", f"{program.name}_f_") if is_c else joined


def _using(program, namespace):
    return [f"  using {namespace}::State;"] if any(p.kind == "struct" for p in program.params) else []


def _load(program, namespace):
    """Declares the arguments and fills them: independents from `in`, other outputs with a constant."""
    lines, position = _using(program, namespace), 0
    for param in program.params:
        lines.append("  " + param.variable())
        for element in param.elements():
            if param.is_input:
                lines.append(f"  {element} = static_cast<{param.type}>(in[{position}]);")
                position += 1
            else:
                lines.append(f"  {element} = 0.25;")
    return lines


def _store(program, suffix, target, result, plan="auto"):
    """Copies the dependents to `target`."""
    lines, position = [], 0
    if result:
        lines.append(f"  {target}[0] = {_take(result, plan)};")
        position = 1
    for param in program.params:
        if param.is_output:
            for element in param.elements(suffix):
                lines.append(f"  {target}[{position}] = {_take(element, plan)};")
                position += 1
    return lines


def _arguments(program):
    return [param.name for param in program.params]


def _shadows(program, suffix):
    return [p.name + suffix for p in program.params if p.is_input or p.is_output]


def output_count(program):
    return (1 if program.returns else 0) + sum(len(p.elements()) for p in program.params if p.is_output)


def _primal_wrapper(program, namespace, role, real):
    result = f"const {real} result = " if program.returns else ""
    lines = [f"void {role}_{program.name}(const {real}* in, {real}* out) {{"] + _load(program, namespace)
    lines.append(f"  {result}{namespace}::f({', '.join(_arguments(program))});")
    return "\n".join(lines + _store(program, "", "out", "result" if program.returns else "") + ["}"])


def _adjoint_wrapper(program, plan, language):
    name = program.name
    lines = [f"void adjoint_{name}(const double* in, const double* out_bar, double* in_bar, double* out) {{"]
    lines += _load(program, name)
    position = 1 if program.returns else 0
    taken = 0
    for param in program.params:
        if not (param.is_input or param.is_output):
            continue
        lines.append(_shadow(param, "_bar", program, plan, language))
        for element in param.elements("_bar"):
            if param.is_output:
                lines += _give(element, param.type, f"out_bar[{position}]", plan)
                position += 1
            else:
                lines += _give(element, param.type, f"in_bar[{taken}]", plan)
            taken += 1 if param.is_input else 0
    seed = "result_bar" if _is_wide(plan) else "out_bar[0]"
    if program.returns and _is_wide(plan):
        lines.append(f"  std::array<{program.returns}, {DIRECTIONS}> result_bar = {{}};")
        lines += _give("result_bar", program.returns, "out_bar[0]", plan)
    arguments = _arguments(program) + _shadows(program, "_bar") + ([seed] if program.returns else [])
    # The value of f, when it returns one, is not part of what f_adjoint gives back.
    if program.returns:
        lines.append(f"  primal_{name}(in, out);")
    lines.append(f"  {name}::f_adjoint({', '.join(arguments)});")
    taken = 0
    for param in program.params:
        if param.is_input:
            for element in param.elements("_bar"):
                lines.append(f"  in_bar[{taken}] = {_take(element, plan)};")
                taken += 1
    stored = [] if program.returns else _store(program, "", "out", "")
    return "\n".join(lines + stored + ["}"])


def _tangent_wrapper(program, plan, language):
    name = program.name
    lines = [f"void tangent_{name}(const double* in, const double* in_dot, double* out_dot, double* out) {{"]
    lines += _load(program, name)
    taken = 0
    for param in program.params:
        if not (param.is_input or param.is_output):
            continue
        lines.append(_shadow(param, "_dot", program, plan, language))
        if param.is_input:
            for element in param.elements("_dot"):
                lines += _give(element, param.type, f"in_dot[{taken}]", plan)
                taken += 1
    arguments = _arguments(program) + _shadows(program, "_dot")
    if program.returns:
        wide = f"std::array<{program.returns}, {DIRECTIONS}> result_dot = {{}};"
        lines.append("  " + (wide if _is_wide(plan) else "double result_dot = 77;"))
        arguments.append("result_dot")
    result = "const double result = " if program.returns else ""
    lines.append(f"  {result}{name}::f_tangent({', '.join(arguments)});")
    lines += _store(program, "_dot", "out_dot", "result_dot" if program.returns else "", plan)
    lines += _store(program, "", "out", "result" if program.returns else "")
    return "\n".join(lines + ["}"])


def _gradient_wrapper(program):
    name = program.name
    lines = [f"double gradient_{name}(const double* in, double* in_bar) {{"] + _load(program, name)
    for param in program.params:
        if param.is_input:
            lines.append("  " + param.variable("_bar"))
            for element in param.elements("_bar"):
                lines.append(f"  {element} = 77;")
    shadows = [p.name + "_bar" for p in program.params if p.is_input]
    lines.append(f"  const double result = {name}::f_gradient({', '.join(_arguments(program) + shadows)});")
    position = 0
    for param in program.params:
        if param.is_input:
            for element in param.elements("_bar"):
                lines.append(f"  in_bar[{position}] = {element};")
                position += 1
    return "\n".join(lines + ["  return result;", "}"])


def _case(program, requests):
    adds = []
    for param in program.params:
        if param.is_input:
            # An independent that the primal overwrites has no adjoint of its own to start from.
            adds += ["true" if param.is_const or param.kind == "scalar" else "false"] * len(param.elements())
    made = [
        f"{role}_{program.name}" if role in requests and (role != "gradient" or program.has_gradient()) else "nullptr"
        for role in ("adjoint", "tangent", "gradient")
    ]
    numbers = ", ".join(repr(x) for x in program.inputs)
    has_float = "true" if program.has_float else "false"
    return (
        f'  checking::check({{"{program.name}", {has_float}, {{{numbers}}}, {{{", ".join(adds)}}}, {output_count(program)}, '
        f"primal_{program.name}, oracle_{program.name}, {', '.join(made)}}}, {program.seed % 2**31}u);"
    )


def _adolc_case(program):
    """A function that compares the tape's Jacobian with the dual numbers'."""
    name = program.name
    inputs, outputs = len(program.inputs), output_count(program)
    numbers = ", ".join(repr(x) for x in program.inputs)
    return (
        f'  checking::compare_with_adolc("{name}", {{{numbers}}}, {outputs}, dual_oracle_{name}, tape_{name});\n'
        if inputs and outputs
        else ""
    )


def adolc_driver_text(programs):
    """One program that runs dual numbers beside ADOL-C."""
    parts = [INCLUDES, '#include "check_adolc.hpp"\n']
    for program in programs:
        parts.append(oracle_text(program.text("dual_" + program.name)))
        parts.append(adolc_text(program, "adolc_" + program.name))
    parts.append("namespace {\n")
    for program in programs:
        parts.append(oracle_text(_primal_wrapper(program, "dual_" + program.name, "dual_oracle", "double")))
        parts.append(adolc_names(_primal_wrapper(program, "adolc_" + program.name, "tape", "double")))
    parts.append(
        "}  // namespace\n\nint main() {\n" + "".join(_adolc_case(program) for program in programs) + "  return 0;\n}\n"
    )
    return "\n\n".join(parts)


INCLUDES = (
    "#include <algorithm>\n#include <array>\n#include <cmath>\n#include <cstdlib>\n#include <cstring>\n"
    "#include <numeric>\n#include <utility>\n#include <vector>\n"
)


def driver_text(programs, header, requests, language="c++", plan="auto"):
    oracle = "\n\n".join(oracle_text(program.text("dual_" + program.name)) for program in programs)
    calls = "\n".join(_case(program, requests) for program in programs)
    functions = "\n\n".join(wrappers(program, requests, language, plan) for program in programs)
    source = (
        c_source(programs, "namespace c_source {\n\n" + C_STATE, "\n\n}  // namespace c_source")
        if language == "c"
        else ""
    )
    return (
        f'{INCLUDES}\n#include "check_program.hpp"\n#include "{header}"\n\n{source}\n\n{oracle}\n\nnamespace {{\n\n{functions}\n\n'
        f"}}  // namespace\n\nint main() {{\n{calls}\n  return 0;\n}}\n"
    )


def c_source(programs, before, after=""):
    return before + "\n\n" + "\n\n".join(c_text(program) for program in programs) + "\n" + after


def primal_text(programs, language="c++"):
    if language == "c":
        return c_source(programs, "#include <math.h>\n#include <stdlib.h>\n#include <string.h>\n\n" + C_STATE)
    return "#pragma once\n" + INCLUDES + "\n" + "\n\n".join(program.text() for program in programs) + "\n"
