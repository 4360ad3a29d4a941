// Functions whose arguments and results are values of any type.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "arguments.h"
#include "values.h"

namespace check {

/// A function of values, or nothing. It refers to the function that it was made from.
struct AnyFunction {
  using Arguments = AnyValue* const*;

  /// The result; nothing where that holds no floating-point numbers.
  AnyValue (*call)(void* function, Arguments arguments) = nullptr;
  void* function = nullptr;
};

/// What is handed to a function for a value: a reference, or the pointer a buffer stands for.
template <class T>
decltype(auto) pass(AnyValue& value) {
  if constexpr (HasArgument<T>::value) {
    return value.as<T>().argument();
  } else {
    return (value.as<T>());
  }
}

/// Calls with arguments of the types in a list.
template <class List, class Indices = typename List::Indices>
struct CallWith;
template <class... T, std::size_t... kIndices>
struct CallWith<Types<T...>, std::index_sequence<kIndices...>> {
  template <class Function>
  using Result = std::decay_t<decltype(std::declval<Function&>()(pass<T>(std::declval<AnyValue&>())...))>;
  /// The type of the result in a list, which is empty for results without floating-point numbers.
  template <class Function>
  using ResultTypes =
      std::conditional_t<std::is_floating_point_v<Result<Function>> || std::is_class_v<Result<Function>>,
                         Types<Result<Function>>, Types<>>;

  template <class Function>
  static AnyValue call(void* erased, AnyFunction::Arguments arguments) {
    Function& function = *static_cast<Function*>(erased);
    if constexpr (std::is_same_v<ResultTypes<Function>, Types<>>) {
      function(pass<T>(*arguments[kIndices])...);
      return AnyValue();
    } else {
      return any_value<Result<Function>>(function(pass<T>(*arguments[kIndices])...));
    }
  }
};

/// The types of the derivatives of the active arguments and of the result.
template <class Primal, class... Slots>
using DerivativeTypes =
    Concatenation<ActiveTypes<Slots...>, typename CallWith<AllTypes<Slots...>>::template ResultTypes<Primal>>;

template <class List, class Function>
AnyFunction any_function(Function& function) {
  return {&CallWith<List>::template call<Function>, &function};
}

}  // namespace check
