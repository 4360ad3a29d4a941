// A coroutine.
// refuses: CoroutineActive
// backsweep: --gradient 'f(x)'
// flags: -std=c++20
#include <coroutine>

struct Task {
  struct promise_type {
    double value = 0;
    Task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(double result) { value = result; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

static Task square(double x) { co_return x * x; }

// expect-error@+2:29: 'square' is a coroutine [CoroutineActive]
// expect-note@+1:29: keep active values out of it, or move it into a function with a derivative given by BACKSWEEP_DERIVATIVE_OF [WayOut]
double f(double x) { return square(x).handle.promise().value; }
