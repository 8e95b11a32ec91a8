/* Runs a guest on the real CPUs: one thread a CPU, the guest's pages mapped where the ELF wants them.
   OUT, CLI and HLT fault in user mode; the handler plays the machine. Says whether every row was exact. */
#define _GNU_SOURCE
#include <elf.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
typedef Elf64_Ehdr Header; typedef Elf64_Phdr Segment; typedef Elf64_Shdr Section; typedef Elf64_Sym Symbol;
enum { CLASS = ELFCLASS64, IP = REG_RIP, AX = REG_RAX };
#else
typedef Elf32_Ehdr Header; typedef Elf32_Phdr Segment; typedef Elf32_Shdr Section; typedef Elf32_Sym Symbol;
enum { CLASS = ELFCLASS32, IP = REG_EIP, AX = REG_EAX };
#endif

static char *image;
static int consumers;
static volatile uint64_t *counts[7];
static volatile unsigned rows, inexact;
static unsigned lastRow;

static void fail(const char *what)
{
    fprintf(stderr, "run: %s\n", what);
    exit(2);
}

static uintptr_t address(const char *name, int needed)
{
    Header *header = (Header *)image;
    Section *sections = (Section *)(image + header->e_shoff);
    for (int i = 0; i < header->e_shnum; i++) {
        if (sections[i].sh_type != SHT_SYMTAB)
            continue;
        Symbol *symbols = (Symbol *)(image + sections[i].sh_offset);
        char *names = image + sections[sections[i].sh_link].sh_offset;
        for (size_t s = 0; s < sections[i].sh_size / sizeof(Symbol); s++)
            if (strcmp(names + symbols[s].st_name, name) == 0)
                return symbols[s].st_value;
    }
    if (needed)
        fail(name);
    return 0;
}

static void map(uintptr_t start, size_t size)
{
    uintptr_t page = start & ~(uintptr_t)4095;
    size_t length = (start + size - page + 4095) & ~(size_t)4095;
    if (mmap((void *)page, length, PROT_READ | PROT_WRITE | PROT_EXEC,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
        fail("cannot map the guest's pages");
}

static void finish(const char *how)
{
    printf("%s: %u rows, %u inexact\n", how, rows, inexact);
    fflush(stdout);
    _exit(inexact == 0 && strcmp(how, "finished") == 0 ? 0 : 1);
}

static void onFault(int signal, siginfo_t *info, void *context)
{
    (void)signal; (void)info;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    uint8_t *code = (uint8_t *)registers[IP];
    if (code[0] == 0xe7 && code[1] == 0xe8)
        finish("fatal");
    if (code[0] == 0xe7 && code[1] == 0xe9) {
        if (*counts[0] != lastRow) { /* the first OUT of a row */
            lastRow = (unsigned)*counts[0];
            uint64_t sum = 0;
            for (int i = 1; i <= consumers; i++)
                sum += *counts[i];
            rows++;
            inexact += sum != lastRow || (uint32_t)registers[AX] != lastRow;
        }
        registers[IP] += 2;
    } else if (code[0] == 0xfa) {
        registers[IP] += 1;
    } else if (code[0] == 0xf4) {
        finish("finished");
    } else {
        finish("unexpected fault");
    }
}

static void *start(void *entry)
{
    ((void (*)(void))(uintptr_t)entry)();
    return NULL;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("usage: run GUEST.elf EXPERIMENTS CONSUMERS");
    FILE *file = fopen(argv[1], "rb");
    image = calloc(1, 1 << 16);
    if (file == NULL || fread(image, 1, 1 << 16, file) < sizeof(Header) || image[EI_CLASS] != CLASS)
        fail("cannot read the guest, or it is of the other width");
    consumers = atoi(argv[3]);
    if (consumers < 1 || consumers > 6)
        fail("1 to 6 consumers");

    Header *header = (Header *)image;
    Segment *segments = (Segment *)(image + header->e_phoff);
    for (int i = 0; i < header->e_phnum; i++) {
        map(segments[i].p_vaddr, segments[i].p_memsz);
        memcpy((void *)(uintptr_t)segments[i].p_vaddr, image + segments[i].p_offset, segments[i].p_filesz);
    }
    map(address("cell", 1), 4);
    *(volatile uint32_t *)address("cell", 1) = 0xdeadbeef; /* the boot code must clear it */
    *(uint32_t *)address("experiments", 1) = (uint32_t)atoi(argv[2]);
    char name[8];
    for (int i = 0; i <= 6; i++) {
        snprintf(name, sizeof name, "count%d", i);
        counts[i] = (volatile uint64_t *)address(name, 1);
    }

    struct sigaction action = { .sa_sigaction = onFault, .sa_flags = SA_SIGINFO };
    sigaction(SIGSEGV, &action, NULL);
    for (int i = consumers; i >= 0; i--) {
        pthread_t thread;
        snprintf(name, sizeof name, "cpu%d", i);
        if (pthread_create(&thread, NULL, start, (void *)address(name, 1)) != 0)
            fail("cannot start a thread");
    }
    for (;;)
        pause();
}
