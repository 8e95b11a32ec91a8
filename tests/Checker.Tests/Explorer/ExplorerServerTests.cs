using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Checker.Cli;
using Checker.Explorer;
using Checker.Tests.Architecture;
using Checker.Tests.Cli;
using Checker.Traces;

namespace Checker.Tests.Explorer;

/// <summary>Walking a state space over HTTP, as the page does.</summary>
public sealed class ExplorerServerTests
{
    private static readonly Dictionary<string, string> _mmio = new() { ["region"] = "mmio-coalesced" };

    [Fact]
    public async Task A_walk_goes_on_and_back()
    {
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", _mmio);

        var start = await explorer.At("");
        Assert.Equal(["cpu0", "cpu1", "cpu2"], Enabled(start, "process"));
        Assert.Equal(["0", "1", "2"], Enabled(start, "path"));
        Assert.Equal("fence [cpu0 store buffer] (0x100006 mfence)", Enabled(start, "operation")[0]);
        Assert.Equal(["finished(cpu0)"], start["goals"]!.AsArray().Select(goal => (string)goal!["goal"]!));

        var two = await explorer.At("0,0");
        Assert.Equal((2, "0"), ((int)two["length"]!, (string?)two["back"]));
        Assert.Contains("[0xb8000 &lt;- 0]", (string)two["objects"]!, StringComparison.Ordinal);
        Assert.Contains("id=\"step2\"", (string)two["chart"]!, StringComparison.Ordinal);
        Assert.Equal(
            Enabled(await explorer.At("0"), "operation"),
            Enabled(await explorer.At((string)two["back"]!), "operation")
        );
    }

    [Fact]
    public async Task A_jump_leads_to_the_violation_and_its_trace_replays()
    {
        using var folder = new TemporaryFolder();
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", _mmio);

        var found = (await explorer.Search(all: false))["found"]![0]!;
        string path = (string)found["path"]!;
        var there = await explorer.At(path);

        Assert.Equal(("invariant", 40), ((string?)found["kind"], (int)found["steps"]!));
        Assert.Equal((string)found["property"]!, (string?)there["failures"]![0]!["property"]);
        string saved = folder.File("trace.json");
        File.WriteAllText(saved, await Text(explorer, $"trace?path={path}"));
        Assert.Equal(
            File.ReadAllText(
                Path.Combine(Repository.Root, "traces", "lhv-xchg-kvm-mmio-coalesced-invariant.json")
            ),
            File.ReadAllText(saved)
        );
        Assert.Equal(0, CommandLineProgram.Run(["replay", saved], TextWriter.Null, TextWriter.Null, TextReader.Null));
    }

    [Theory]
    [InlineData("split", "token", "", "tokens=1", true)]
    [InlineData("plain", "kinds", "", "kind=deadlock", false)]
    [InlineData("plain", "kinds", "", "kind=assertion", false)]
    public async Task Whatever_fails_becomes_a_trace_that_replays(
        string platform,
        string scenario,
        string start,
        string setting,
        bool hasGoal
    )
    {
        using var folder = new TemporaryFolder();
        string[] parts = setting.Split('=');
        using var explorer = new RunningExplorer(
            scenario,
            platform,
            new Dictionary<string, string> { [parts[0]] = parts[1] },
            CommandLine.Catalogue
        );
        Assert.Empty((await explorer.At(start))["failures"]!.AsArray());

        var all = (await explorer.Search(all: true))["found"]!.AsArray();

        Assert.NotEmpty(all);
        Assert.Equal(hasGoal, all.Any(found => (string?)found!["kind"] == "stuck"));
        foreach (var found in all)
        {
            string goal =
                (string?)found!["kind"] == "stuck" ? $"&goal={Uri.EscapeDataString((string)found["property"]!)}" : "";
            string file = folder.File("trace.json");
            string text = await Text(explorer, $"trace?path={found["path"]}{goal}");
            File.WriteAllText(file, text);
            var trace = JsonNode.Parse(text)!["trace"]!;
            Assert.Equal(
                ((string?)found["kind"], (string?)found["property"]),
                ((string?)trace["kind"], (string?)trace["property"])
            );
            Assert.Equal(0, CommandLine.Run("replay", file).Code);
        }
    }

