// Loops whose iterations touch nothing of one another, so that compilers need no tests at run time to vectorise them.
#pragma once

// In front of `for`. What the loop writes, no other iteration reads or writes: the tool has proved it.
#if defined(__clang__)
#define BACKSWEEP_IVDEP _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define BACKSWEEP_IVDEP _Pragma("GCC ivdep")
#else
#define BACKSWEEP_IVDEP
#endif

// Around functions with such loops: where options or sanitizers keep clang from vectorising one, it need not say so.
#if defined(__clang__)
#define BACKSWEEP_BEGIN_LOOPS _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wpass-failed\"")
#define BACKSWEEP_END_LOOPS _Pragma("clang diagnostic pop")
#else
#define BACKSWEEP_BEGIN_LOOPS
#define BACKSWEEP_END_LOOPS
#endif
