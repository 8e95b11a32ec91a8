using Checker.Tests.Cli;

namespace Checker.Tests.ScenarioFiles;

/// <summary>Whatever is wrong with a scenario file, there is one line that says where.</summary>
public sealed class ScenarioFileErrorTests
{
    [Theory]
    [InlineData("a: [1", "2:1: not YAML: while parsing a flow sequence, did not find expected ',' or ']'")]
    [InlineData("a: 1\na: 2", "2:1: not YAML: duplicate key a")]
    [InlineData("", "1: is empty; see docs/scenario-files.md")]
    [InlineData("# nothing", "1: is empty; see docs/scenario-files.md")]
    [InlineData("- 1", "1:1: a scenario must be a mapping: KEY: VALUE")]
    [InlineData("name: x\n---\nb: 1", "3:1: a second document begins here; expected one")]
    [InlineData("name: x", "1:1: a scenario lacks the key guest")]
    [InlineData("name: [x]\nguest: {image: a}\ncpus: [{entry: a}]", "1:7: name must be a text or a number")]
    [InlineData("name:\nguest: {image: a}", "1:6: name must have a value")]
    [InlineData("name: x\nguest: {image: a}\nsummary: s\ncpus: 3", "4:7: cpus must be a list")]
    [InlineData("name: x\nguest: 7", "2:8: guest must be a mapping: KEY: VALUE")]
    [InlineData("name: x\nguest: {image: a}\nsummary: s\ncpus: []", "4:7: the guest has no CPU")]
    public void A_malformed_file_is_refused(string text, string line)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.yaml"), text + "\n");

