using System.Text.Json;
using Checker.Tests.Cli;
using Model.Platforms;

namespace Checker.Tests.Litmus;

public sealed class LitmusCommandTests : IDisposable
{
    private const string StoreBuffering = """
        X86 SB
        { }
         P0          | P1          ;
         MOV [x],$1  | MOV [y],$1  ;
         MOV EAX,[y] | MOV EAX,[x] ;
        exists (0:EAX=0 /\ 1:EAX=0)
        """;

    private const string Reference = """
        {"file":"SB.litmus","sc":{"observation":"Never","states":["0:EAX=0; 1:EAX=1;","0:EAX=1; 1:EAX=0;","0:EAX=1; 1:EAX=1;"]},"tso":{"observation":"Sometimes","states":["0:EAX=0; 1:EAX=0;","0:EAX=0; 1:EAX=1;","0:EAX=1; 1:EAX=0;","0:EAX=1; 1:EAX=1;"]},"observe":["0:EAX","1:EAX","x"],"full_sc":{"states":["0:EAX=0; 1:EAX=1; [x]=1;","0:EAX=1; 1:EAX=0; [x]=1;","0:EAX=1; 1:EAX=1; [x]=1;"]},"full_tso":{"states":["0:EAX=0; 1:EAX=0; [x]=1;","0:EAX=0; 1:EAX=1; [x]=1;","0:EAX=1; 1:EAX=0; [x]=1;","0:EAX=1; 1:EAX=1; [x]=1;"]}}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_test_is_shown_as_herd_shows_it()
    {
        string file = Write("SB.litmus", StoreBuffering);

        var (code, output, _) = CommandLine.Run("litmus", file);

        Assert.Equal(0, code);
        Assert.StartsWith(
            """
            Test SB Allowed (hardware tso)
            States 4
            0:EAX=0; 1:EAX=0;
            0:EAX=0; 1:EAX=1;
            0:EAX=1; 1:EAX=0;
            0:EAX=1; 1:EAX=1;
            Ok
            Condition exists (0:EAX=0 /\ 1:EAX=0)
            Observation SB Sometimes 1 3


            """.ReplaceLineEndings("\n"),
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Both_models_are_compared_with_the_reference()
    {
        string file = Write("SB.litmus", StoreBuffering);
        string reference = Write("refs.jsonl", Reference);

        Assert.Contains(
            "2 of 2 runs agree with the reference",
            CommandLine.Run("litmus", file, "--reference", reference, "--model", "both").Output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("\"Sometimes\"", "\"Always\"", "Differs from the reference: observation Sometimes, reference Always")]
    [InlineData(
        ",\"0:EAX=1; 1:EAX=1;\"]},\"observe\"",
        "]},\"observe\"",
        "Differs from the reference: extra 0:EAX=1; 1:EAX=1;"
    )]
    [InlineData(
        "[\"0:EAX=0; 1:EAX=0;\",\"0:EAX=0; 1:EAX=1;\"",
        "[\"0:EAX=0; 1:EAX=0;\",\"0:EAX=0; 1:EAX=1;\",\"0:EAX=2; 1:EAX=2;\"",
        "Differs from the reference: missing 0:EAX=2; 1:EAX=2;"
    )]
    [InlineData(
        "0:EAX=1; 1:EAX=1; [x]=1;\"]}}",
        "0:EAX=1; 1:EAX=1; [x]=2;\"]}}",
        "Differs from the reference: missing 0:EAX=1; 1:EAX=1; [x]=2;"
    )]
    public void A_difference_from_the_reference_is_told(string part, string instead, string expected)
    {
        string file = Write("SB.litmus", StoreBuffering);
        string reference = Write("refs.jsonl", Reference.Replace(part, instead, StringComparison.Ordinal));

        var (code, output, _) = CommandLine.Run("litmus", file, "--reference", reference);

        Assert.Equal(1, code);
        Assert.Contains(expected + "\n", output, StringComparison.Ordinal);
        Assert.Contains("0 of 1 runs agree", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_files_are_listed_and_the_others_run()
    {
        Write("a.litmus", "X86 a\n{ }\n P0 ;\n MOVE [x],$1 ;\nexists (x=1)");
        Write("b.litmus", StoreBuffering);
        Write("c.litmus", "PPC c\n{ }\n");

        var (code, output, _) = CommandLine.Run("litmus", _folder.Path);

        Assert.Equal(2, code);
        Assert.Contains("Observation SB Sometimes 1 3\n", output, StringComparison.Ordinal);
        Assert.Contains(
            $"malformed: {_folder.File("a.litmus")}:4:2: there is no instruction move\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"not supported: {_folder.File("c.litmus")}:1:1: the architecture PPC is not modelled; expected X86 or "
                + "X86_64\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("3 tests, 1 runs", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_supported_alone_is_inconclusive() =>
        Assert.Equal(3, CommandLine.Run("litmus", Write("c.litmus", "PPC c\n{ }\n")).Code);

    [Fact]
    public void The_output_does_not_depend_on_the_number_of_workers()
    {
        string[] outputs =
        [
            .. new[] { "1", "2", "5" }.Select(workers =>
                CommandLine.Run("litmus", LitmusFolder.Path, "--model", "both", "--json", "--workers", workers).Output
            ),
        ];

        Assert.Equal(outputs[0], outputs[1]);
        Assert.Equal(outputs[0], outputs[2]);
        using var json = JsonDocument.Parse(outputs[0]);
        Assert.Equal(
            Directory.EnumerateFiles(LitmusFolder.Path, "*.litmus", SearchOption.AllDirectories).Count() * 2,
            json.RootElement.GetArrayLength()
        );
    }

    [Fact]
    public void Missing_files_and_empty_folders_are_bad_input()
    {
        Assert.Equal(
            "nowhere.litmus: there is no such file or folder",
            CommandLine.BadInput("litmus", "nowhere.litmus")
        );
        Assert.Equal(
            $"{_folder.Path}: there is no .litmus file in that folder",
            CommandLine.BadInput("litmus", _folder.Path)
        );
        Assert.Equal(
            "there is no platform 'kvmm'; did you mean kvm?",
            CommandLine.BadInput("litmus", LitmusFolder.Path, "--on", "kvmm")
        );
        Assert.Equal(
            "--model cannot be 'pso'; expected sc, tso or both",
            CommandLine.BadInput("litmus", LitmusFolder.Path, "--model", "pso")
        );
    }

    [Fact]
    public void Conform_tells_each_forbidden_outcome_with_a_trace_and_sums_up()
    {
        var (code, output, _) = CommandLine.Run("conform", LitmusFolder.File("xchg-token"), "--on", "kvm");

        Assert.Equal(1, code);
        Assert.StartsWith(
            "weaker   xchg-token on kvm: 3 outcomes, hardware 2\n  hardware forbids 0:EAX=1; 1:EAX=1; [x]=0;\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("the guest observes what real hardware does not allow", output, StringComparison.Ordinal);
        Assert.EndsWith(
            """

