using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;
using Checker.Traces;
using Model.Scenarios.Guests;

namespace Checker.Tests.ScenarioFiles;

public sealed class ScenarioFileTests
{
    private static string Shipped => Path.Combine(Repository.Root, "scenarios", "lhv-xchg.yaml");

    [Fact]
    public void The_catalogue_is_what_it_was() =>
        Assert.Equal(
            [
                "lhv-xchg",
                "memslot-update",
                "apicv-create",
                "apicv-disable-reason",
                "apicv-nested",
                "apicv-blockirq-disabled",
                "xmhf-lapic",
                "requests-mode",
                "posted-interrupt-wakeup",
                "steal-time-flag",
                "coalesced-ring-index",
                "pvclock-version",
                "apic-map-dirty",
                "vcpu-online",
                "xsa-401",
            ],
            Catalogue.Scenarios.Select(scenario => scenario.Name)
        );

    [Fact]
    public void The_example_shows_what_it_expects()
    {
        string example = Path.Combine(Repository.Root, "examples", "scenarios", "ticket.yaml");
        using var output = new StringWriter();

        Assert.Equal(
            0,
            CommandLineProgram.Run(["matrix", example, "--json"], output, TextWriter.Null, TextReader.Null)
        );
        Assert.Equal(7, JsonNode.Parse(output.ToString())!.AsArray().Count);
    }

    /// <summary>The file on disk is the scenario that is built in: the same states and the same trace.</summary>
    [Fact]
    public void A_scenario_by_its_file_is_the_scenario_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string[] options =
        [
            "--on",
            "kvm",
            "--set",
            "region=mmio",
            "--set",
            "experiments=1",
            "--set",
            "consumers=3",
            "--set",
            "guest=narrow",
            "--json",
            "--save",
        ];
        var byFile = JsonNode.Parse(CommandLine.Run(["check", Shipped, .. options, folder.File("file.json")]).Output)!;
        using var output = new StringWriter();
        Assert.Equal(
            1,
            CommandLineProgram.Run(
                ["check", "lhv-xchg", .. options, folder.File("name.json")],
                output,
                TextWriter.Null,
                TextReader.Null
            )
        );
        var byName = JsonNode.Parse(output.ToString())!;

