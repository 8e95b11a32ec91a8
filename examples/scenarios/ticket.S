# A ticket lock whose tickets lie in a device's page, as with a lock in memory that is shared with a device. Each CPU draws a
# ticket with LOCK XADD, waits until it is served, adds 1 to a total, and serves the next.

    .intel_syntax noprefix

    .globl tickets
    .set tickets, 0xb8000
    .type tickets, @object
    .size tickets, 4

    .section .rodata
    .globl rounds
    .type rounds, @object
    .size rounds, 4
    .balign 4
rounds: .long 1

    .bss
    .globl serving, total
    .type serving, @object
    .size serving, 4
    .type total, @object
    .size total, 4
    .balign 4
serving: .long 0
total: .long 0

    .text
    .globl start, wait, inside, done
start:
    mov ebx, [rounds]
draw:
    mov eax, 1
    lock xadd [tickets], eax
wait:
    cmp [serving], eax
    je inside
    pause
    jmp wait
inside:
    mov ecx, [total]
    inc ecx
    mov [total], ecx
    inc dword ptr [serving]
    dec ebx
    jnz draw
done:
    cli
    hlt
