namespace Model.Guests.X86.Decoding;

/// <summary>
/// The instructions that the guest model executes, each as its chapter of Intel SDM volume 2 describes it. Families
/// that differ only in a condition, a width or a repeat prefix share one name: the difference is in the
/// <see cref="GuestInstruction"/>.
/// </summary>
public enum Mnemonic : byte
{
    /// <summary>ADC: add with carry.</summary>
    Adc,

    /// <summary>ADD.</summary>
    Add,

    /// <summary>AND.</summary>
    And,

    /// <summary>BSF: number of the lowest set bit.</summary>
    Bsf,

    /// <summary>BSR: number of the highest set bit.</summary>
    Bsr,

    /// <summary>BSWAP: reverse the bytes.</summary>
    Bswap,

    /// <summary>BT: copy a bit to CF.</summary>
    Bt,

    /// <summary>BTC: copy a bit to CF, then complement it.</summary>
    Btc,

    /// <summary>BTR: copy a bit to CF, then clear it.</summary>
    Btr,

    /// <summary>BTS: copy a bit to CF, then set it.</summary>
    Bts,

    /// <summary>CALL, near, direct or indirect.</summary>
    Call,

    /// <summary>CBW: sign-extend AL into AX.</summary>
    Cbw,

    /// <summary>CDQ: sign-extend EAX into EDX:EAX.</summary>
    Cdq,

    /// <summary>CDQE: sign-extend EAX into RAX.</summary>
    Cdqe,

    /// <summary>CLC: clear CF.</summary>
    Clc,

    /// <summary>CLD: clear DF.</summary>
    Cld,

    /// <summary>CLI: clear IF.</summary>
    Cli,

    /// <summary>CMC: complement CF.</summary>
    Cmc,

    /// <summary>CMOVcc; the condition is in the instruction.</summary>
    Cmovcc,

    /// <summary>CMP.</summary>
    Cmp,

    /// <summary>CMPSB, CMPSW, CMPSD, CMPSQ: compare two string elements.</summary>
    Cmps,

    /// <summary>CMPXCHG.</summary>
    Cmpxchg,

    /// <summary>CMPXCHG16B.</summary>
    Cmpxchg16b,

    /// <summary>CMPXCHG8B.</summary>
    Cmpxchg8b,

    /// <summary>CQO: sign-extend RAX into RDX:RAX.</summary>
    Cqo,

    /// <summary>CWD: sign-extend AX into DX:AX.</summary>
    Cwd,

    /// <summary>CWDE: sign-extend AX into EAX.</summary>
    Cwde,

    /// <summary>DEC.</summary>
    Dec,

    /// <summary>DIV: unsigned division.</summary>
    Div,

    /// <summary>HLT.</summary>
    Hlt,

    /// <summary>IDIV: signed division.</summary>
    Idiv,

    /// <summary>IMUL with one, two or three operands.</summary>
    Imul,

    /// <summary>IN from a port.</summary>
    In,

    /// <summary>INC.</summary>
    Inc,

    /// <summary>INT3: breakpoint.</summary>
    Int3,

    /// <summary>Jcc; the condition is in the instruction.</summary>
    Jcc,

    /// <summary>JCXZ, JECXZ, JRCXZ: jump when the counter is zero.</summary>
    Jcxz,

    /// <summary>JMP, near, direct or indirect.</summary>
    Jmp,

    /// <summary>LAHF: copy the low flags to AH.</summary>
    Lahf,

    /// <summary>LEA: the address itself.</summary>
    Lea,

    /// <summary>LEAVE: undo a stack frame.</summary>
    Leave,

    /// <summary>LFENCE.</summary>
    Lfence,

    /// <summary>LODSB, LODSW, LODSD, LODSQ: load a string element.</summary>
    Lods,

    /// <summary>LOOP: count down, jump when not zero.</summary>
    Loop,

    /// <summary>LOOPE: as LOOP, and only while equal.</summary>
    Loope,

    /// <summary>LOOPNE: as LOOP, and only while not equal.</summary>
    Loopne,

    /// <summary>LZCNT: number of leading zeros.</summary>
    Lzcnt,

    /// <summary>MFENCE.</summary>
    Mfence,

    /// <summary>MOV, with registers, memory, immediates and moffs.</summary>
    Mov,

    /// <summary>MOVSB, MOVSW, MOVSD, MOVSQ: copy a string element.</summary>
    Movs,

    /// <summary>MOVSX and MOVSXD.</summary>
    Movsx,

    /// <summary>MOVZX.</summary>
    Movzx,

    /// <summary>MUL: unsigned multiplication.</summary>
    Mul,

    /// <summary>NEG.</summary>
    Neg,

    /// <summary>NOP of every length, and ENDBR32, ENDBR64.</summary>
    Nop,

    /// <summary>NOT.</summary>
    Not,

    /// <summary>OR.</summary>
    Or,

    /// <summary>OUT to a port.</summary>
    Out,

    /// <summary>PAUSE: a hint in a spin loop.</summary>
    Pause,

    /// <summary>POP.</summary>
    Pop,

    /// <summary>POPCNT: number of set bits.</summary>
    Popcnt,

    /// <summary>POPF, POPFD, POPFQ.</summary>
    Popf,

    /// <summary>PUSH.</summary>
    Push,

    /// <summary>PUSHF, PUSHFD, PUSHFQ.</summary>
    Pushf,

    /// <summary>RCL: rotate left through CF.</summary>
    Rcl,

    /// <summary>RCR: rotate right through CF.</summary>
    Rcr,

    /// <summary>RET, near, with or without a number of bytes to release.</summary>
    Ret,

    /// <summary>ROL: rotate left.</summary>
    Rol,

    /// <summary>ROR: rotate right.</summary>
    Ror,

    /// <summary>SAHF: copy AH to the low flags.</summary>
    Sahf,

    /// <summary>SAR: arithmetic shift right.</summary>
    Sar,

    /// <summary>SBB: subtract with borrow.</summary>
    Sbb,

    /// <summary>SCASB, SCASW, SCASD, SCASQ: compare the accumulator with a string element.</summary>
    Scas,

    /// <summary>SETcc; the condition is in the instruction.</summary>
    Setcc,

    /// <summary>SFENCE.</summary>
    Sfence,

    /// <summary>SHL, also written SAL: shift left.</summary>
    Shl,

    /// <summary>SHLD: shift left, filling from another register.</summary>
    Shld,

    /// <summary>SHR: logical shift right.</summary>
    Shr,

    /// <summary>SHRD: shift right, filling from another register.</summary>
    Shrd,

    /// <summary>STC: set CF.</summary>
    Stc,

    /// <summary>STD: set DF.</summary>
    Std,

    /// <summary>STI: set IF.</summary>
    Sti,

    /// <summary>STOSB, STOSW, STOSD, STOSQ: store a string element.</summary>
    Stos,

    /// <summary>SUB.</summary>
    Sub,

    /// <summary>TEST.</summary>
    Test,

    /// <summary>TZCNT: number of trailing zeros.</summary>
    Tzcnt,

    /// <summary>
    /// UD2, and all that raises #UD as it does: UD0, UD1, an encoding that the processor does not accept.
    /// </summary>
    Ud2,

    /// <summary>XADD: exchange and add.</summary>
    Xadd,

    /// <summary>XCHG.</summary>
    Xchg,

    /// <summary>XOR.</summary>
    Xor,
}