            platform  instruction  refines  stronger  weaker
            kvm       xchg               0         0       1

            """.ReplaceLineEndings("\n"),
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Conform_without_a_platform_takes_all_of_them()
    {
        var (code, output, _) = CommandLine.Run("conform", LitmusFolder.File("add-store"), "--brief");

        Assert.Equal(1, code);
        Assert.Equal(1 + PlatformCatalogue.All.Count, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Conform_is_content_with_what_refines()
    {
        var (code, output, _) = CommandLine.Run("conform", LitmusFolder.File("xchg-token"), "--on", "tcg", "--json");

        Assert.Equal(0, code);
        using var json = JsonDocument.Parse(output);
        Assert.Equal("refines", Assert.Single(json.RootElement.EnumerateArray()).GetProperty("verdict").GetString());
    }

    [Fact]
    public void Synthesis_finds_the_exchange_on_a_device_of_KVM()
    {
        var (code, output, _) = CommandLine.Run("synthesise", "--on", "kvm", "--save", _folder.Path);

        Assert.Equal(1, code);
        Assert.Contains("of 2 instructions on which the platform is weaker", output, StringComparison.Ordinal);
        Assert.Contains(
            Directory.EnumerateFiles(_folder.Path).Select(File.ReadAllText),
            text =>
                text.Contains(
                    " P0           | P1           ;\n XCHG [x],EBX | XCHG [x],EBX ;\n",
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(0, CommandLine.Run("litmus", _folder.Path).Code);
        Assert.Contains(
            "weaker",
            CommandLine.Run("conform", Directory.EnumerateFiles(_folder.Path).First(), "--on", "kvm").Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Synthesis_finds_the_carry_on_emulated_RAM_of_KVM_and_nothing_once_it_is_cured()
    {
        var (code, output, _) = CommandLine.Run("synthesise", "--on", "kvm", "--set", "region=ram", "--size", "2");
        var cured = CommandLine.Run(
            "synthesise",
            "--on",
            "kvm",
            "--set",
            "region=ram",
            "--set",
            "patch=F1",
            "--size",
            "2"
        );

        Assert.Equal(1, code);
        Assert.Contains("LOCK SBB", output, StringComparison.Ordinal);
        Assert.DoesNotContain("XADD [x],EBX | LOCK XADD", output, StringComparison.Ordinal);
        Assert.Equal(0, cured.Code);
        Assert.StartsWith("none found: ", cured.Output, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