    [Fact]
    public async Task A_state_in_which_nothing_fails_is_a_trace_too()
    {
        using var folder = new TemporaryFolder();
        using var explorer = new RunningExplorer("token", "split", null, CommandLine.Catalogue);
        string path = Enabled(await explorer.At(""), "path")[0];
        string file = folder.File("trace.json");
        File.WriteAllText(file, await Text(explorer, $"trace?path={path}"));

        var (code, output, _) = CommandLine.Run("replay", file);

        Assert.Equal(0, code);
        Assert.Contains("After 1 step nothing has failed", output, StringComparison.Ordinal);
        Assert.Contains("exact: 1 step", output, StringComparison.Ordinal);
        Assert.StartsWith(
            $"{file}: nothing fails in the trace",
            CommandLine.BadInput("minimise", file),
            StringComparison.Ordinal
        );
        Assert.Equal(
            0,
            CommandLine
                .Run(
                    "replay",
                    file,
                    "--html",
                    folder.File("a.html"),
                    "--itf",
                    folder.File("a.itf.json"),
                    "--mermaid",
                    folder.File("a.mmd")
                )
                .Code
        );

        File.WriteAllText(
            file,
            File.ReadAllText(file).Replace(
                "\"property\": \"\"",
                "\"property\": \"1 > 2\"",
                StringComparison.Ordinal
            )
        );
        Assert.Equal(1, CommandLine.Run("replay", file).Code);
    }

    [Fact]
    public async Task A_run_ends_where_the_order_matters()
    {
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", _mmio);

        var free = await explorer.Get("run?path=");
        var forced = await explorer.Get($"run?path={free["path"]}&process=1");

        // cpu0's plain store has filled its buffer: from now on it matters when the buffer is flushed.
        Assert.Equal("0,0,0,0", (string?)free["path"]);
        Assert.Contains("cpu0 store buffer", Enabled(free, "process"));
        Assert.StartsWith("0,0,0,0,1", (string)forced["path"]!, StringComparison.Ordinal);
        Assert.All(((string)forced["path"]!)["0,0,0,0,".Length..].Split(','), step => Assert.Equal("1", step));
        Assert.Equal((string?)free["path"], (string?)(await explorer.Get($"run?path={free["path"]}"))["path"]);
    }

    [Fact]
    public async Task It_can_say_whether_a_goal_is_still_in_reach()
    {
        var trace = TraceReader.Read(Path.Combine(Repository.Root, "traces", "lhv-xchg-kvm-mmio-coalesced-stuck.json"));
        using var explorer = new RunningExplorer("lhv-xchg", "kvm", trace.Subject.Parameters, start: trace.Trace);
        string page = await Text(explorer, "");
        string end = page.Split("id=\"start\">\"")[1].Split('"')[0];

        Assert.Equal(22, (int)(await explorer.At(end))["length"]!);
        Assert.Equal("[\"finished(cpu0)\"]", (await explorer.Get($"goals?path={end}")).ToJsonString());
        var kept = JsonNode.Parse(await Text(explorer, $"trace?path={end}&goal=finished(cpu0)"))!;
        Assert.Equal(
            ("stuck", "finished(cpu0)"),
            ((string?)kept["trace"]!["kind"], (string?)kept["trace"]!["property"])
        );
    }

