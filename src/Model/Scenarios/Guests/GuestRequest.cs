namespace Model.Scenarios;

/// <summary>A guest program of the user's own, and how it is to be run and judged.</summary>
/// <param name="Image">The image file, as the user named it.</param>
/// <param name="Cpus">Where each CPU starts, in order of their numbers.</param>
/// <param name="Mmio">The ranges of memory that no RAM stands behind.</param>
/// <param name="Platform">The platform it runs on.</param>
/// <param name="Set">Values by name: a parameter of the platform, or else a symbol of the image that starts with this value.</param>
/// <param name="Invariants">Expressions that must hold in every reachable state.</param>
/// <param name="Goals">Expressions that must stay reachable.</param>
/// <param name="LoadAddress">Where a flat binary is loaded; <c>null</c> for an ELF image.</param>
/// <param name="SymbolFile">The symbols of a flat binary, as the user named the file; <c>null</c> for an ELF image.</param>
public sealed record GuestRequest(
    string Image,
    IReadOnlyList<GuestCpu> Cpus,
    IReadOnlyList<GuestRange> Mmio,
    string Platform,
    IReadOnlyDictionary<string, string> Set,
    IReadOnlyList<string> Invariants,
    IReadOnlyList<string> Goals,
    ulong? LoadAddress,
    string? SymbolFile);
