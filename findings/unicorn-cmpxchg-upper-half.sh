#!/usr/bin/env bash
# Unicorn 2.0.1 (Debian python3-unicorn 2.0.1.post1-1): a 32-bit CMPXCHG that succeeds changes RAX.
#
# Behaviour: `cmpxchg [rdi],ebx` with [rdi] = EAX stores EBX and, in Unicorn, clears bits 63:32 of RAX. On a processor the
# accumulator is left alone when the comparison succeeds (run below beside it), so a 64-bit value that shares RAX is lost.
set -eu
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
for tool in gcc python3; do command -v $tool > /dev/null || { echo "skipped: $tool is needed"; exit 77; }; done
test "$(uname -m)" = x86_64 || { echo "skipped: an x86-64 processor is needed"; exit 77; }
apt-get download python3-unicorn=2.0.1.post1-1 libunicorn2=2.0.1.post1-1+b1 > /dev/null 2>&1 ||
    { echo "skipped: unicorn 2.0.1.post1-1 cannot be had"; exit 77; }
for package in *.deb; do dpkg-deb -x "$package" root; done
cat > emulated.py <<'PYTHON'
from unicorn import *
from unicorn.x86_const import *

code = bytes.fromhex("0fb11f")  # cmpxchg [rdi],ebx
emulator = Uc(UC_ARCH_X86, UC_MODE_64)
emulator.mem_map(0x1000, 0x2000)
emulator.mem_write(0x1000, code)
emulator.mem_write(0x2000, (0x55667788).to_bytes(4, "little"))
for register, value in ((UC_X86_REG_RAX, 0x1122334455667788), (UC_X86_REG_RBX, 7), (UC_X86_REG_RDI, 0x2000)):
    emulator.reg_write(register, value)
emulator.emu_start(0x1000, 0x1000 + len(code))
print("Unicorn:   memory", emulator.mem_read(0x2000, 4).hex(), "RAX", hex(emulator.reg_read(UC_X86_REG_RAX)))
PYTHON
cat > native.c <<'C'
#include <stdio.h>

int main(void)
{
    unsigned memory = 0x55667788;
    unsigned long rax = 0x1122334455667788;
    __asm__ volatile("cmpxchgl %2,%1" : "+a"(rax), "+m"(memory) : "r"(7) : "cc");
    printf("processor: memory %02x000000 RAX 0x%lx\n", memory, rax);
    return 0;
}
C
gcc -O1 -o native native.c
saw=$(PYTHONPATH=root/usr/lib/python3/dist-packages LD_LIBRARY_PATH=root/usr/lib/x86_64-linux-gnu python3 emulated.py; ./native)
echo "$saw"
test "$saw" = "Unicorn:   memory 07000000 RAX 0x55667788
processor: memory 07000000 RAX 0x1122334455667788"
