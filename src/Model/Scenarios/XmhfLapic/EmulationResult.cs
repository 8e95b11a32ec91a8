namespace Model.Scenarios.XmhfLapic;

/// <summary>What becomes of an instruction.</summary>
public enum EmulationResult
{
    /// <summary>It is done.</summary>
    Retired,

    /// <summary>Nothing is committed; the CPU executes it again.</summary>
    Again,

    /// <summary>It raises #GP.</summary>
    Fault,
}
