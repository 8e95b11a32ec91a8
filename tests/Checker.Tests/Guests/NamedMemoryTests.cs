using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Properties.Expressions;
using Checker.Tests.Cli;
using Checker.Tests.ContinuousIntegration;
using Checker.Tests.Platforms;
using Model.Guests.Images;
using Model.Input;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Guests;

/// <summary>
/// What a name alone cannot say, its brackets do: how many bytes, how far into it, and which of several.
/// </summary>
public sealed class NamedMemoryTests : IDisposable
{
    private const int X = 0x4000;
    private const int Ring = 0x4010;
    private const int FirstLock = 0x4080;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[x:4] == 0x10001")]
    [InlineData("[x:1] == 1")]
    [InlineData("[x+2:2] == 1")]
    [InlineData("[ x + 0x2 : 2 ] == 1")]
    [InlineData("[ring+0x6:2] == 3")]
    [InlineData("lock@0x4080 == 5")]
    [InlineData("[lock@0x4080:4] == 5")]
    [InlineData("[lock@0x4080+0x10:4] == 6")]
    [InlineData("lock@0x4090 == 6")]
    public void Memory_has_a_name(string expression)
    {
        Assert.Empty(
            Explore.Model(Guest().On("hardware").Always($"finished(cpu0) => {expression}")).Exhaustively().Violations
        );
        Assert.NotEmpty(
            Explore.Model(Guest().On("hardware").Always($"finished(cpu0) => !({expression})")).Exhaustively().Violations
        );
    }

    [Fact]
    public void A_constraint_and_a_goal_can_name_it()
    {
        var model = Guest().On("hardware", "memory=sc").While("[x:4] == 0").Goal("lock@0x4090 == 6");

        var result = Explore.Model(model).Exhaustively();

        Assert.Equal("[x:4] == 0", result.Within);
        Assert.Empty(result.Violations);
    }

    [Theory]
    [InlineData(
        "x == 1",
        "expected a name whose size is known to be 1, 2, 4 or 8 bytes, found x",
        "say how many bytes of it you mean: [x:4]"
    )]
    [InlineData(
        "ring == 1",
        "expected a name whose size is known to be 1, 2, 4 or 8 bytes, found ring",
        "say how many bytes of it you mean: [ring:4]"
    )]
    [InlineData("[x] == 1", "expected a colon and the number of bytes, found ]", "write [x:4]")]
    [InlineData("[ring+0x6] == 1", "expected a colon and the number of bytes, found ]", "write [ring+0x6:4]")]
    [InlineData("[x:3] == 1", "expected 1, 2, 4 or 8 bytes, found 3", null)]
    [InlineData("[x+y:4] == 1", "expected a number of bytes such as 0x6, found y", null)]
    [InlineData("[xy:4] == 1", "expected a name of the model, found xy", "known: lock, many")]
    [InlineData("[x+0xffffffffffffffff:4] == 1", "expected an address of 64 bits, found x", null)]
    [InlineData(
        "lock == 1",
        "expected a name of the model, found lock",
        "there are 2: write lock@0x4080 or lock@0x4090"
    )]
    [InlineData(
        "[lock:4] == 1",
        "expected a name of the model, found lock",
        "there are 2: write lock@0x4080 or lock@0x4090"
    )]
    [InlineData(
        "lock@0x4084 == 1",
        "expected a name of the model, found lock@0x4084",
        "there are 2: write lock@0x4080 or lock@0x4090"
    )]
    [InlineData(
        "at(cpu0, lock)",
        "expected a place of cpu0, found lock",
        "there are 2: write lock@0x4080 or lock@0x4090"
    )]
    [InlineData(
        "many == 1",
        "expected a name of the model, found many",
        "there are 7: write many@0x5000, many@0x5004, many@0x5008, many@0x500c, many@0x5010 or one of 2 more"
    )]
    public void An_error_gives_the_spelling(string expression, string message, string? hint)
    {
        var exception = Assert.Throws<ExpressionException>(() =>
            Explore.Model(Guest().On("hardware").Always(expression)).Exhaustively()
        );

        Assert.Equal(message, exception.Message);
        Assert.Equal(hint, exception.Hint);
    }

    [Fact]
    public void A_place_of_several_has_its_address()
    {
        var model = Guest(Static("work", 0x1000, 0), Static("work", 0x1100, 0))
            .On("hardware")
            .Always("!at(cpu1, work@0x1100)");

        Assert.NotEmpty(Explore.Model(model).Exhaustively().Violations);
    }

