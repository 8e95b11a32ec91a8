using Checker.Cli;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;

namespace Checker.Tests.ContinuousIntegration;

/// <summary>
/// A copy of the example below the current folder, as a repository has it, with a cache and an environment of its own.
/// Runs <c>checker ci</c> there.
/// </summary>
internal sealed class CiFolder : IDisposable
{
    private static int _count;

    private readonly string _name = FormattableString.Invariant(
        $"ci-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}"
    );

    public CiFolder()
    {
        Directory.CreateDirectory(Path.Combine(_name, "scenarios"));
        Directory.CreateDirectory(Path.Combine(_name, "patches"));
        foreach (string file in new[] { "ticket.yaml", "ticket.elf", "ticket.S" })
        {
            System.IO.File.Copy(
                Path.Combine(Repository.Root, "examples", "scenarios", file),
                File($"scenarios/{file}")
            );
        }

        System.IO.File.Copy(
            Path.Combine(Repository.Root, "examples", "patches", "F4-one-exit.cs"),
            File("patches/F4-one-exit.cs")
        );
        Variables["XDG_CACHE_HOME"] = Path.GetFullPath(File("cache"));
    }

    /// <summary>Environment variables that the program sees; there are no others.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public string Scenarios => File("scenarios");

    public string Scenario => File("scenarios/ticket.yaml");

    public IEnumerable<string> CacheEntries =>
        Directory.Exists(File("cache"))
            ? Directory.EnumerateFiles(File("cache"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : [];

    public string File(string name) => Path.Combine(_name, name);

    public string Text(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>
    /// Makes the guest's line table one that Zstandard compresses, as its section header says (SHF_COMPRESSED,
    /// ELFCOMPRESS_ZSTD).
    /// </summary>
    public void CompressLinesByZstandard()
    {
        byte[] elf = System.IO.File.ReadAllBytes(File("scenarios/ticket.elf"));
        int table = BitConverter.ToInt32(elf, 32);
        int names = OffsetOf(BitConverter.ToUInt16(elf, 50));
        int lines = Enumerable
            .Range(0, BitConverter.ToUInt16(elf, 48))
            .Single(i => elf.AsSpan(names + BitConverter.ToInt32(elf, table + (i * 40))).StartsWith(".debug_line\0"u8));
        elf[table + (lines * 40) + 9] |= 8;
        elf[OffsetOf(lines)] = 2;
        elf.AsSpan(OffsetOf(lines) + 1, 3).Clear();
        System.IO.File.WriteAllBytes(File("scenarios/ticket.elf"), elf);

        int OffsetOf(int section) => BitConverter.ToInt32(elf, table + (section * 40) + 16);
    }

    /// <summary>Replaces the first occurrence of a text that must be there.</summary>
    public void Edit(string from, string to)
    {
        string text = System.IO.File.ReadAllText(Scenario);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, from);
        System.IO.File.WriteAllText(Scenario, text[..at] + to + text[(at + from.Length)..]);
    }

    /// <summary>Makes two verdicts wrong: one row fails that should hold, another holds that should fail.</summary>
    public void ExpectWrongly()
    {
        Edit("verdict: violated, kinds: [invariant, refinement, stuck]", "verdict: holds");
        Edit("{platform: tcg, verdict: holds}", "{platform: tcg, verdict: violated, kinds: [stuck]}");
        LeaveThePatchOut();
    }

    /// <summary>Without the row that compiles a patch, which takes its time.</summary>
    public void LeaveThePatchOut() =>
        Edit("  - {platform: kvm, set: {region: mmio}, patch: ../patches/F4-one-exit.cs, verdict: holds}\n", "");

    /// <summary>Runs the command; the name of the folder is taken out of what it prints.</summary>
    public (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var session = new Session(
            Catalogue.Scenarios,
            new Streams(output, error, TextReader.Null),
            CancellationToken.None
        )
        {
            Environment = name => Variables.GetValueOrDefault(name),
        };
        int code = CommandLineProgram.Run(["ci", .. arguments], session);
        return (code, Named(output.ToString()), Named(error.ToString()));
    }

    public string Named(string text) => text.Replace(_name, "ROOT", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_name, recursive: true);
}