        Assert.Equal($"{folder.File("a.yaml")}:{line}", CommandLine.BadInput("check", folder.File("a.yaml")));
    }

    [Theory]
    [InlineData(
        "goals:",
        "gaols:",
        "32:1: a scenario has no key gaols; expected one of name, summary, guest, cpus, memory, symbols, ports, "
            + "parameters, invariants, goals, while, observe, expected; did you mean goals?"
    )]
    [InlineData(
        "count: 2",
        "stak: 2",
        "19:5: a CPU has no key stak; expected one of entry, count, stack, registers; did you mean stack?"
    )]
    [InlineData("count: 2", "count: two", "19:12: count cannot be 'two'; expected a number such as 4096 or 0x1000")]
    [InlineData("count: 2", "count: 65", "19:12: count cannot be '65'; expected at most 0x40")]
    [InlineData("count: 2", "count: 0", "18:12: the guest has no CPU")]
    [InlineData("count: 2", "stack: 0x10000", "19:12: stack cannot be '0x10000'; expected at most 0x8000")]
    [InlineData("count: 2", "registers: {rax: 1}", "19:17: there is no register rax; expected eax, ecx ... edi")]
    [InlineData(
        "count: 2",
        "registers: {eax: 0x100000000}",
        "19:22: eax cannot be '0x100000000'; expected at most 0xffffffff"
    )]
    [InlineData(
        "size: 0x1000",
        "size: 0",
        "23:30: size cannot be '0'; expected at least 1, and the range within 64 bits"
    )]
    [InlineData("maximum: 3", "maximum: x", "15:14: maximum cannot be 'x'; expected a whole number of at least 1")]
    [InlineData("default: 1", "default: 9", "13:14: default cannot be 9; expected at most 3")]
    [InlineData(
        "  rounds:\n",
        "  region:\n",
        "11:3: a parameter cannot be called region: the platform tcg has one of that name"
    )]
    [InlineData(
        "  rounds:\n",
        "  stacks:\n",
        "11:3: a parameter cannot be called stacks: every scenario about a guest has one of that name"
    )]
    [InlineData("  rounds:\n", "  cpu:\n", "11:3: a parameter cannot be called cpu: ${cpu} is the number of a CPU")]
    [InlineData(
        "  rounds: ${rounds}",
        "  rounds: ${round}",
        "26:13: there is no value round here; expected one of rounds; did you mean rounds?"
    )]
    [InlineData("  rounds: ${rounds}", "  rounds: ${rounds", "26:11: ${ is not closed; write ${name}")]
    [InlineData("  rounds: ${rounds}", "  rounds: 0x100000000", "26:3: 0x100000000 does not fit the 4 bytes of rounds")]
    [InlineData(
        "name: ticket",
        "name: ../x",
        "4:7: name cannot be '../x'; expected letters, digits, -, _ and ., a letter first"
    )]
    [InlineData(
        "total ==",
        "totl ==",
        "30:41: bad expression: expected a name of the model, found totl; did you mean total?"
    )]
    [InlineData("2 * ${rounds}", "2 * ${rnds}", "30:56: there is no value rnds here; expected one of rounds")]
    [InlineData("2 * ${rounds}", "2 * ${rounds} +", "30:65: bad expression: expected a value, found the end")]
    [InlineData(
        "total ==",
        "total + ... + total2 ==",
        "30:49: 'total' and 'total2' make no series; expected the same text with another number"
    )]
    [InlineData(
        "total ==",
        "total3 + ... + total1 ==",
        "30:50: the series runs from 3 to 1; expected it to rise, by less than 1000"
    )]
    [InlineData(
        "- finished(cpu0) && finished(cpu1)\n",
        "- finished(cpu0) && ... && finished(cpu2)\n",
        "33:30: bad expression: expected a process of the model, found cpu2; did you mean cpu0?"
    )]
    [InlineData(
        "- finished(cpu0) && finished(cpu1)\n",
        "- \"finished(\\x63pu9)\"\n",
        "33:5: bad expression: expected a process of the model, found cpu9; did you mean cpu0?"
    )]
    [InlineData(
        "- finished(cpu0) && finished(cpu1)\n",
        "- |\n      finished(cpu9)\n",
        "34:16: bad expression: expected a process of the model, found cpu9; did you mean cpu0?"
    )]
    [InlineData(
        "- finished(cpu0) && finished(cpu1)\n",
        "- 'finished(cpu9)'\n",
        "33:15: bad expression: expected a process of the model, found cpu9; did you mean cpu0?"
    )]
    [InlineData(
        "observe: [total]",
        "observe: [totl]",
        "35:11: cannot be observed: expected a name of the model, found totl; did you mean total?"
    )]
    [InlineData(
        "goals:",
        "ports: {0xe8: fial}\ngoals:",
        "32:15: a port cannot be 'fial'; expected log, or fail when the guest reports a failure there; did you mean "
            + "fail?"
    )]
    [InlineData("goals:", "ports: {0xe8: fail, 232: log}\ngoals:", "32:21: 232 is given twice")]
    [InlineData(
        "platform: tcg",
        "platform: tgc",
        "40:16: there is no platform tgc; expected one of hardware, tcg, kvm, kvm-as-reported, vmware, virtualbox, "
            + "hyper-v, xen; did you mean tcg?"
    )]
    [InlineData(
        "region: ram",
        "region: rum",
        "41:35: region cannot be 'rum'; expected one of mmio, mmio-coalesced, ram, readonly; did you mean ram?"
    )]
    [InlineData("set: {rounds: 2}", "set: {rounds: 9}", "39:40: rounds cannot be '9'; expected a number in 1..3")]
    [InlineData("set: {rounds: 2}, ", "", "39:5: the entry of line 38 is of the same platform, settings and patch")]
    [InlineData(
        "verdict: holds",
        "verdict: hold",
        "38:35: verdict cannot be 'hold'; expected one of holds, violated; did you mean holds?"
    )]
    [InlineData(
        "verdict: holds",
        "verdict: holds, kinds: [stuck]",
        "38:50: nothing is violated where the verdict is holds; leave kinds out"
    )]
    [InlineData(
        "kinds: [invariant",
        "kinds: [invarant",
        "42:69: there is no kind of violation invarant; expected one of invariant, assertion, deadlock, stuck, "
            + "refinement; did you mean invariant?"
    )]
    public void A_mistake_is_told_with_its_place(string from, string to, string line)
    {
        using var folder = new TicketFolder();
        folder.Edit(from, to);

        Assert.Equal($"{folder.Scenario}:{line}", CommandLine.BadInput("check", folder.Scenario));
    }

    [Fact]
    public void What_the_image_lacks_is_told_with_the_place_in_the_scenario()
    {
        using var folder = new TicketFolder();
        folder.Edit("entry: start", "entry: strat");
        string unknown = CommandLine.BadInput("check", folder.Scenario);
        folder.Edit("image: ticket.elf", "image: tiket.elf");

        Assert.Matches(@"ticket\.yaml:18:12: .*ticket\.elf: no symbol 'strat'; did you mean 'start'\?$", unknown);
        Assert.Matches(
            @"ticket\.yaml:8:10: .*tiket\.elf: cannot be read; ",
            CommandLine.BadInput("check", folder.Scenario)
        );
    }

    [Fact]
    public void Settings_that_do_not_go_together_are_refused()
    {
        using var folder = new TicketFolder();
        folder.Edit(
            "cpus:\n",
            "  mode:\n    summary: s\n    words: {plain: , special: {needs: {rounds: 2}}}\n\ncpus:\n"
        );

        Assert.Equal(
            "mode=special needs rounds=2; add --set rounds=2",
            CommandLine.BadInput("check", folder.Scenario, "--set", "mode=special")
        );
        Assert.Equal(0, CommandLine.Run("check", folder.Scenario, "--set", "mode=special", "--set", "rounds=2").Code);
    }

    [Fact]
    public void The_words_of_a_parameter_give_values_to_the_same_names()
    {
        using var folder = new TicketFolder();
        folder.Edit("cpus:\n", "  mode:\n    summary: s\n    words: {plain: {values: {a: 1}}, special: }\n\ncpus:\n");

        Assert.Equal(
            $"{folder.Scenario}:19:38: the words plain and special do not both give a value to a; every word gives "
                + "values to the same names",
            CommandLine.BadInput("check", folder.Scenario)
        );
    }

    [Fact]
    public void What_is_no_text_or_nested_too_deep_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.yaml");
        File.WriteAllBytes(path, [.. "name: "u8, 0xff, 0xfe]);
        Assert.Equal($"{path}:1: is not text in UTF-8", CommandLine.BadInput("check", path));

        File.WriteAllText(path, new string('[', 100_000));
        Assert.Equal($"{path}:1:31: nested more than 32 deep", CommandLine.BadInput("check", path));

        File.WriteAllText(path, new string('#', (1 << 20) + 1));
        Assert.Equal(
            $"{path}: is too large for a scenario file; expected at most 1 MiB",
            CommandLine.BadInput("check", path)
        );

        Assert.Equal(
            $"{folder.File("no.yaml")}: there is no such scenario file",
            CommandLine.BadInput("matrix", folder.File("no.yaml"))
        );
    }
}