    [Fact]
    public void An_initial_value_names_one_of_several()
    {
        var guest = Guest(
            initially: new Dictionary<string, ulong> { ["lock@0x4084"] = 7 },
            Static("lock", FirstLock + 4, 4)
        );

        Assert.NotEmpty(Explore.Model(guest.On("hardware").Always("lock@0x4084 != 7")).Exhaustively().Violations);
        var exception = Assert.ThrowsAny<InputException>(() =>
            Guest(initially: new Dictionary<string, ulong> { ["lock"] = 7 }).On("hardware")
        );
        Assert.Equal(
            ("symbol 'lock' is ambiguous", "write lock@0x4080 or lock@0x4090"),
            (exception.Message, exception.Hint)
        );
    }

    [Theory]
    [InlineData("[0x4010:4]")]
    [InlineData("[x:4]")]
    [InlineData("[x + 0x2 : 2]")]
    [InlineData("lock")]
    public void Memory_can_be_observed(string name)
    {
        var (code, output, error) = Check("--observe", name);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("holds", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "x",
        "'x' cannot be observed: expected a name whose size is known to be 1, 2, 4 or 8 bytes, found x; say how many "
            + "bytes of it you mean: [x:4]"
    )]
    [InlineData("[x]", "'[x]' cannot be observed: expected a colon and the number of bytes, found ]; write [x:4]")]
    [InlineData("lok", "'lok' cannot be observed: expected a name of the model, found lok; did you mean lock?")]
    [InlineData("lock + 1", "'lock + 1' cannot be observed: expected the end, found +")]
    [InlineData("1", "'1' cannot be observed: expected a name, or memory such as [0xb8000:4], found 1")]
    [InlineData("", "'' cannot be observed: expected a name, or memory such as [0xb8000:4], found the end")]
    public void What_cannot_be_observed_is_told_with_the_cure(string name, string message) =>
        Assert.Equal((2, "", $"checker: {message}\n"), Check("--observe", name));

    [Fact]
    public void A_refinement_of_named_memory_is_violated_and_replays()
    {
        using var folder = new CiFolder();
        string[] check =
        [
            "check",
            folder.Scenario,
            "--on",
            "kvm",
            "--set",
            "region=mmio",
            "--json",
            "--save",
            _folder.File("traces/"),
        ];
        var plain = Refinement(Run(check));
        folder.Edit("observe: [total]", "observe: [\"[total:4]\"]");

        var named = Refinement(Run(check));

        Assert.Equal((int)plain["steps"]!, (int)named["steps"]!);
        Assert.Equal("[total:4] as on the hardware", (string)named["property"]!);
        Assert.Equal(0, Run("replay", (string)named["trace"]!).Code);
    }

    private static JsonNode Refinement((int Code, string Output, string Error) run) =>
        JsonNode.Parse(run.Output)!["properties"]!
            .AsArray()
            .Single(property => (string)property!["kind"]! == "refinement")!;

    // mov dword [0x4000],1; mov dword [0x4020],2; hlt
    private (int Code, string Output, string Error) Check(params string[] options)
    {
        File.WriteAllBytes(
            _folder.File("guest.bin"),
            Convert.FromHexString("c7050040000001000000c7052040000002000000f4")
        );
        File.WriteAllText(_folder.File("guest.sym"), "bits 32\nmain 0x1000\nx 0x4000\nring 0x4010 16\nlock 0x4020 4\n");
        return Run([
            "check",
            "--guest",
            _folder.File("guest.bin"),
            "--load",
            "0x1000",
            "--symbols",
            _folder.File("guest.sym"),
            "--cpu",
            "0=main",
            "--on",
            "kvm",
            .. options,
        ]);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (CommandLineProgram.Run(arguments, output, error, TextReader.Null), output.ToString(), error.ToString());
    }

    private static GuestSymbol Static(string name, ulong address, ulong size) =>
        new(name, address, size, IsGlobal: false);

    private static AssembledGuest Guest(params GuestSymbol[] further) =>
        Guest(new Dictionary<string, ulong>(), further);

    private static AssembledGuest Guest(IReadOnlyDictionary<string, ulong> initially, params GuestSymbol[] further) =>
        new(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[X], 0x10001);
                cpu.mov(__word_ptr[Ring + 6], 3);
                cpu.mov(__dword_ptr[FirstLock], 5);
                cpu.mov(__dword_ptr[FirstLock + 0x10], 6);
            },
            cpu => cpu.nop()
        )
        {
            Symbols = "",
            Initially = initially,
            Statics =
            [
                Static("x", X, 0),
                Static("ring", Ring, 64),
                Static("lock", FirstLock, 4),
                Static("lock", FirstLock + 0x10, 4),
                .. Enumerable.Range(0, 7).Select(i => Static("many", 0x5000 + (4 * (ulong)i), 4)),
                .. further,
            ],
        };
}
