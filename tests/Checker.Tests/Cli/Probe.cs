namespace Checker.Tests.Cli;

public sealed class Probe
{
    [Fact]
    public void P()
    {
        using var f = new TemporaryFolder();
        var all = new List<string>();
        foreach (var line in new[] { "list", "check token", "check token --on split --save " + f.File("a.json"), "check token --on split --json", "matrix", "matrix --json", "matrix token", "replay " + f.File("a.json"), "replay --step " + f.File("a.json"), "minimise " + f.File("a.json"),
            "check token --on split --strategy random --set tokens=3 --save " + f.File("r.json"), "minimise " + f.File("r.json"), "", "chek", "check --worker 2", "check token --worker 2", "check token --workers x", "check token --workers", "check token --workers 65","check toke", "check token --on slit", "check token --set tkens=3", "check token --set tokens=9", "check token --invariant given=+1", "check --help", "--help", "matrix a b", "replay", "replay nofile", "check token kinds",
            "check kinds --set kind=deadlock", "check kinds --set kind=assertion", "check kinds --set kind=exception", "check kinds --set kind=vacuous", "check kinds --set kind=internal", "check kinds --set kind=internal --debug", "check kinds --set kind=model", "check kinds --set kind=unbounded --max-locals 100", "check kinds --set kind=unbounded --max-locals 100 --strategy random", "check kinds --max-states 2", "check --strategy x kinds", "check kinds --seed 3", "check --guest x", "check --guest Checker.Tests.dll --cpu 0=main:77 --mmio 0x10:4096", "check --cpu 0=main", "--version" })
        {
            var (c, o, e) = CommandLine.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            all.Add($"$ checker {line}   => {c}\n{o}--err--\n{e}");
        }
        all.Add(File.ReadAllText(f.File("a.json")));
        File.WriteAllLines("/tmp/probe-cli.txt", all);
    }
}
