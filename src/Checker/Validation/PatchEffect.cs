namespace Checker.Validation;

/// <summary>What a patch does to a property.</summary>
internal enum PatchEffect
{
    /// <summary>It held and fails now.</summary>
    NewlyBroken,

    /// <summary>It failed and still does.</summary>
    StillBroken,

    /// <summary>It fails now; what it did before is not known.</summary>
    Broken,

    /// <summary>It does not fail as far as known now, which is not all.</summary>
    Undecided,

    /// <summary>It failed and holds now.</summary>
    Cured,

    /// <summary>It holds, and did not fail before.</summary>
    Unchanged,
}
