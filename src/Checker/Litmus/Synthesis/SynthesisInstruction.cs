namespace Checker.Litmus.Synthesis;

/// <summary>An instruction that programs are made of.</summary>
/// <param name="Text">In herd's notation: {0} is the location, {1} a register of its own, {2} a value of its own.</param>
/// <param name="Reads">Whether it reads its location.</param>
/// <param name="Writes">Whether it writes its location.</param>
internal sealed record SynthesisInstruction(string Text, bool Reads, bool Writes)
{
    /// <summary>The instructions, the plainest first.</summary>
    public static IReadOnlyList<SynthesisInstruction> All { get; } =
    [
        new("MOV [{0}],${2}", false, true),
        new("MOV {1},[{0}]", true, false),
        new("XCHG [{0}],{1}", true, true),
        new("LOCK XADD [{0}],{1}", true, true),
        new("LOCK ADD [{0}],${2}", true, true),
        new("LOCK ADC [{0}],${2}", true, true),
        new("LOCK SBB [{0}],${2}", true, true),
        new("LOCK BTS [{0}],$0", true, true),
        new("LOCK CMPXCHG [{0}],{1}", true, true),
        new("MFENCE", false, false),
    ];

    /// <summary>Whether it accesses memory.</summary>
    public bool HasLocation => Reads || Writes;

    /// <summary>Whether its register holds a value before it.</summary>
    public bool TakesRegister => Text.Contains("{1}", StringComparison.Ordinal) && Writes;

    /// <summary>Whether it compares with EAX and may load it.</summary>
    public bool UsesAccumulator => Text.Contains("CMPXCHG", StringComparison.Ordinal);
}
