// The kernels are compiled for x86-64-v3. On an older processor the first of them would end in SIGILL;
// this constructor runs before Swift does and says what is wrong. C, because Swift code of the command
// may already hold instructions of the baseline. Only the command links it: libraries never exit.

#include "CBaseline.h"

#if defined(__x86_64__)
#include <stdio.h>
#include <stdlib.h>

__attribute__((constructor)) static void turnover_require_baseline(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") &&
      __builtin_cpu_supports("f16c")) {
    return;
  }
  fputs("turnover: this processor lacks AVX2, FMA, F16C or BMI2. "
        "Turnover needs an x86-64-v3 processor (Intel Haswell 2013, AMD Zen 2017, or newer).\n",
        stderr);
  _Exit(2);
}
#else
typedef int turnover_baseline_is_architectural;
#endif
