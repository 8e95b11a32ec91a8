// The scaled workload as a handwritten breadth-first search: the model compiled in, a state packed into 64 bits,
// an open-addressing table of states, a parent for each state so that a shortest counterexample can be told.
//
// Usage: scaled N K        N experiments (1 to 15), K consumers (1 to 6)
// Prints: handwritten, bfs, states, transitions, depth, seconds, transitions/s, bytes a state; tab-separated.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/resource.h>
#include <vector>

using State = uint64_t;

// Layout, from bit 0: producer's place 3, stop 1, cell 1, count0 4, then 7 bits a consumer: place 3, counter 4.
// The top bit is always set, so that no state is 0, the mark of an empty slot.
// A local value is told by the place: t by Take or Spare, the loaded counter by Store (nobody else writes it).
enum Producer : unsigned { Publish, Announce, Await, Stop, Halted };
enum Consumer : unsigned { Test, Read, Take, Spare, Load, Store, Ended };

constexpr int StopAt = 3, CellAt = 4, Count0At = 5, ConsumersAt = 9, ConsumerBits = 7;
constexpr State NeverEmpty = State(1) << 63, StopBit = State(1) << StopAt, CellBit = State(1) << CellAt;

// Memory from the system, grown in place where it can: no more is touched than is used.
template <typename T> struct Growing {
    T *items = nullptr;
    size_t capacity = 0, count = 0;
    void add(T item)
    {
        if (count == capacity) {
            size_t wanted = capacity == 0 ? 1 << 16 : capacity * 2;
            void *at = capacity == 0
                ? mmap(nullptr, wanted * sizeof(T), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                : mremap(items, capacity * sizeof(T), wanted * sizeof(T), MREMAP_MAYMOVE);
            if (at == MAP_FAILED) { std::perror("scaled"); std::exit(70); }
            items = static_cast<T *>(at);
            capacity = wanted;
        }
        items[count++] = item;
    }
};

// States in the order they were found, and the number of the state each was found from. The table holds the states
// once more, so that a probe reads one place in memory only.
static Growing<State> states;
static Growing<uint32_t> parents;
static State *slots;
static size_t mask;

static inline size_t hash(State s)
{
    s *= 0x9E3779B97F4A7C15u;
    return s ^ (s >> 32);
}

static void resize(size_t size)
{
    if (slots != nullptr)
        munmap(slots, (mask + 1) * sizeof *slots);
    void *at = mmap(nullptr, size * sizeof *slots, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) { std::perror("scaled"); std::exit(70); }
    slots = static_cast<State *>(at);
    mask = size - 1;
    for (size_t i = 0; i < states.count; i++) {
        size_t slot = hash(states.items[i]) & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        slots[slot] = states.items[i];
    }
}

static inline void visit(State s, uint32_t parent)
{
    size_t slot = hash(s) & mask;
    for (; slots[slot] != 0; slot = (slot + 1) & mask)
        if (slots[slot] == s)
            return;
    slots[slot] = s;
    states.add(s);
    parents.add(parent);
    if (states.count * 10 > (mask + 1) * 7)
        resize((mask + 1) * 2);
}

static inline unsigned count0(State s) { return s >> Count0At & 15; }

template <int K> static inline unsigned sum(State s)
{
    unsigned total = 0;
    for (int k = 0; k < K; k++)
        total += s >> (ConsumersAt + ConsumerBits * k + 3) & 15;
    return total;
}

static int violated(uint32_t at, State bad)
{
    std::vector<State> path{bad};
    for (uint32_t i = at; ; i = parents.items[i]) {
        path.push_back(states.items[i]);
        if (i == 0)
            break;
    }
    std::fprintf(stderr, "assertion violated after %zu steps\n", path.size() - 1);
    for (size_t i = path.size(); i-- > 0;)
        std::fprintf(stderr, "%016llx\n", static_cast<unsigned long long>(path[i]));
    return 1;
}

template <int K> static int search(unsigned n)
{
    auto begin = std::chrono::steady_clock::now();
    uint64_t transitions = 0, depth = 0;
    resize(1 << 17);
    visit(NeverEmpty, 0);
    size_t levelEnd = 1;
    for (size_t at = 0; at < states.count; at++) {
        if (at == levelEnd) {
            depth++;
            levelEnd = states.count;
        }
        const State s = states.items[at];
        const uint32_t parent = uint32_t(at);

        // Successors are collected first and looked up after, so that the reads of the table overlap.
        State found[K + 1];
        int successors = 0;
        const auto step = [&](State t) {
            __builtin_prefetch(&slots[hash(t) & mask]);
            found[successors++] = t;
        };

        const State next = s + 1; // the producer's next place
        switch (s & 7) {
        case Publish: step(next | CellBit); break;
        case Announce: step(next + (State(1) << Count0At)); break;
        case Await:
            if (sum<K>(s) == count0(s)) {
                step(count0(s) < n ? s - Await : next);
            }
            break;
        case Stop: step(next | StopBit); break;
        default: break;
        }

        for (int k = 0; k < K; k++) {
            const int base = ConsumersAt + ConsumerBits * k;
            const unsigned place = s >> base & 7;
            if (place == Ended)
                continue;
            const State rest = s & ~(State(7) << base);
            const auto to = [&](unsigned p) { return State(p) << base; };
            State t;
            switch (place) {
            case Test: t = rest | to(s & StopBit ? Ended : Read); break;
            case Read: t = rest | to(s & CellBit ? Take : Spare); break;
            case Take: t = s & CellBit ? (rest & ~CellBit) | to(Load) : rest | to(Read); break;
            case Spare: t = rest | to(s & CellBit ? Read : Test); break;
            case Load: t = rest | to(Store); break;
            default:
                t = (rest | to(Test)) + (State(1) << (base + 3));
                if (sum<K>(t) > count0(t) + ((t & 7) == Announce))
                    return violated(parent, t);
                break;
            }
            step(t);
        }
        transitions += successors;
        for (int i = 0; i < successors; i++)
            visit(found[i], parent);
    }
    double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    std::printf("handwritten\tbfs\t%zu\t%llu\t%llu\t%.3f\t%.0f\t%.1f\n", states.count,
                static_cast<unsigned long long>(transitions), static_cast<unsigned long long>(depth), seconds,
                transitions / seconds, usage.ru_maxrss * 1024.0 / states.count);
    return 0;
}

int main(int argc, char **argv)
{
    int n = argc == 3 ? std::atoi(argv[1]) : 0;
    int k = argc == 3 ? std::atoi(argv[2]) : 0;
    if (n >= 1 && n <= 15) {
        switch (k) {
        case 1: return search<1>(n);
        case 2: return search<2>(n);
        case 3: return search<3>(n);
        case 4: return search<4>(n);
        case 5: return search<5>(n);
        case 6: return search<6>(n);
        }
    }
    std::fprintf(stderr, "usage: scaled N K, with N 1 to 15 and K 1 to 6\n");
    return 2;
}
