#!/usr/bin/env bash
# Iced 1.22.0 (NuGet) against a processor: does a CMPXCHG that fails write to memory?
#
# Behaviour: Iced's access of `lock cmpxchg [rdi],ebx` (and of the form without LOCK) is ReadCondWrite, as if a failed comparison
# only read. A processor gives the destination a write cycle either way (SDM volume 2A, CMPXCHG): on a page that may only be
# read, a CMPXCHG whose comparison fails faults. So for watch points, dirty pages, write protection and devices, it is a write.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
for tool in dotnet gcc; do command -v $tool > /dev/null || { echo "skipped: $tool is needed"; exit 77; }; done
test "$(uname -m)" = x86_64 || { echo "skipped: an x86-64 processor is needed"; exit 77; }
cat > probe.csproj <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="Iced" Version="[1.22.0]" /></ItemGroup>
</Project>
XML
cat > Probe.cs <<'CS'
using Iced.Intel;

foreach (string code in new[] { "f00fb11f", "0fb11f" })
{
    Decoder.Create(64, new ByteArrayCodeReader(Convert.FromHexString(code))).Decode(out var instruction);
    foreach (var memory in new InstructionInfoFactory().GetInfo(instruction).GetUsedMemory())
    {
        Console.WriteLine($"Iced, {instruction}: {memory.Access}");
    }
}
CS
cat > failed.c <<'C'
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

static sigjmp_buf back;
static void fault(int number) { (void)number; siglongjmp(back, 1); }

int main(void)
{
    unsigned *page = mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    signal(SIGSEGV, fault);
    if (sigsetjmp(back, 1)) { puts("processor, comparison fails, page may only be read: page fault"); return 0; }
    unsigned expected = 1; /* the page holds 0 */
    __asm__ volatile("lock cmpxchgl %2,%1" : "+a"(expected), "+m"(*page) : "r"(7) : "cc");
    puts("processor, comparison fails, page may only be read: no fault");
    return 0;
}
C
gcc -O1 -o failed failed.c
saw=$(dotnet run -c Release 2>&1) || { echo "$saw"; echo "skipped: the package cannot be had"; exit 77; }
saw="$saw
$(./failed)"
echo "$saw"
test "$saw" = "Iced, lock cmpxchg [rdi],ebx: ReadCondWrite
Iced, cmpxchg [rdi],ebx: ReadCondWrite
processor, comparison fails, page may only be read: page fault"
