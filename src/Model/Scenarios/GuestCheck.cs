using System.Globalization;
using Model.Guests;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios;

/// <summary>Makes a model of a guest of the user's own.</summary>
public static class GuestCheck
{
    private const string PortPrefix = "port.";

    /// <summary>What can be set about every guest besides its symbols, its ports (<c>port.0xe9=log</c>) and its platform.</summary>
    public static IReadOnlyList<Parameter> Parameters { get; } =
    [
        Parameter.OneOf("registers", "whether registers and flags that the code will not read again count in the state", "live", "kept"),
        Parameter.OneOf("stacks", "whether a CPU's stack is its own or ordinary shared memory", "private", "shared"),
    ];

    /// <summary>Builds the model.</summary>
    /// <exception cref="InputException">The image, a name, an address or a value is wrong.</exception>
    public static SystemModel Build(GuestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var platform = PlatformCatalogue.All.FirstOrDefault(candidate => candidate.Name == request.Platform)
            ?? throw new InputException(
                $"there is no platform {request.Platform}; expected one of {string.Join(", ", PlatformCatalogue.All.Select(known => known.Name))}",
                NearestName.Of(request.Platform, PlatformCatalogue.All.Select(known => known.Name)) is { } near ? $"did you mean {near}?" : "");
        IReadOnlyList<Parameter> parameters = [.. Parameters, .. platform.Parameters];
        var settings = new Settings(parameters, request.Set.Where(entry => parameters.Any(parameter => parameter.Name == entry.Key)).ToDictionary());
        var others = request.Set.Where(entry => parameters.All(parameter => parameter.Name != entry.Key)).ToList();
        var image = Load(request);
        var machine = new GuestMachine(
            new GuestConfiguration
            {
                Image = image,
                Cpus = [.. request.Cpus.Select(cpu => new CpuConfiguration(cpu.Number, Address(image, cpu.Entry), (ulong)(cpu.StackSize ?? 0)))],
                Symbols = others.Where(entry => !IsPort(entry.Key)).ToDictionary(entry => entry.Key, entry => Number(entry.Key, entry.Value)),
                Ports = others.Where(entry => IsPort(entry.Key)).ToDictionary(entry => Port(entry.Key), entry => Use(entry.Key, entry.Value)),
                KeepsRegisters = settings.Word("registers") == "kept",
                SharesStacks = settings.Word("stacks") == "shared",
            },
            memory => PlatformCatalogue.Make(platform, settings, memory, [.. request.Mmio.Select(range => new AddressRange(range.Start, range.Size))]));
        var model = GuestModel.Of(Path.GetFileName(request.Image), machine);
        foreach (string invariant in request.Invariants)
        {
            model.Always(invariant);
        }

        foreach (string goal in request.Goals)
        {
            model.Goal(goal);
        }

        return model;
    }

    private static GuestImage Load(GuestRequest request) => (request.LoadAddress, request.SymbolFile) switch
    {
        (ulong address, { } symbols) => GuestImage.LoadFlat(request.Image, address, symbols),
        (null, null) => GuestImage.LoadElf(request.Image),
        _ => throw new InputException("a flat binary needs both --load and --symbols", "leave both out for an ELF image"),
    };

    private static ulong Address(GuestImage image, string entry) =>
        char.IsAsciiDigit(entry[0]) ? Number("--cpu", entry) : image.Find(entry).Address;

    private static bool IsPort(string name) => name.StartsWith(PortPrefix, StringComparison.Ordinal);

    private static ushort Port(string name) => Number(name, name[PortPrefix.Length..]) is var number and <= ushort.MaxValue
        ? (ushort)number
        : throw new InputException($"{name} names no port; expected a number up to 0xffff");

    private static PortUse Use(string name, string value) => value switch
    {
        "log" => PortUse.Log,
        "fail" => PortUse.Fail,
        _ => throw new InputException($"{name} cannot be '{value}'; expected log, or fail when the guest reports a failure there"),
    };

    private static ulong Number(string name, string text)
    {
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return ulong.TryParse(
                isHexadecimal ? text.AsSpan(2) : text,
                isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out ulong number)
            ? number
            : throw new InputException($"{name} cannot be '{text}'; expected a number such as 4096 or 0x1000");
    }
}
