using System.Globalization;
using Model.Catalogue;
using Model.Guests.Images;
using Model.Guests.X86.Processor;
using Model.Input;
using Model.Machine;
using Model.Platforms;
using Model.Systems;

namespace Model.Scenarios.Guests;

/// <summary>Builds a guest from its definition, with the values of parameters filled in.</summary>
internal sealed class GuestBuilder
{
    private const int MostCpus = 64;
    private const string CpuNumber = "cpu";

    private readonly GuestDefinition _definition;
    private readonly Expansion _expansion;

    /// <summary>Loads the image.</summary>
    /// <exception cref="InputException">It is missing or malformed.</exception>
    public GuestBuilder(GuestDefinition definition, Expansion expansion)
    {
        _definition = definition;
        _expansion = expansion;
        Image = Load();
    }

    /// <summary>The program.</summary>
    public GuestImage Image { get; }

    /// <summary>The model on a platform, with its invariants and goals.</summary>
    /// <exception cref="InputException">A name, an address or a value is wrong.</exception>
    public SystemModel On(PlatformDescription platform, Settings settings)
    {
        var region = _definition.Mmio.Select(Range).ToList();
        var machine = new GuestMachine(
            Configuration(settings),
            memory => PlatformCatalogue.Make(platform, settings, memory, region)
        );
        var model = GuestModel.Of(_definition.Name, machine);
        foreach (var invariant in _definition.Invariants)
        {
            model.Always(Ellipsis.Expand(_expansion.Of(invariant)).Text);
        }

        foreach (var goal in _definition.Goals)
        {
            model.Goal(Ellipsis.Expand(_expansion.Of(goal)).Text);
        }

        if (_definition.Constraint is { } constraint)
        {
            model.While(Ellipsis.Expand(_expansion.Of(constraint)).Text);
        }

        return model;
    }

    private GuestImage Load()
    {
        var file = _expansion.Of(_definition.Image);
        return (_definition.LoadAddress, _definition.SymbolFile) switch
        {
            ({ } address, { } symbols) => file.Try(() =>
                _definition.Files.LoadFlat(
                    file.Text,
                    _expansion.Of(address).Number("load"),
                    _expansion.Of(symbols).Text
                )
            ),
            (null, null) => file.Try(() => _definition.Files.LoadElf(file.Text)),
            _ => throw file.Wrong(
                "a flat binary needs both its load address and its symbols",
                "leave both out for an ELF image"
            ),
        };
    }

    private GuestConfiguration Configuration(Settings settings)
    {
        var configuration = new GuestConfiguration
        {
            Image = Image,
            Cpus = Cpus(),
            Symbols = Distinct(
                _definition.Symbols.Select(entry =>
                {
                    var name = _expansion.Of(entry.Name);
                    return (name, name.Text, _expansion.Of(entry.Value).Number(name.Text));
                })
            ),
            Ports = Distinct(
                _definition.Ports.Select(entry =>
                {
                    var port = _expansion.Of(entry.Name);
                    return (port, (ushort)port.Number("a port", ushort.MaxValue), Use(_expansion.Of(entry.Value)));
                })
            ),
            Pages = Pages(),
            KeepsRegisters = settings.Word("registers") == "kept",
            SharesStacks = settings.Word("stacks") == "shared",
        };
        foreach (var entry in _definition.Symbols)
        {
            var name = _expansion.Of(entry.Name);
            name.Try(() => configuration.BytesOf(name.Text, configuration.Symbols[name.Text]));
        }

        return configuration;
    }

    private List<CpuConfiguration> Cpus()
    {
        var cpus = new List<CpuConfiguration>();
        int next = 0;
        foreach (var definition in _definition.Cpus)
        {
            ulong count = definition.Count is { } text ? _expansion.Of(text).Number("count", MostCpus) : 1;
            next = definition.Number ?? next;
            for (ulong i = 0; i < count; i++, next++)
            {
                cpus.Add(Cpu(definition, next));
            }
        }

        var first = _expansion.With(CpuNumber, 0).Of(_definition.Cpus[0].Entry);
        return cpus.Count switch
        {
            0 => throw first.Wrong("the guest has no CPU"),
            > MostCpus => throw first.Wrong(
                FormattableString.Invariant($"the guest has {cpus.Count} CPUs; expected at most {MostCpus}")
            ),
            _ => cpus,
        };
    }

