using Checker.Cli;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;

namespace Checker.Tests.Patching;

/// <summary>A folder with patch files, and the checker with its whole catalogue run on them.</summary>
internal sealed class PatchFolder : IDisposable
{
    private const string Usings =
        "using Model.Guests.X86.Decoding; using Model.Guests.X86.Processor; using Model.Guests.X86.Semantics; "
        + "using Model.Machine; using Model.Objects; using Model.Platforms.Kvm; using Model.Steps;\n";

    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    /// <summary>Writes a file; its first line is taken by usings.</summary>
    public string Write(string name, string code)
    {
        System.IO.File.WriteAllText(File(name), Usings + code);
        return File(name);
    }

    /// <summary>Writes Fix.cs, a patch of KVM with these members from its third line on.</summary>
    public string WriteFix(string members) =>
        Write(
            "Fix.cs",
            $"class Fix(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options) {{\n{members}\n}}\n"
        );

    /// <summary>
    /// Writes Fix.cs, which overrides the emulation of a locked instruction by these statements, the first of them on
    /// line 5.
    /// </summary>
    public string WriteEmulate(string statements, string members = "") =>
        WriteFix(
            $$"""
            {{members}}
            protected override async Step<CpuState> Emulate(Vcpu vcpu, GuestInstruction instruction, CpuState cpu, MemoryAccess access) {
            {{statements}}
            }
            """
        );

    /// <summary>Copies an example.</summary>
    public string Example(string name)
    {
        System.IO.File.Copy(System.IO.Path.Combine(Repository.Root, "examples", "patches", name), File(name));
        return File(name);
    }

    /// <summary>Runs a command line; the folder's name is taken out of what it says.</summary>
    public (int Code, string Output, string Error) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var streams = new Streams(output, error, new StringReader(""));
        var session = new Session(Catalogue.Scenarios, streams, CancellationToken.None)
        {
            Environment = TestCache.Variable,
        };
        int code = CommandLineProgram.Run(args, session);
        // Progress comes and goes with the load of the machine.
        string messages = string.Concat(
            error
                .ToString()
                .Split('\n')
                .Where(line => line.StartsWith("checker:", StringComparison.Ordinal))
                .Select(line => line + "\n")
        );
        return (code, Plain(output.ToString()), Plain(messages));
    }

    /// <summary>What checking lhv-xchg with Fix.cs says, which must be bad input.</summary>
    public string Refused(params string[] more)
    {
        var (code, output, error) = Run([
            "check",
            "lhv-xchg",
            "--patch",
            File("Fix.cs"),
            "--set",
            "experiments=1",
            .. more,
        ]);
        Assert.Equal((2, ""), (code, output));
        return error;
    }

    /// <summary>The first lines of what checking lhv-xchg with Fix.cs says.</summary>
    public (int Code, string[] Lines) Checked(params string[] more)
    {
        var (code, output, error) = Run([
            "check",
            "lhv-xchg",
            "--patch",
            File("Fix.cs"),
            "--set",
            "experiments=1",
            .. more,
        ]);
        Assert.Equal("", error);
        return (code, output.Split('\n'));
    }

    public void Dispose() => _folder.Dispose();

    private string Plain(string text) => text.Replace(Path + "/", "", StringComparison.Ordinal);
}
