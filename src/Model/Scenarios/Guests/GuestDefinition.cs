using Model.Catalogue;

namespace Model.Scenarios.Guests;

/// <summary>
/// All that a scenario says about its guest, as a scenario file or the options of a command line say it. Texts may have
/// values of parameters in them (see <see cref="Expansion"/>).
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

/// <summary>One CPU of a guest, or several of a kind.</summary>
/// <param name="Number">The number of the first; <c>null</c> for the next free one.</param>
/// <param name="Count">How many there are; <c>null</c> for one.</param>
/// <param name="Entry">The symbol or the address of its first instruction; <c>${cpu}</c> stands for its number.</param>
/// <param name="Stack">Bytes of a stack of its own; <c>null</c> for none.</param>
/// <param name="Registers">What registers hold before the first instruction.</param>
internal sealed record CpuDefinition(
    int? Number,
    PlacedText? Count,
    PlacedText Entry,
    PlacedText? Stack,
    IReadOnlyList<NamedText> Registers
);

/// <summary>A parameter of a scenario about a guest.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Words">What goes with each of its words; empty for a number.</param>
internal sealed record ParameterDefinition(Parameter Parameter, IReadOnlyDictionary<string, WordDefinition> Words);

/// <summary>A range of guest physical addresses as it was written.</summary>
/// <param name="Start">The first address.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct RangeDefinition(PlacedText Start, PlacedText Size);

/// <summary>What else a word of a parameter decides.</summary>
/// <param name="Values">The values that go with it, by name.</param>
/// <param name="Needs">What other parameters must be set to.</param>
internal sealed record WordDefinition(
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, string> Needs
);

/// <summary>A value that a user gave to a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal readonly record struct NamedText(PlacedText Name, PlacedText Value);

/// <summary>A piece of text that a user wrote, and where.</summary>
/// <param name="Text">The text.</param>
/// <param name="Line">Its line in the file, from 1; 0 for a text that stands in no file.</param>
/// <param name="Column">The column of its first character, from 1.</param>
/// <param name="IsVerbatim">Whether the file shows the characters one after the other on that line, with nothing
/// escaped.</param>
internal readonly record struct PlacedText(string Text, int Line, int Column, bool IsVerbatim)
{
    /// <summary>A text that stands in no file.</summary>
    public static PlacedText Of(string text) => new(text, 0, 0, IsVerbatim: false);

    /// <summary>The column of a character.</summary>
    /// <param name="index">Its index, from 0.</param>
    public int ColumnOf(int index) => IsVerbatim ? Column + index : Column;
}