        Assert.Equal((string)byName["scenario"]!, (string)byFile["scenario"]!);
        Assert.Equal((long)byName["states"]!, (long)byFile["states"]!);
        Assert.Equal(
            [
                "finished(cpu0)",
                "count1 + count2 + count3 <= count0 + 1",
                "at(cpu0, row) => count1 + count2 + count3 == count0",
            ],
            byFile["properties"]!.AsArray().Select(property => (string)property!["property"]!)
        );
        var (fromName, fromFile) = (
            TraceReader.Read(folder.File("name.json")),
            TraceReader.Read(folder.File("file.json"))
        );
        Assert.Equal(fromName.Fingerprint, fromFile.Fingerprint);
        Assert.Equal(TraceWriter.Text(fromName with { Subject = fromFile.Subject }), TraceWriter.Text(fromFile));
        Assert.Null(fromName.Subject.File);
        Assert.DoesNotContain("\"file\"", File.ReadAllText(folder.File("name.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_names_its_file_and_replays_until_the_file_changes()
    {
        using var folder = new TicketFolder();
        string trace = folder.File("trace.json");
        Assert.Equal(
            1,
            CommandLine.Run("check", folder.Scenario, "--on", "kvm", "--set", "region=mmio", "--save", trace).Code
        );

        Assert.Equal(folder.Scenario, TraceReader.Read(trace).Subject.File!.File);
        Assert.EndsWith(
            "\nexact: 14 steps and the ending as recorded\n",
            CommandLine.Run("replay", trace).Output,
            StringComparison.Ordinal
        );
        Assert.Equal(0, CommandLine.Run("minimise", trace, "--save", trace).Code);
        Assert.Equal(0, CommandLine.Run("replay", trace).Code);

        File.AppendAllText(folder.Scenario, "\n");
        Assert.Equal(
            $"{folder.Scenario}: is not the scenario that the trace is of; restore that file, or check this one again",
            CommandLine.BadInput("replay", trace)
        );
    }

    [Fact]
    public void A_trace_is_refused_when_the_image_changes()
    {
        using var folder = new TicketFolder();
        string trace = folder.File("trace.json");
        Assert.Equal(
            1,
            CommandLine.Run("check", folder.Scenario, "--on", "kvm", "--set", "region=mmio", "--save", trace).Code
        );
        byte[] image = File.ReadAllBytes(folder.File("ticket.elf"));
        image[0x1000 + 7] ^= 2;
        File.WriteAllBytes(folder.File("ticket.elf"), image);

        Assert.Equal(
            $"{trace}: the trace is of another model: its fingerprint differs; make the trace again with this checker",
            CommandLine.BadInput("replay", trace)
        );
    }

    [Fact]
    public void The_command_line_adds_to_what_the_file_observes()
    {
        using var folder = new TicketFolder();

        Assert.Contains(
            "  refinement  total as on the hardware  ",
            CommandLine.Run("check", folder.Scenario, "--on", "kvm", "--set", "region=mmio").Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "  refinement  total, serving as on the hardware  ",
            CommandLine
                .Run("check", folder.Scenario, "--on", "kvm", "--set", "region=mmio", "--observe", "serving")
                .Output,
            StringComparison.Ordinal
        );
    }

    /// <summary>
    /// Registers, ports, pages, a flat image and several kinds of CPUs: all that the lock of the example has no use
    /// for.
    /// </summary>
    [Fact]
    public void Everything_that_a_file_can_say_reaches_the_guest()
    {
        using var folder = new TemporaryFolder();

        // mov [0x2000],eax; out 0xe9,al; hlt
        File.WriteAllBytes(folder.File("a.bin"), [0xa3, 0x00, 0x20, 0x00, 0x00, 0xe6, 0xe9, 0xf4]);
        File.WriteAllText(folder.File("a.sym"), "bits 32\nstart 0x1000 8\nvalue 0x3000 4\n");
        File.WriteAllText(
            folder.File("a.yaml"),
            """
            name: a
            summary: s
            guest: {image: a.bin, load: 0x1000, symbols: a.sym}
            cpus:
              - {entry: start, registers: {eax: 7}}
              - {entry: 0x1000, count: 2, registers: {eax: "1${cpu}"}}
            memory: {pages: {0x2000: 0x3000}}
            symbols: {value: 5}
            ports: {0xe9: log}
            invariants: ["value == 5 || value == 7 || value == 11 || value == 12"]
            goals: ["finished(cpu0) && ... && finished(cpu2)"]
            """
        );

        Assert.Equal((0, ""), Sight(CommandLine.Run("check", folder.File("a.yaml"))));
        File.WriteAllText(
            folder.File("a.yaml"),
            File.ReadAllText(folder.File("a.yaml"))
                .Replace("log", "fail", StringComparison.Ordinal)
                .Replace(" || value == 12\"", "\"", StringComparison.Ordinal)
        );
        Assert.Equal((1, "assertion invariant"), Sight(CommandLine.Run("check", folder.File("a.yaml"))));

        static (int Code, string Kinds) Sight((int Code, string Output, string Error) run) =>
            (
                run.Code,
                string.Join(
                    ' ',
                    new[] { "assertion", "invariant", "stuck" }.Where(kind =>
                        run.Output.Contains($"\n  {kind}", StringComparison.Ordinal)
                    )
                )
            );
    }

    [Theory]
    [InlineData("count1 + ... + count3 == 2", "count1 + count2 + count3 == 2")]
    [InlineData("count1+...+count2", "count1 + count2")]
    [InlineData("count2 + ... + count2", "count2")]
    [InlineData(
        "finished(cpu9) && ... && finished(cpu11) => x",
        "finished(cpu9) && finished(cpu10) && finished(cpu11) => x"
    )]
    [InlineData("!at(cpu1, row) or ... or !at(cpu2, row)", "!at(cpu1, row) or !at(cpu2, row)")]
    [InlineData("(a1 <= b1) and ... and (a2 <= b2)", "(a1 <= b1) and (a2 <= b2)")]
    [InlineData("a1 + ... + a2 == b1 * ... * b3", "a1 + a2 == b1 * b2 * b3")]
    [InlineData("a + b", "a + b")]
    public void Dots_are_written_out(string text, string expected) => Assert.Equal(expected, Expanded(text).Text);

    [Fact]
    public void Every_character_knows_where_it_is_from()
    {
        var expanded = Expanded("x < ${n} + a1 + ... + a${n} + y");

        Assert.Equal("x < 3 + a1 + a2 + a3 + y", expanded.Text);
        Assert.Equal(
            "x < ${n} + a1 + ...".Length - 3,
            expanded.Origins[expanded.Text.IndexOf("a2", StringComparison.Ordinal)]
        );
        Assert.Equal(
            "x < ${n} + a1 + ... + a${n} + ".Length,
            expanded.Origins[expanded.Text.IndexOf('y', StringComparison.Ordinal)]
        );
    }

    private static ExpandedText Expanded(string text) =>
        Ellipsis.Expand(
            new Expansion("", new Dictionary<string, string> { ["n"] = "3" }).Of(
                new PlacedText(text, 1, 1, IsVerbatim: true)
            )
        );
}