    private CpuConfiguration Cpu(CpuDefinition definition, int number)
    {
        var expansion = _expansion.With(CpuNumber, number);
        var entry = expansion.Of(definition.Entry);
        ulong address =
            entry.Text.Length > 0 && char.IsAsciiDigit(entry.Text[0])
                ? entry.Number("an entry")
                : entry.Try(() => Image.Find(entry.Text).Address);
        ulong stack = definition.Stack is { } bytes ? expansion.Of(bytes).Number("stack", StackRange.LargestSize) : 0;
        return new CpuConfiguration(number, address, stack)
        {
            WithoutStack = message =>
                entry.Wrong(
                    message,
                    entry.Source.Line > 0
                        ? "give it one: stack: 4096 beside this entry"
                        : string.Create(CultureInfo.InvariantCulture, $"give it one: --cpu {number}={entry.Text}:4096")
                ),
            Registers = Distinct(
                definition.Registers.Select(register =>
                {
                    var name = expansion.Of(register.Name);
                    var part = Register(name);
                    ulong most = part.Size == 8 ? ulong.MaxValue : uint.MaxValue;
                    return (name, part.Register, expansion.Of(register.Value).Number(name.Text, most));
                })
            ),
        };
    }

    private RegisterPart Register(ExpandedText name)
    {
        int size = Image.Mode == CpuMode.Bits64 ? 8 : 4;
        return
            RegisterNames.Find(name.Text) is { } part
            && part.Size == size
            && (size == 8 || part.Register < GeneralRegister.R8)
            ? part
            : throw name.Wrong(
                $"there is no register {name.Text}; expected {(size == 8 ? "rax, rcx ... r15" : "eax, ecx ... edi")}"
            );
    }

    private AddressRange Range(RangeDefinition range)
    {
        ulong start = _expansion.Of(range.Start).Number("start");
        var text = _expansion.Of(range.Size);
        ulong size = text.Number("size");
        return size > 0 && size - 1 <= ulong.MaxValue - start
            ? new AddressRange(start, size)
            : throw text.Wrong($"size cannot be '{text.Text}'; expected at least 1, and the range within 64 bits");
    }

    private PageTable Pages() =>
        _definition.Pages.Count == 0
            ? PageTable.Default
            : new PageTable(
                Distinct(
                    _definition.Pages.Select(entry =>
                    {
                        var linear = _expansion.Of(entry.Name);
                        return (linear, Page(linear), Page(_expansion.Of(entry.Value)));
                    })
                )
            );

    private static ulong Page(ExpandedText text) =>
        text.Number("a page") is var address && address % PageTable.PageSize == 0
            ? address
            : throw text.Wrong(
                $"a page cannot be at '{text.Text}'; expected a multiple of 0x"
                    + $"{PageTable.PageSize.ToString("x", CultureInfo.InvariantCulture)}"
            );

    private static PortUse Use(ExpandedText text) =>
        text.Text switch
        {
            "log" => PortUse.Log,
            "fail" => PortUse.Fail,
            _ => throw text.Wrong(
                $"a port cannot be '{text.Text}'; expected log, or fail when the guest reports a failure there",
                NearestName.Of(text.Text, ["log", "fail"]) is { } near ? $"did you mean {near}?" : ""
            ),
        };

    // Two names may differ as they are written and be the same once values are filled in, as 16 and 0x10 are.
    private static Dictionary<TKey, TValue> Distinct<TKey, TValue>(
        IEnumerable<(ExpandedText Name, TKey Key, TValue Value)> entries
    )
        where TKey : notnull
    {
        var values = new Dictionary<TKey, TValue>();
        foreach (var (name, key, value) in entries)
        {
            if (!values.TryAdd(key, value))
            {
                throw name.Wrong($"{name.Text} is given twice");
            }
        }

        return values;
    }
}
