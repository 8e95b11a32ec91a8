# The protocol in as few instructions and shared accesses as it takes. Registers only: no stack is needed.
# -DPRODUCER_STORE: CPU 0 stores the token plainly. -DNARROW: counters are counted in their low dword only.

#define TOKEN 0x12345678
        .text

        .macro  count counter
        addl    $1, \counter
#ifndef NARROW
        adcl    $0, \counter+4
#endif
        .endm

        .macro  function name
        .globl  \name
        .type   \name, @function
        .balign 64
\name:
        .endm

        .macro  label name
        .globl  \name
\name:
        .endm

        function cpu0
        movl    experiments, %ebx               # rounds still to run
        mfence
        movl    $0, cell                        # the one time the cell is cleared
        mfence
        movl    $1, ready
        mfence
round:  testl   %ebx, %ebx
        jz      finished
        movl    $1, flag                        # armed before the token can be seen
        mfence
#ifdef PRODUCER_STORE
        movl    $TOKEN, cell
        mfence
#else
        movl    $TOKEN, %eax
        xchgl   %eax, cell
        mfence
        testl   %eax, %eax                      # the last winner must have left nothing
        jnz     fatal
#endif
        count   count0
        mfence
        jmp     wait
relax:  pause
        label   wait
        movl    flag, %eax
        testl   %eax, %eax
        jnz     relax
        mfence
        label   row
        movl    count0, %eax
        outl    %eax, $0xe9
        mfence
        decl    %ebx
        jmp     round
#ifndef PRODUCER_STORE
        label   fatal
        outl    %eax, $0xe8
        cli
1:      hlt
        jmp     1b
#endif
        label   finished
        cli
2:      hlt
        jmp     2b
        .size   cpu0, . - cpu0

        .macro  consumer name, counter
        function \name
        jmp     2f
1:      pause
2:      movl    ready, %eax
        testl   %eax, %eax
        jz      1b
3:      xorl    %eax, %eax
        xchgl   %eax, cell
        mfence
        testl   %eax, %eax
        jz      4f
        mfence
        count   \counter
        mfence
        movl    $0, flag
        mfence
        jmp     3b
4:      pause
        jmp     3b
        .size   \name, . - \name
        .endm

        consumer cpu1, count1
        consumer cpu2, count2
        consumer cpu3, count3
        consumer cpu4, count4
        consumer cpu5, count5
        consumer cpu6, count6

        .section .note.GNU-stack, "", @progbits
