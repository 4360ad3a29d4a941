// The arena that holds what the forward sweep stores for the reverse sweep.
//
// Takes: values to push, or sizes to allocate, in last-in first-out order.
// Gives: the values back in the opposite order, and plain arrays that live until they are released.
// Promises: memory never moves while in use and is kept between calls: a second call of a derivative allocates nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "backsweep/plain_data.hpp"

#if defined(__SANITIZE_ADDRESS__)
#define BACKSWEEP_DETAIL_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BACKSWEEP_DETAIL_ASAN 1
#endif
#endif
#ifdef BACKSWEEP_DETAIL_ASAN
// Compilers come without it: then memory that is given back is only not watched.
#if __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#undef BACKSWEEP_DETAIL_ASAN
#endif
#endif

// Translation units with and without the checks must not share inline functions.
#ifdef BACKSWEEP_CHECK_WORKSPACE
#define BACKSWEEP_DETAIL_VARIANT checked_workspace
#else
#define BACKSWEEP_DETAIL_VARIANT plain_workspace
#endif

namespace backsweep {
namespace detail {
inline namespace BACKSWEEP_DETAIL_VARIANT {

template <class T>
inline constexpr bool kIsVector = false;
template <class T, class Allocator>
inline constexpr bool kIsVector<std::vector<T, Allocator>> = true;

/// A count of any integer type, or an enumerator, as a size. Loops up to a negative bound run no iteration: it counts as
/// zero.
template <class Integer>
constexpr std::size_t as_count(Integer n) noexcept {
  static_assert(std::is_integral_v<Integer> || std::is_enum_v<Integer>, "backsweep: a count must be an integer");
  if constexpr (std::is_enum_v<Integer>) {
    return as_count(static_cast<std::underlying_type_t<Integer>>(n));
  } else if constexpr (std::is_signed_v<Integer>) {
    return n < 0 ? 0 : static_cast<std::size_t>(n);
  } else {
    return n;
  }
}

[[noreturn]] inline void workspace_failure(const char* what, const char* pushed, const char* popped) noexcept {
  std::fprintf(stderr, "backsweep: workspace: %s", what);
  if (pushed != nullptr) std::fprintf(stderr, "\n  on top: %s\n  wanted: %s", pushed, popped);
  std::fprintf(stderr, "\n");
  std::abort();
}

#ifdef BACKSWEEP_CHECK_WORKSPACE
/// A text that names T, for the check that a pop takes what was pushed.
template <class T>
const char* type_tag() noexcept {
  return __PRETTY_FUNCTION__;
}
#endif

/// All bits set is a NaN in every IEEE format: a value read too late does not pass for a number.
inline void spoil([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef BACKSWEEP_CHECK_WORKSPACE
  if (bytes > 0) std::memset(begin, 0xFF, bytes);
#endif
}

inline void poison([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) noexcept {
  spoil(begin, bytes);
#ifdef BACKSWEEP_DETAIL_ASAN
  __asan_poison_memory_region(begin, bytes);
#endif
}

inline void unpoison([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t bytes) noexcept {
#ifdef BACKSWEEP_DETAIL_ASAN
  __asan_unpoison_memory_region(begin, bytes);
#endif
}

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace detail

inline namespace BACKSWEEP_DETAIL_VARIANT {

/// Last-in first-out store for values that the reverse sweep reads back.
///
/// Memory comes in chunks. A full chunk is followed by a larger one; chunks never move and are kept for the next call,
/// so that pointers stay valid until released and a repeated call performs no allocation. `push` and `pop` cost a
/// comparison and a copy. One workspace belongs to one thread; `local()` gives each thread its own.
///
///     backsweep::Workspace& workspace = backsweep::Workspace::local();
///     const backsweep::Frame frame(workspace);               // gives everything back at the end of the scope
///     double* y_tape = workspace.allocate<double>(n);        // y_tape[i] = y; ... y = y_tape[i];
///
/// Plain data is stored as its bytes: numbers, pointers, structs and arrays of them; a std::vector as its elements. Of
/// any other object a copy is kept on the heap until it is popped, or until the workspace goes back. Popping what was not pushed ends the program with a message, because it means that
/// the two sweeps disagree; with BACKSWEEP_CHECK_WORKSPACE defined every pop is compared with its push by type, and
/// memory given back is filled with NaN. Under AddressSanitizer unused memory is poisoned.
class Workspace {
 public:
  /// An empty workspace. Takes no memory until it is first used.
  Workspace() noexcept = default;
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  ~Workspace() {
    drop_objects(0);
    drop_spares();
    for (const Chunk& chunk : chunks_) free_chunk(chunk);
  }

  /// The calling thread's workspace, made at its first use and kept until the thread ends.
  static Workspace& local() {
    thread_local Workspace workspace;
    return workspace;
  }

  /// A second one of the calling thread, for blocks that are filled by index while values are pushed on the first:
  /// there is no order between the two.
  static Workspace& local_blocks() {
    thread_local Workspace blocks;
    return blocks;
  }

  /// A third one of the calling thread, for what lives no longer than a scope (`Scratch`).
  static Workspace& local_scratch() {
    thread_local Workspace scratch;
    return scratch;
  }

  /// Room for `count` values, uninitialised, valid until it is released or its frame ends. Negative counts as zero.
  ///
  /// Aligned for T, and to 64 bytes from 64 bytes upwards. Throws std::bad_alloc, with the workspace as it was, where
  /// they do not fit into memory or into a size_t.
  template <class T, class Integer>
  T* allocate(Integer count) {
    static_assert(detail::kIsPlainData<T>, "backsweep: only trivially copyable types can be stored in a workspace");
    const std::size_t n = detail::as_count(count);
    if (n > kMostBytes / sizeof(T)) throw std::bad_alloc();
    const std::size_t bytes = n * sizeof(T);
    const std::size_t wanted = bytes >= kLine ? kLine : kWord;
    return reinterpret_cast<T*>(allocate_bytes(bytes, alignof(T) > wanted ? alignof(T) : wanted));
  }

  /// The same, with all bits zero, which makes numbers 0, and structs and arrays of them.
  template <class T, class Integer>
  T* allocate_zeros(Integer count) {
    T* const data = allocate<T>(count);
    std::memset(static_cast<void*>(data), 0, detail::as_count(count) * sizeof(T));
    return data;
  }

  /// Gives back p, which `allocate` returned, and everything allocated or pushed since. Null is ignored.
  void release(const void* p) noexcept {
    if (p == nullptr) return;
    std::byte* const data = static_cast<std::byte*>(const_cast<void*>(p));
    while (current_ > 0 && !holds(data)) step_back();
    if (!holds(data)) detail::workspace_failure("release of memory that is not held", nullptr, nullptr);
    std::uint64_t padding = 0;
    std::memcpy(&padding, data - kWord, kWord);
    lower_to(data - kWord - padding);
    drop_objects(stack_bytes());
  }

  /// Puts a value on top. Of an object that is more than its bytes (a struct with vectors in it) a copy is kept.
  template <class T>
  void push(const T& value) {
    if constexpr (detail::kIsPlainData<T>) {
      std::memcpy(grow_top(sizeof(T)), static_cast<const void*>(&value), sizeof(T));
      push_tag<T>(1);
    } else if constexpr (std::is_array_v<T>) {
      push_array(value, std::extent_v<T>);
    } else {
      auto copy = std::make_unique<T>(value);
      objects_.push_back({copy.get(), destroy<T>, stack_bytes(), 0});
      push(copy.release());
    }
  }

  /// An element of a vector of bools is no bool, but says which one.
  void push(std::vector<bool>::reference value) { push(static_cast<bool>(value)); }

  /// Takes the value off the top. T must be the type that was pushed.
  template <class T>
  T pop() {
    if constexpr (detail::kIsVector<T>) {
      T values;
      pop(values);
      return values;
    } else if constexpr (!detail::kIsPlainData<T>) {
      const std::unique_ptr<T> copy = pop_object<T>();
      return std::move(*copy);
    } else {
      pop_tag<T>(1);
      alignas(T) std::byte raw[sizeof(T)];
      take_top(raw, sizeof(T));
      return *std::launder(reinterpret_cast<T*>(raw));
    }
  }

  /// Takes the value off the top into `value`: also for arrays and vectors.
  template <class T>
  void pop(T& value) {
    if constexpr (detail::kIsPlainData<T>) {
      pop_tag<T>(1);
      take_top(&value, sizeof(T));
    } else if constexpr (std::is_array_v<T>) {
      pop_array(value, std::extent_v<T>);
    } else {
      value = std::move(*pop_object<T>());
    }
  }

  /// Puts `count` values on top, as one piece.
  template <class T, class Integer>
  void push_array(const T* values, Integer count) {
    const std::size_t n = detail::as_count(count);
    if constexpr (detail::kIsPlainData<T>) {
      if (n > kMostBytes / sizeof(T)) throw std::bad_alloc();
      if (n > 0) std::memcpy(grow_top(n * sizeof(T)), static_cast<const void*>(values), n * sizeof(T));
      push_tag<T>(n);
    } else {
      for (std::size_t i = 0; i < n; ++i) push(values[i]);
    }
  }

  /// Takes back what `push_array` put there; `count` must be the same.
  template <class T, class Integer>
  void pop_array(T* values, Integer count) {
    const std::size_t n = detail::as_count(count);
    if constexpr (detail::kIsPlainData<T>) {
      pop_tag<T>(n);
      if (n > 0) take_top(values, n * sizeof(T));
    } else {
      for (std::size_t i = n; i-- > 0;) pop(values[i]);
    }
  }

  /// Puts a vector's contents and size on top.
  template <class T, class Allocator>
  void push(const std::vector<T, Allocator>& values) {
    if constexpr (detail::kIsPlainData<T> && !std::is_same_v<T, bool>) {
      push_array(values.data(), values.size());
    } else {
      for (const auto& value : values) push(static_cast<const T&>(value));
    }
    push(values.size());
  }

  /// Takes a vector's size and contents off the top; `values` gets that size.
  template <class T, class Allocator>
  void pop(std::vector<T, Allocator>& values) {
    const std::size_t n = pop<std::size_t>();
    if constexpr (detail::kIsPlainData<T> && !std::is_same_v<T, bool>) {
      detail::set_size(values, n);
      pop_array(values.data(), n);
    } else if constexpr (std::is_same_v<T, bool>) {
      values.resize(n);
      for (std::size_t i = n; i-- > 0;) values[i] = pop<bool>();
    } else if constexpr (!std::is_default_constructible_v<T>) {
      values.clear();
      for (std::size_t i = n; i-- > 0;) values.push_back(pop<T>());
      std::reverse(values.begin(), values.end());
    } else {
      values.resize(n);
      for (std::size_t i = n; i-- > 0;) pop(values[i]);
    }
  }

  /// Puts the memory of a vector on top, so that nothing is copied, and gives the vector other memory of the same size.
  ///
  /// The `count` elements from `first` on have no value then: they are about to be overwritten. All others are as before.
  /// Pointers into the vector stay with the old memory. Of few elements, and of less than half of all, a copy is put on top
  /// instead.
  template <class T, class Allocator, class First, class Integer>
  void push_replaced(std::vector<T, Allocator>& values, First first, Integer count) {
    using Vector = std::vector<T, Allocator>;
    static_assert(detail::kIsPlainData<T> && !std::is_same_v<T, bool>, "backsweep: only plain data can be replaced");
    const std::size_t n = std::min(detail::as_count(count), values.size());
    const std::size_t bytes = values.size() * sizeof(T);
    if (bytes < kFewBytes || n < values.size() - n) {
      push_array(values.data() + first, count);
      push(static_cast<Vector*>(nullptr));
      return;
    }
    std::unique_ptr<Vector> other = take_spare<Vector>();
    other->resize(values.size());
    const std::size_t begin = n == 0 ? 0 : static_cast<std::size_t>(first);
    std::copy_n(values.data(), begin, other->data());
    std::copy_n(values.data() + begin + n, values.size() - begin - n, other->data() + begin + n);
    detail::spoil(other->data() + begin, n * sizeof(T));
    note_peak();
    objects_.push_back({other.get(), destroy<Vector>, stack_bytes(), bytes});
    replaced_ += bytes;
    push(other.get());
    other.release()->swap(values);
  }

  /// Takes back what `push_replaced` put there, with the same arguments.
  template <class T, class Allocator, class First, class Integer>
  void pop_replaced(std::vector<T, Allocator>& values, First first, Integer count) {
    using Vector = std::vector<T, Allocator>;
    auto* const kept = pop<Vector*>();
    if (kept == nullptr) {
      pop_array(values.data() + first, count);
      return;
    }
    check_object(kept);
    note_peak();
    replaced_ -= objects_.back().bytes;
    kept->swap(values);
    spares_.push_back({kept, destroy<Vector>, kept->capacity() * sizeof(T)});
    objects_.pop_back();
  }

  /// What is held now: values, and the few bytes of alignment and bookkeeping between them.
  std::size_t bytes_in_use() const noexcept { return stack_bytes() + replaced_; }
  /// The most that was ever held, since the start or since `reset_peak`.
  std::size_t peak_bytes() const noexcept { return std::max(peak_, below_ + high_here() + replaced_); }
  /// What is kept from the system, used or not.
  std::size_t capacity() const noexcept {
    std::size_t total = 0;
    for (const Chunk& chunk : chunks_) total += chunk.size;
    for (const Spare& spare : spares_) total += spare.bytes;
    return total + replaced_;
  }
  /// How often memory was requested from the system since the start.
  std::size_t allocations() const noexcept { return allocations_; }
  /// Starts measuring the peak anew, from what is held now.
  void reset_peak() noexcept {
    peak_ = 0;
    high_ = top_;
  }
  /// Counts `bytes` as having been held: puts back a peak that was reset in order to measure a part by itself.
  void raise_peak(std::size_t bytes) noexcept { peak_ = std::max(peak_, bytes); }
  /// Returns the memory that is not in use to the system.
  void shrink() noexcept {
    const std::size_t keep = stack_bytes() == 0 ? 0 : current_ + 1;
    peak_ = peak_bytes();
    drop_spares();
    for (std::size_t i = keep; i < chunks_.size(); ++i) free_chunk(chunks_[i]);
    chunks_.resize(keep);
    if (keep == 0) enter_nothing();
  }

 private:
  friend class Frame;

  using Destroy = void (*)(void*) noexcept;

  struct Chunk {
    std::byte* begin;
    std::size_t size;
    std::byte* top;  ///< Where its use ended when the next chunk was entered.
  };

  /// What is kept of a pushed object that is not plain data; its address lies on top of `below` bytes.
  struct Object {
    void* copy;
    Destroy destroy;
    std::size_t below;
    std::size_t bytes;  ///< Of a replaced vector's elements.
  };

  /// A vector whose memory waits for the next one that is replaced.
  struct Spare {
    void* vector;
    Destroy destroy;  ///< Tells its type as well.
    std::size_t bytes;
  };

  static constexpr std::size_t kWord = sizeof(std::uint64_t);
  static constexpr std::size_t kLine = 64;
  static constexpr std::size_t kFewBytes = 256;
  static constexpr std::size_t kFirstChunk = std::size_t{1} << 16;
  static constexpr std::size_t kMostBytes = std::numeric_limits<std::size_t>::max() / 4;

  std::size_t stack_bytes() const noexcept { return below_ + used_here(); }
  std::size_t used_here() const noexcept { return static_cast<std::size_t>(top_ - begin_); }
  std::size_t high_here() const noexcept { return static_cast<std::size_t>(std::max(high_, top_) - begin_); }
  bool holds(const std::byte* p) const noexcept { return p > begin_ && p <= top_; }

  /// Moves the top up by `bytes` and returns where it was.
  std::byte* grow_top(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - top_) < bytes) next_chunk(bytes);
    std::byte* const place = top_;
    top_ += bytes;
    detail::unpoison(place, bytes);
    return place;
  }

  template <class T>
  std::unique_ptr<T> pop_object() noexcept {
    std::unique_ptr<T> copy(pop<T*>());
    check_object(copy.get());
    objects_.pop_back();
    return copy;
  }

  void check_object(const void* object) const noexcept {
    if (objects_.empty() || objects_.back().copy != object) {
      detail::workspace_failure("pop of an object that was not pushed", nullptr, nullptr);
    }
  }

  template <class T>
  static void destroy(void* object) noexcept {
    delete static_cast<T*>(object);
  }

  /// A vector of this type that was used before, else an empty one.
  template <class Vector>
  std::unique_ptr<Vector> take_spare() {
    const auto found = std::find_if(spares_.rbegin(), spares_.rend(),
                                    [](const Spare& spare) { return spare.destroy == &destroy<Vector>; });
    if (found == spares_.rend()) {
      ++allocations_;
      // Room for it now: giving it back must not fail.
      const std::size_t most = objects_.size() + spares_.size() + 1;
      if (spares_.capacity() < most) spares_.reserve(2 * most);
      return std::make_unique<Vector>();
    }
    std::unique_ptr<Vector> spare(static_cast<Vector*>(found->vector));
    spares_.erase(std::next(found).base());
    return spare;
  }

  void drop_spares() noexcept {
    for (const Spare& spare : spares_) spare.destroy(spare.vector);
    spares_.clear();
  }

  /// Brings the peak up to date, before what vectors hold changes.
  void note_peak() noexcept {
    peak_ = peak_bytes();
    high_ = top_;
  }

  /// Destroys the objects that were pushed when more than `bytes` were, or as many, in use.
  void drop_objects(std::size_t bytes) noexcept {
    for (; !objects_.empty() && objects_.back().below >= bytes; objects_.pop_back()) {
      replaced_ -= objects_.back().bytes;
      objects_.back().destroy(objects_.back().copy);
    }
  }

  /// Copies the topmost bytes out and gives them back.
  void take_top(void* target, std::size_t bytes) noexcept {
    if (static_cast<std::size_t>(top_ - begin_) < bytes) find_top(bytes);
    if (top_ > high_) high_ = top_;
    top_ -= bytes;
    std::memcpy(target, top_, bytes);
    detail::poison(top_, bytes);
  }

  std::byte* allocate_bytes(std::size_t bytes, std::size_t alignment) {
    std::size_t padding = padding_at(top_, alignment);
    if (static_cast<std::size_t>(end_ - top_) < padding + kWord + bytes) {
      next_chunk(bytes + kWord + alignment);
      padding = padding_at(top_, alignment);
    }
    std::byte* const data = grow_top(padding + kWord + bytes) + padding + kWord;
    // `release` has to find the top that a pop of an earlier value expects, so the padding is noted before the data.
    const std::uint64_t note = padding;
    std::memcpy(data - kWord, &note, kWord);
    return data;
  }

  /// Bytes to leave free so that the address one word further on is aligned.
  static std::size_t padding_at(const std::byte* top, std::size_t alignment) noexcept {
    const std::uintptr_t data = reinterpret_cast<std::uintptr_t>(top) + kWord;
    return static_cast<std::size_t>((alignment - data % alignment) % alignment);
  }

  void lower_to(std::byte* top) noexcept {
    if (top_ > high_) high_ = top_;
    detail::poison(top, static_cast<std::size_t>(top_ - top));
    top_ = top;
  }

  /// Enters a chunk with room for `bytes`, taking one that is kept where any is large enough.
  void next_chunk(std::size_t bytes) {
    const std::size_t next = begin_ == nullptr ? 0 : current_ + 1;
    std::size_t found = next;
    while (found < chunks_.size() && chunks_[found].size < bytes) ++found;
    if (found == chunks_.size()) {
      add_chunk(bytes);
    }
    // Chunks above the current one are empty, so their order is free. Moving the fitting one here rather than skipping
    // the others makes a repeated call find the same chunks at the same places.
    std::swap(chunks_[next], chunks_[found]);
    if (begin_ != nullptr) {
      peak_ = peak_bytes();
      chunks_[current_].top = top_;
      below_ += used_here();
    }
    enter(next);
    top_ = high_ = begin_;
  }

  void add_chunk(std::size_t bytes) {
    const std::size_t size = std::max({bytes, kFirstChunk, std::min(capacity(), kMostBytes / 4)});
    chunks_.reserve(chunks_.size() + 1);
    void* memory = nullptr;
    try {
      memory = ::operator new (size, std::align_val_t{kLine});
    } catch (const std::bad_alloc&) {
      // Doubling may ask for more than there is although the request itself can be met.
      if (size == bytes) throw;
      memory = ::operator new (bytes, std::align_val_t{kLine});
      chunks_.push_back({static_cast<std::byte*>(memory), bytes, nullptr});
      ++allocations_;
      detail::poison(memory, bytes);
      return;
    }
    chunks_.push_back({static_cast<std::byte*>(memory), size, nullptr});
    ++allocations_;
    detail::poison(memory, size);
  }

  static void free_chunk(const Chunk& chunk) noexcept {
    detail::unpoison(chunk.begin, chunk.size);
    ::operator delete (chunk.begin, std::align_val_t{kLine});
  }

  void enter(std::size_t index) noexcept {
    current_ = index;
    begin_ = chunks_[index].begin;
    end_ = begin_ + chunks_[index].size;
  }

  void enter_nothing() noexcept {
    current_ = 0;
    begin_ = end_ = top_ = high_ = nullptr;
  }

  /// Leaves the current chunk for the one below it.
  void step_back() noexcept {
    peak_ = peak_bytes();
    detail::poison(begin_, used_here());
    enter(current_ - 1);
    top_ = high_ = chunks_[current_].top;
    below_ -= used_here();
  }

  /// Goes down to the chunk whose top holds `bytes`; a piece never lies across two chunks.
  void find_top(std::size_t bytes) noexcept {
    while (current_ > 0 && top_ == begin_) step_back();
    if (used_here() < bytes) detail::workspace_failure("pop of more than was pushed", nullptr, nullptr);
  }

  /// Goes back to `offset` in `chunk`, where `below` bytes were in use in the chunks before it.
  void rewind(std::size_t chunk, std::size_t offset, std::size_t below) noexcept {
    if (begin_ == nullptr) return;
    while (current_ > chunk) step_back();
    const bool is_gone = current_ < chunk || offset > used_here();
    // An empty workspace may have been shrunk in between: then its start is the place to go back to.
    if (is_gone && offset + below > 0) {
      detail::workspace_failure("values from before a frame were taken inside it", nullptr, nullptr);
    }
    lower_to(begin_ + (is_gone ? 0 : offset));
    drop_objects(stack_bytes());
  }

#ifdef BACKSWEEP_CHECK_WORKSPACE
  struct Tag {
    const char* type;
    std::size_t count;
  };
  template <class T>
  void push_tag(std::size_t n) {
    const Tag tag{detail::type_tag<T>(), n};
    std::memcpy(grow_top(sizeof(Tag)), &tag, sizeof(Tag));
  }
  template <class T>
  void pop_tag(std::size_t n) {
    Tag tag{};
    take_top(&tag, sizeof(Tag));
    const char* const wanted = detail::type_tag<T>();
    if (tag.type != wanted && std::strcmp(tag.type, wanted) != 0) {
      detail::workspace_failure("pop of another type than was pushed", tag.type, wanted);
    }
    if (tag.count != n) detail::workspace_failure("pop of another count than was pushed", tag.type, wanted);
  }
#else
  template <class T>
  static void push_tag(std::size_t) noexcept {}
  template <class T>
  static void pop_tag(std::size_t) noexcept {}
#endif

  std::byte* top_ = nullptr;
  std::byte* end_ = nullptr;
  std::byte* begin_ = nullptr;
  std::byte* high_ = nullptr;  ///< The highest top seen in this chunk, brought up to date when the top goes down.
  std::size_t current_ = 0;
  std::size_t below_ = 0;  ///< Bytes in use in the chunks below the current one.
  std::size_t peak_ = 0;
  std::size_t allocations_ = 0;
  std::vector<Chunk> chunks_;
  std::size_t replaced_ = 0;  ///< Bytes of vectors that lie among objects_.
  std::vector<Object> objects_;
  std::vector<Spare> spares_;
};

/// Gives back at the end of a scope whatever the workspace took in it, also when an exception ends it.
///
///     const backsweep::Frame frame(workspace);
///
/// Frames nest. What was pushed before the frame must not be popped inside it.
class Frame {
 public:
  /// Notes where the workspace stands.
  explicit Frame(Workspace& workspace) noexcept
      : workspace_(workspace), chunk_(workspace.current_), offset_(workspace.used_here()), below_(workspace.below_) {}
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;
  /// Goes back to there.
  ~Frame() { workspace_.rewind(chunk_, offset_, below_); }

 private:
  Workspace& workspace_;
  std::size_t chunk_;
  std::size_t offset_;
  std::size_t below_;
};

/// The adjoint of `std::memmove(to, from, count * sizeof *to)`, and of std::copy: to_bar is added to from_bar and is
/// zero afterwards, except where the two overlap and the sum lies.
///
///     from_bar[i] += to_bar[i],  to_bar[i] = 0      for all i at once
///
/// Either may be null where count is zero or less. Nothing is assumed about the two arrays.
template <class To, class From, class Integer>
void move_adjoint(To* to_bar, From* from_bar, Integer count) {
  const std::size_t n = detail::as_count(count);
  const auto to = reinterpret_cast<std::uintptr_t>(to_bar);
  const auto from = reinterpret_cast<std::uintptr_t>(from_bar);
  if (to + n * sizeof(To) <= from || from + n * sizeof(From) <= to) {
    for (std::size_t i = 0; i < n; ++i) {
      from_bar[i] += static_cast<From>(to_bar[i]);
      to_bar[i] = 0;
    }
    return;
  }
  Workspace& blocks = Workspace::local_blocks();
  const Frame frame(blocks);
  To* const taken = blocks.allocate<To>(n);
  for (std::size_t i = 0; i < n; ++i) {
    taken[i] = to_bar[i];
    to_bar[i] = 0;
  }
  for (std::size_t i = 0; i < n; ++i) from_bar[i] += static_cast<From>(taken[i]);
}

/// The same for numbers of several directions each.
template <class To, class From, std::size_t kCount, class Integer>
void move_adjoint(std::array<To, kCount>* to_bar, std::array<From, kCount>* from_bar, Integer count) {
  const std::size_t n = detail::as_count(count);
  if (n > 0) move_adjoint(to_bar->data(), from_bar->data(), n * kCount);
}

}  // namespace BACKSWEEP_DETAIL_VARIANT
}  // namespace backsweep
