namespace Differential.Programs;

/// <summary>Which jumps are allowed.</summary>
internal enum LoopKind
{
    /// <summary>Neither break nor continue.</summary>
    None,

    /// <summary>Both.</summary>
    Inside,

    /// <summary>A break would leave a switch only.</summary>
    InSwitch,
}
