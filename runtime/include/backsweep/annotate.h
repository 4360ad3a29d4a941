/* The words a C or C++ source says to Backsweep. Every macro expands to nothing outside the tool.
 *
 * Takes: a function's independents and dependents, written as on the command line: `x[n], u -> v`.
 * Gives: attributes and marker declarations that only the tool, which defines __BACKSWEEP__, gets to see.
 * Promises: no include, no symbol, no warning in an ordinary build by any C99 or C++ compiler.
 *
 *     #include <backsweep/annotate.h>
 *     BACKSWEEP_GRADIENT(x[n])
 *     double energy(const double* x, int n);
 *
 * Requests stand directly before the function (after `template <...>`, before `static` or `inline`); a function may
 * carry several. Marks stand directly before the loop, statement or call they are about, inside braces: not as the
 * unbraced body of an `if`.
 */
#ifndef BACKSWEEP_ANNOTATE_H
#define BACKSWEEP_ANNOTATE_H

#ifdef __BACKSWEEP__

#define BACKSWEEP_DETAIL_ATTRIBUTE(...) __attribute__((annotate(__VA_ARGS__)))

/* A declaration is the one thing that every Clang keeps where it stands and lets an annotation hang on. */
#define BACKSWEEP_DETAIL_JOIN_2(left, right) left##right
#define BACKSWEEP_DETAIL_JOIN(left, right) BACKSWEEP_DETAIL_JOIN_2(left, right)
#ifdef __cplusplus
#define BACKSWEEP_DETAIL_CONSTANT static constexpr
#else
#define BACKSWEEP_DETAIL_CONSTANT static const
#endif
#define BACKSWEEP_DETAIL_MARK(kind, arguments)                                    \
  __attribute__((annotate("backsweep::loop", kind, arguments), unused)) \
  BACKSWEEP_DETAIL_CONSTANT int BACKSWEEP_DETAIL_JOIN(backsweep_mark_, __COUNTER__) = 0;

#define BACKSWEEP_GRADIENT(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::gradient", #__VA_ARGS__)
#define BACKSWEEP_ADJOINT(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::adjoint", #__VA_ARGS__)
#define BACKSWEEP_TANGENT(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::tangent", #__VA_ARGS__)
#define BACKSWEEP_JACOBIAN(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::jacobian", #__VA_ARGS__)
#define BACKSWEEP_HESSIAN(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::hessian", #__VA_ARGS__)
#define BACKSWEEP_HVP(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::hvp", #__VA_ARGS__)
#define BACKSWEEP_DERIVATIVE_OF(...) BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::derivative_of", #__VA_ARGS__)
#define BACKSWEEP_CONSTANT BACKSWEEP_DETAIL_ATTRIBUTE("backsweep::constant")
#define BACKSWEEP_SIZE(...) BACKSWEEP_DETAIL_MARK("size", #__VA_ARGS__)
#define BACKSWEEP_CHECKPOINT(...) BACKSWEEP_DETAIL_MARK("checkpoint", #__VA_ARGS__)
#define BACKSWEEP_INDEPENDENT BACKSWEEP_DETAIL_MARK("independent", "")
#define BACKSWEEP_STORE BACKSWEEP_DETAIL_MARK("store", "")
#define BACKSWEEP_RECOMPUTE BACKSWEEP_DETAIL_MARK("recompute", "")

#else

/** Before a function: emit its value and gradient. `BACKSWEEP_GRADIENT(x[n], y)`; no list means every
 *  floating-point parameter. */
#define BACKSWEEP_GRADIENT(...)
/** Before a function: emit its vector-Jacobian product, `x_bar += J^T * v_bar`. `BACKSWEEP_ADJOINT(x, u -> v)`. */
#define BACKSWEEP_ADJOINT(...)
/** Before a function: emit its Jacobian-vector product, `v_dot = J * x_dot`. `BACKSWEEP_TANGENT(x -> v)`. */
#define BACKSWEEP_TANGENT(...)
/** Before a function: emit its dense Jacobian, row-major. `BACKSWEEP_JACOBIAN(x[n] -> y[m])`. */
#define BACKSWEEP_JACOBIAN(...)
/** Before a function: emit its dense Hessian. `BACKSWEEP_HESSIAN(x[n])`. */
#define BACKSWEEP_HESSIAN(...)
/** Before a function: emit its Hessian-vector product, `products = H * directions`. `BACKSWEEP_HVP(x)`. */
#define BACKSWEEP_HVP(...)
/** Before a hand-written `f_adjoint` or `f_tangent`: use it wherever the `f` with its leading parameters is called.
 *  The adjoint finds memory as it was in front of the call. `BACKSWEEP_DERIVATIVE_OF(f)`. */
#define BACKSWEEP_DERIVATIVE_OF(...)
/** Before a parameter, variable, data member or function: its derivative is zero by the user's word. */
#define BACKSWEEP_CONSTANT
/** In a body or before a function: pointer `p` has `n` elements behind it. `BACKSWEEP_SIZE(p, n)`. */
#define BACKSWEEP_SIZE(...)
/** Before a loop: keep snapshots of its state and recompute between them, under a run-time schedule. */
#define BACKSWEEP_CHECKPOINT(...)
/** Before a loop: the user's promise that iterations depend on each other through sums only. */
#define BACKSWEEP_INDEPENDENT
/** Before a statement, loop or call: store what its reverse needs. */
#define BACKSWEEP_STORE
/** Before a statement, loop or call: compute again what its reverse needs. */
#define BACKSWEEP_RECOMPUTE

#endif

#endif
