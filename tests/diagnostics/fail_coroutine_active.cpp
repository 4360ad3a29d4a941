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

double f(double x) { return square(x).handle.promise().value; }
