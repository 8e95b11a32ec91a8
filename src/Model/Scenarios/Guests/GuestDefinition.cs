namespace Model.Scenarios;

/// <summary>
/// All that a scenario says about its guest, as a scenario file or the options of a command line say it. Texts may have values of parameters in them
/// (see <see cref="Expansion"/>).
/// </summary>
internal sealed record GuestDefinition
{
    /// <summary>The file that the definition stands in, for messages; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>The scenario's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, in one line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Where the image is.</summary>
    public required GuestFiles Files { get; init; }

    /// <summary>The image file.</summary>
    public required PlacedText Image { get; init; }

    /// <summary>Where a flat binary is loaded; <c>null</c> for an ELF image.</summary>
    public PlacedText? LoadAddress { get; init; }

    /// <summary>The symbols of a flat binary; <c>null</c> for an ELF image.</summary>
    public PlacedText? SymbolFile { get; init; }

    /// <summary>The CPUs; at least one.</summary>
    public required IReadOnlyList<CpuDefinition> Cpus { get; init; }

    /// <summary>The ranges of memory that the platform serves itself.</summary>
    public IReadOnlyList<RangeDefinition> Mmio { get; init; } = [];

    /// <summary>For linear addresses of pages the physical ones, where they differ.</summary>
    public IReadOnlyList<NamedText> Pages { get; init; } = [];

    /// <summary>Initial values by symbol.</summary>
    public IReadOnlyList<NamedText> Symbols { get; init; } = [];

    /// <summary>What writes to ports mean.</summary>
    public IReadOnlyList<NamedText> Ports { get; init; } = [];

    /// <summary>Expressions that must hold in every reachable state.</summary>
    public IReadOnlyList<PlacedText> Invariants { get; init; } = [];

    /// <summary>Expressions that must stay reachable.</summary>
    public IReadOnlyList<PlacedText> Goals { get; init; } = [];

    /// <summary>An expression; where it is false nothing goes on. <c>null</c> for no constraint.</summary>
    public PlacedText? Constraint { get; init; }

    /// <summary>Names whose values at the end must be as they may be on the hardware.</summary>
    public IReadOnlyList<PlacedText> Observed { get; init; } = [];

    /// <summary>What can be set, besides what can be set about every guest.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters { get; init; } = [];

    /// <summary>The verdicts that are expected.</summary>
    public IReadOnlyList<MatrixRow> Matrix { get; init; } = [];
}
