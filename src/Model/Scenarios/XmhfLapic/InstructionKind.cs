namespace Model.Scenarios.XmhfLapic;

/// <summary>The instructions that the tests are made of.</summary>
public enum InstructionKind
{
    /// <summary>MOV register, memory.</summary>
    Load,

    /// <summary>MOV memory, register.</summary>
    Store,

    /// <summary>XCHG memory, register: locked with or without the prefix.</summary>
    Exchange,

    /// <summary>LOCK CMPXCHG8B.</summary>
    CompareExchange,
}