    [Fact]
    public async Task Millions_of_states_do_not_matter()
    {
        using var explorer = new RunningExplorer(
            "lhv-xchg",
            "kvm",
            new Dictionary<string, string>
            {
                ["region"] = "mmio",
                ["experiments"] = "100",
                ["consumers"] = "6",
            }
        );
        string path = "";
        for (int step = 0; step < 60; step++)
        {
            string[] next = Enabled(await explorer.At(path), "path");
            path = next[step * 5 % next.Length];
        }

        Assert.Equal(60, (int)(await explorer.At(path))["length"]!);
        Assert.True((bool)(await explorer.Post("find?all=true"))["running"]!);
        await explorer.Post("stop");
        var status = await explorer.Get("find");
        for (int tries = 0; (bool)status["running"]! && tries < 300; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            status = await explorer.Get("find");
        }

        Assert.False((bool)status["running"]!);
        Assert.Contains("stopped by", (string)status["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at?path=x", "'x' is not a step of a path")]
    [InlineData("at?path=0,9", "step 2 of the path cannot be taken there")]
    [InlineData("at?path=0.5", "step 1 of the path cannot be taken there")]
    [InlineData("at?path=-1", "'-1' is not a step of a path")]
    [InlineData("at?path=99999999999", "'99999999999' is not a step of a path")]
    [InlineData("run?path=&process=7", "there is no process '7'")]
    [InlineData("trace?path=&goal=no", "the goal 'no' is not out of reach there")]
    public async Task Bad_paths_are_said_in_one_line(string what, string message)
    {
        using var explorer = new RunningExplorer("token", "split", null, CommandLine.Catalogue);

        var (status, text) = await explorer.Send(
            new HttpRequestMessage(HttpMethod.Get, new Uri(explorer.Address, what))
        );

        Assert.Equal((HttpStatusCode.BadRequest, message), (status, (string?)JsonNode.Parse(text)!["error"]));
    }

    [Theory]
    [InlineData("Host", "attacker.example")]
    [InlineData("Host", "attacker.example:PORT")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Origin", "http://attacker.example")]
    [InlineData("Origin", "https://127.0.0.1:PORT")]
    [InlineData("Origin", "null")]
    public async Task What_comes_in_the_name_of_another_host_is_refused(string header, string value)
    {
        using var explorer = new RunningExplorer("token", "split", null, CommandLine.Catalogue);
        string port = explorer.Address.Port.ToString(CultureInfo.InvariantCulture);
        foreach (string what in new[] { "", "at?path=", "find" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(explorer.Address, what));
            request.Headers.Add(header, value.Replace("PORT", port, StringComparison.Ordinal));

            var (status, text) = await explorer.Send(request);

            Assert.InRange((int)status, 400, 499);
            Assert.DoesNotContain("path", text, StringComparison.Ordinal);
            Assert.DoesNotContain("script", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_the_secret_there_is_nothing()
    {
        using var explorer = new RunningExplorer("token", "split", null, CommandLine.Catalogue);
        using var other = new RunningExplorer("token", "split", null, CommandLine.Catalogue);
        string authority = explorer.Address.GetLeftPart(UriPartial.Authority);

        foreach (
            string place in new[]
            {
                "/",
                "/at?path=",
                $"{other.Address.AbsolutePath}at?path=",
                $"{explorer.Address.AbsolutePath.ToUpperInvariant()}x",
            }
        )
        {
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await explorer.Send(new HttpRequestMessage(HttpMethod.Get, new Uri(authority + place)))).Status
            );
        }

        Assert.NotEqual(explorer.Address.AbsolutePath, other.Address.AbsolutePath);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(explorer.Address.Host)));
    }

    [Fact]
    public async Task It_ends_cleanly_and_gives_the_port_back()
    {
        using var explorer = new RunningExplorer("token", "split", null, CommandLine.Catalogue);
        await explorer.Post("find?all=true");
        await explorer.End();

        using var socket = new TcpListener(IPAddress.Loopback, explorer.Address.Port);
        socket.Start();
    }

    [Fact]
    public void A_port_that_is_taken_is_bad_input()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(
            CultureInfo.InvariantCulture
        );

        Assert.StartsWith(
            $"port {port} cannot be listened on: ",
            CommandLine.BadInput("explore", "token", "--port", port),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_command_says_what_is_wrong()
    {
        Assert.Equal(
            "nothing to explore; name a scenario of checker list, or a trace with --trace FILE",
            CommandLine.BadInput("explore")
        );
        Assert.Equal("there is no scenario 'tokem'; did you mean token?", CommandLine.BadInput("explore", "tokem"));
        Assert.Equal(
            "a trace says itself what it is of; leave out the scenario, --on, --set and --patch",
            CommandLine.BadInput("explore", "token", "--trace", "x.json")
        );
        Assert.Equal("x.json: there is no such trace file", CommandLine.BadInput("explore", "--trace", "x.json"));
    }

    [Fact]
    public void Paths_are_read_as_they_are_written() =>
        Assert.Equal("0,2,1.1,10", PathText.Text(PathText.Parse("0,2,1.1,10").Steps));

    private static string[] Enabled(JsonNode standpoint, string field) =>
        [.. standpoint["enabled"]!.AsArray().Select(step => (string)step![field]!)];

    private static async Task<string> Text(RunningExplorer explorer, string what)
    {
        var (status, text) = await explorer.Send(
            new HttpRequestMessage(HttpMethod.Get, new Uri(explorer.Address, what))
        );
        Assert.Equal(HttpStatusCode.OK, status);
        return text;
    }
}
