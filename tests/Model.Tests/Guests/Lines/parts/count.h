static inline __attribute__((always_inline)) void count(volatile int *cell)
{
    *cell = *cell + 1;
}
