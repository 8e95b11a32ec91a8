using Model.Catalogue;
using Model.Guests.Images;
using Model.Input;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios.Guests;

/// <summary>Makes a model of a guest that a command line describes.</summary>
public static class GuestCheck
{
    private const string PortPrefix = "port.";

    /// <summary>Builds the model.</summary>
    /// <param name="request">The guest.</param>
    /// <param name="patched">The platform as it is to be used, made from that of the catalogue; <c>null</c> to use
    /// that.</param>
    /// <exception cref="InputException">The image, a name, an address or a value is wrong.</exception>
    public static SystemModel Build(
        GuestRequest request,
        Func<PlatformDescription, PlatformDescription>? patched = null
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var (scenario, platform, settings) = Parts(request);
        return scenario.Build(patched?.Invoke(platform) ?? platform, settings);
    }

    /// <summary>The program.</summary>
    /// <exception cref="InputException">The image or a name is wrong.</exception>
    public static GuestImage Image(GuestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (scenario, _, settings) = Parts(request);
        return scenario.Image(settings);
    }

    private static (GuestScenario Scenario, PlatformDescription Platform, Settings Settings) Parts(GuestRequest request)
    {
        var platform =
            PlatformCatalogue.All.FirstOrDefault(candidate => candidate.Name == request.Platform)
            ?? throw new InputException(
                $"there is no platform {request.Platform}; expected one of "
                    + $"{string.Join(", ", PlatformCatalogue.All.Select(known => known.Name))}",
                NearestName.Of(request.Platform, PlatformCatalogue.All.Select(known => known.Name)) is { } near
                    ? $"did you mean {near}?"
                    : ""
            );
        IReadOnlyList<Parameter> parameters = [.. GuestScenario.Modelling, .. platform.Parameters];
        var settings = new Settings(
            parameters,
            request.Set.Where(entry => parameters.Any(parameter => parameter.Name == entry.Key)).ToDictionary()
        );
        var others = request
            .Set.Where(entry => parameters.All(parameter => parameter.Name != entry.Key))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        return (new GuestScenario(Definition(request, others)), platform, settings);
    }

    private static GuestDefinition Definition(
        GuestRequest request,
        IReadOnlyList<KeyValuePair<string, string>> others
    ) =>
        new()
        {
            Name = Path.GetFileName(request.Image),
            Files = new FolderFiles(""),
            Image = PlacedText.Of(request.Image),
            LoadAddress = request.LoadAddress is { } address ? Number(address) : null,
            SymbolFile = request.SymbolFile is { } symbols ? PlacedText.Of(symbols) : null,
            Cpus =
            [
                .. request.Cpus.Select(cpu => new CpuDefinition(
                    cpu.Number,
                    null,
                    PlacedText.Of(cpu.Entry),
                    cpu.StackSize is { } stack ? Number((ulong)stack) : null,
                    []
                )),
            ],
            Mmio = [.. request.Mmio.Select(range => new RangeDefinition(Number(range.Start), Number(range.Size)))],
            Symbols =
            [
                .. others
                    .Where(entry => !IsPort(entry.Key))
                    .Select(entry => new NamedText(PlacedText.Of(entry.Key), PlacedText.Of(entry.Value))),
            ],
            Ports =
            [
                .. others
                    .Where(entry => IsPort(entry.Key))
                    .Select(entry => new NamedText(
                        PlacedText.Of(entry.Key[PortPrefix.Length..]),
                        PlacedText.Of(entry.Value)
                    )),
            ],
            Invariants = [.. request.Invariants.Select(PlacedText.Of)],
            Goals = [.. request.Goals.Select(PlacedText.Of)],
        };

    private static bool IsPort(string name) => name.StartsWith(PortPrefix, StringComparison.Ordinal);

    private static PlacedText Number(ulong number) => PlacedText.Of(FormattableString.Invariant($"0x{number:x}"));
}
