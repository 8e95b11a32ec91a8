namespace Model.Patches;

/// <summary>A statement of a patch that was about to run.</summary>
/// <param name="Probe">The patch's probe.</param>
/// <param name="Number">The statement's number.</param>
internal sealed record ReachedStatement(StatementProbe Probe, int Number)
{
    /// <summary>Where it is, in words.</summary>
    public override string ToString() => Probe.Describe(Number);
}
