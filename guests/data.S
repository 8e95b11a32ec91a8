# The data every variant shares: names, sizes and addresses are the same in all of them.

        .globl  cell                            # the token cell: an absolute address, outside the image
        .type   cell, @object
        .size   cell, 4
        .set    cell, 0xb8000

        .macro  datum name, size, value:vararg
        .globl  \name
        .type   \name, @object
        .size   \name, \size
        .balign \size
\name:  \value
        .endm

        .section .rodata, "a", @progbits        # a scenario may set these; the guest only reads them
        datum   experiments, 4, .long 3
#ifdef __x86_64__
        datum   cell_pointer, 8, .quad 0xb8000
#else
        datum   cell_pointer, 4, .long 0xb8000
#endif

        .bss                                    # one 64-byte cache line and a little, all zero at the start
        .balign 64
        datum   count0, 8, .skip 8
        datum   count1, 8, .skip 8
        datum   count2, 8, .skip 8
        datum   count3, 8, .skip 8
        datum   count4, 8, .skip 8
        datum   count5, 8, .skip 8
        datum   count6, 8, .skip 8
        datum   flag, 4, .skip 4
        datum   ready, 4, .skip 4

        .section .note.GNU-stack, "", @progbits
