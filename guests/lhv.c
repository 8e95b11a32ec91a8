/* The protocol in C, for 32 and 64 bits. Each cpuN is where one CPU starts; none of them returns.
   -DPRODUCER_STORE: CPU 0 stores the token plainly instead of exchanging it. */

typedef unsigned int word;
typedef unsigned long long counter;

#define TOKEN 0x12345678u

/* data.S defines these */
extern const volatile word experiments;
extern volatile word *const volatile cell_pointer;
extern volatile word flag, ready;
extern counter count0, count1, count2, count3, count4, count5, count6;

/* A place that scenarios name is a label of its own, on an instruction. The functions that have one
   must be emitted exactly once. */
#define PLACE(name) ".globl " #name "\n" #name ":\n\t"
#define ENTRY __attribute__((noreturn, noinline, noclone))

static inline void fence(void)
{
    asm volatile("mfence" ::: "memory");
}

static inline void relax(void)
{
    asm volatile("pause" ::: "memory");
}

static inline word exchange(volatile word *address, word value)
{
    asm volatile("xchgl %0, %1" : "+r"(value), "+m"(*address) :: "memory");
    return value;
}

static inline void event(word value)
{
    asm volatile("outl %0, $0xe9" :: "a"(value) : "memory");
}

static inline void produce(void)
{
#ifdef PRODUCER_STORE
    *cell_pointer = TOKEN;
    fence();
#else
    word old = exchange(cell_pointer, TOKEN);
    fence();
    if (old != 0) {
        asm volatile(PLACE(fatal) "outl %0, $0xe8\n\tcli\n1:\thlt\n\tjmp 1b" :: "a"(old) : "memory");
        __builtin_unreachable();
    }
#endif
}

ENTRY void cpu0(void)
{
    fence();
    *cell_pointer = 0; /* the one time the cell is cleared */
    fence();
    ready = 1;
    fence();

    word rounds = experiments;
    while (rounds != 0) {
        flag = 1; /* armed before the token can be seen */
        fence();
        produce();
        count0 += 1;
        fence();

        for (;;) {
            word raised;
            asm volatile(PLACE(wait) "movl %1, %0" : "=r"(raised) : "m"(flag) : "memory");
            if (raised == 0)
                break;
            relax();
        }
        fence();

        word sample0;
        asm volatile(PLACE(row) "movl %1, %0" : "=r"(sample0) : "m"(count0) : "memory");
        counter sample1 = count1, sample2 = count2;
        event(sample0);
        event((word)sample1);
        event((word)sample2);
        fence();
        rounds -= 1;
    }
    asm volatile(PLACE(finished) "cli\n1:\thlt\n\tjmp 1b" ::: "memory");
    __builtin_unreachable();
}

#define CONSUMER(cpu, count)                        \
    ENTRY void cpu(void)                            \
    {                                               \
        while (ready == 0)                          \
            relax();                                \
        for (;;) {                                  \
            word old = exchange(cell_pointer, 0);   \
            fence();                                \
            if (old == 0) {                         \
                relax();                            \
                continue;                           \
            }                                       \
            fence();                                \
            count += 1;                             \
            fence();                                \
            flag = 0;                               \
            fence();                                \
        }                                           \
    }

CONSUMER(cpu1, count1)
CONSUMER(cpu2, count2)
CONSUMER(cpu3, count3)
CONSUMER(cpu4, count4)
CONSUMER(cpu5, count5)
CONSUMER(cpu6, count6)
