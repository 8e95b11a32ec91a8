namespace Checker.Tests.Cli;

public sealed class BadInputTests
{
    [Theory]
    [InlineData("chek", "there is no command chek here; did you mean check?")]
    [InlineData("frobnicate", "there is no command frobnicate here; see checker --help")]
    [InlineData("check --worker 2", "there is no option --worker here; did you mean --workers?")]
    [InlineData("check --worker", "there is no option --worker here; did you mean --workers?")]
    [InlineData("check token --worker 2", "there is no option --worker here; did you mean --workers?")]
    [InlineData("check token kinds", "there is no argument kinds here; see checker check --help")]
    [InlineData("check", "nothing to check; name a scenario of checker list, or a guest of your own with --guest FILE")]
    [InlineData("check toke", "there is no scenario 'toke'; did you mean token?")]
    [InlineData("check frobnicate", "there is no scenario 'frobnicate'; checker list shows all")]
    [InlineData("matrix toke", "there is no scenario 'toke'; did you mean token?")]
    [InlineData("check token --on slit", "there is no platform 'slit'; did you mean split?")]
    [InlineData(
        "check token --set tkens=3",
        "there is no parameter tkens here; expected one of tokens; did you mean tokens?"
    )]
    [InlineData("check token --set tokens=9", "tokens cannot be '9'; expected a number in 1..4")]
    [InlineData("check token --set tokens", "--set cannot be 'tokens'; expected NAME=VALUE")]
    [InlineData("check token --set tokens=1 --set tokens=2", "--set gives tokens twice")]
    [InlineData(
        "check token --on split --set write=alway",
        "write cannot be 'alway'; expected one of always, taken; did you mean always?"
    )]
    [InlineData(
        "check token --workers x",
        "--workers cannot be 'x'; expected a whole number in 1..64; see checker check --help"
    )]
    [InlineData(
        "check token --workers 0",
        "--workers cannot be '0'; expected a whole number in 1..64; see checker check --help"
    )]
    [InlineData(
        "check token --workers 65",
        "--workers cannot be '65'; expected a whole number in 1..64; see checker check --help"
    )]
    [InlineData(
        "check token --max-states 0",
        "--max-states cannot be '0'; expected a whole number at least 1; see checker check --help"
    )]
    [InlineData(
        "check token --timeout 0",
        "--timeout cannot be '0'; expected seconds above 0, e.g. 60 or 0.5; see checker check --help"
    )]
    [InlineData("check token --workers", "Required argument missing for option: '--workers'; see checker check --help")]
    [InlineData(
        "check token --strategy dsf",
        "--strategy cannot be 'dsf'; expected one of bfs, dfs, random, pct, pos; did you mean dfs?"
    )]
    [InlineData("check token --seed 3", "--seed is for random walks only; add --strategy random")]
    [InlineData(
        "check token --strategy pos --pct-depth 2",
        "--pct-depth is for pct walks only; add --strategy pct"
    )]
    [InlineData(
        "check token --strategy pct --pct-depth 0",
        "--pct-depth cannot be '0'; expected a whole number in 1..100; see checker check --help"
    )]
    [InlineData(
        "check token --save no/such/folder.json",
        "no/such/folder.json: cannot be written: its folder does not exist"
    )]
    [InlineData("replay", "Required argument 'TRACE' missing for command: 'replay'")]
    [InlineData("replay no.json", "no.json: there is no such trace file")]
    [InlineData("minimise no.json", "no.json: there is no such trace file")]
    [InlineData("replay .", ".: there is no such trace file")]
    [InlineData("check --guest no.elf --cpu 0=main", "no.elf: there is no such image")]
    [InlineData("check --guest no.elf", "the guest has no CPU; say where one starts, e.g. --cpu 0=main")]
    [InlineData(
        "check --guest no.elf --cpu main",
        "--cpu cannot be 'main'; expected N=ENTRY or N=ENTRY:STACK, e.g. 0=main or 1=main:4096"
    )]
    [InlineData("check --guest no.elf --cpu 0=main --cpu 0=other", "--cpu 0 is given twice")]
    [InlineData(
        "check --guest no.elf --cpu 0=main --mmio 0xb8000",
        "--mmio cannot be '0xb8000'; expected START:SIZE, e.g. 0xb8000:0x1000"
    )]
    [InlineData(
        "check --guest no.elf --cpu 0=main --mmio x:1",
        "--mmio cannot have 'x' in it; expected a number such as 4096 or 0x1000"
    )]
    [InlineData("check --cpu 0=main", "--cpu describes a guest, and there is none; name its image with --guest FILE")]
    [InlineData(
        "check token --guest Checker.Tests.dll --cpu 0=main",
        "either a scenario or a guest, not both 'token' and --guest"
    )]
    [InlineData(
        "check kinds --set kind=model",
        "the model cannot be explored: process c creates the shared object same while it runs; create it where the "
            + "model is built"
    )]
    public void Each_gets_one_line(string arguments, string line) =>
        Assert.Equal(line, CommandLine.BadInput(arguments.Split(' ')));

    [Fact]
    public void A_bad_expression_is_shown_with_a_caret() =>
        Assert.Equal(
            "bad expression, column 6: expected an operator or the end, found =; use == to compare\n    given=+1\n   "
                + "      ^",
            CommandLine.BadInput("check", "token", "--invariant", "given=+1")
        );

    [Fact]
    public void An_unknown_name_in_an_expression_is_shown_with_a_caret() =>
        Assert.StartsWith(
            "bad expression, column 1: ",
            CommandLine.BadInput("check", "token", "--goal", "givn == 1"),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("file"), "kept");

        string path = Path.Combine(folder.File("file"), "trace.json");
        Assert.Equal(
            $"{path}: cannot be written: its folder does not exist",
            CommandLine.BadInput("check", "token", "--on", "split", "--save", path)
        );
        Assert.StartsWith(
            $"{folder.File("file")}/: the folder cannot be made: ",
            CommandLine.BadInput("check", "token", "--on", "split", "--save", folder.File("file") + "/"),
            StringComparison.Ordinal
        );
        Assert.Equal([folder.File("file")], Directory.GetFileSystemEntries(folder.Path));
        Assert.Equal("kept", File.ReadAllText(folder.File("file")));
    }
}
