using Model.Steps;

namespace Models.Programs;

/// <summary>
/// Where a thread stands for ever with its registers: the published counts tell final states apart by what the threads
/// have read.
/// </summary>
public sealed record End(string Place, Sequence<ulong> Registers) : Operation<Nothing>
{
    public override string Kind => Place;

    public override string Operand => Registers.ToString();

    public override IReadOnlyList<Access> Footprint => [];

    /// <summary>The thread has run to its end.</summary>
    public static End Keeping(params ReadOnlySpan<ulong> registers) => new("end", Sequence<ulong>.Of(registers));

    /// <summary>The thread gave up: it is at another place than one that ran to its end.</summary>
    public static End StoppedWith(params ReadOnlySpan<ulong> registers) =>
        new("stopped", Sequence<ulong>.Of(registers));

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) { }
}
