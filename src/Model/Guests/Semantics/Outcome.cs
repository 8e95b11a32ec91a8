namespace Model.Guests;

/// <summary>How an instruction ends.</summary>
public enum Outcome
{
    /// <summary>The next instruction is at the new RIP.</summary>
    Continue,

    /// <summary>HLT: the CPU waits for an interrupt; RIP is after the instruction.</summary>
    Halt,

    /// <summary>#UD, by UD2 or an encoding that the processor does not accept: nothing has changed, RIP is at the instruction.</summary>
    InvalidOpcode,

    /// <summary>#DE, division by zero or quotient too large: nothing has changed, RIP is at the instruction.</summary>
    DivideError,

    /// <summary>#BP, by INT3: a trap, RIP is after the instruction.</summary>
    Breakpoint,

    /// <summary>#GP, a misaligned CMPXCHG16B: nothing has changed, RIP is at the instruction.</summary>
    GeneralProtection,

    /// <summary>OUT: <see cref="Effect.Port"/> says what is written where; RIP is after the instruction.</summary>
    PortWrite,

    /// <summary>IN: <see cref="Effect.Port"/> says from where; RIP is after the instruction, and
    /// <see cref="GuestSemantics.CompletePortRead"/> puts the value into the accumulator.</summary>
    PortRead,
}
