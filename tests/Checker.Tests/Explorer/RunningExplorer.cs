using System.Net;
using System.Text.Json.Nodes;
using Checker.Explorer;
using Checker.Targets;
using Checker.Targets.ScenarioFiles;
using Checker.Traces;
using Model.Catalogue;

namespace Checker.Tests.Explorer;

/// <summary>An explorer that serves in this process.</summary>
internal sealed class RunningExplorer : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client = new();
    private readonly ExplorerServer _server;
    private readonly Task _running;

    public RunningExplorer(
        string scenario,
        string platform,
        IReadOnlyDictionary<string, string>? parameters = null,
        IReadOnlyList<Scenario>? catalogue = null,
        Trace? start = null
    )
    {
        var subjects = new TargetResolver(catalogue ?? Catalogue.Scenarios);
        var subject = subjects.Subject(scenario, platform, parameters ?? new Dictionary<string, string>());
        _server = new ExplorerServer(() => subjects.Build(subject), subject, start, null, _end.Token);
        _running = Task.Run(_server.Run);
    }

    public Uri Address => _server.Address;

    public async Task<JsonNode> Get(string what) =>
        JsonNode.Parse(await _client.GetStringAsync(new Uri(Address, what)))!;

    public Task<JsonNode> At(string path) => Get($"at?path={path}");

    public async Task<JsonNode> Post(string what)
    {
        using var answer = await _client.PostAsync(new Uri(Address, what), null);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    public async Task<(HttpStatusCode Status, string Text)> Send(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Starts a search and waits for its end.</summary>
    public async Task<JsonNode> Search(bool all)
    {
        var status = await Post($"find?all={(all ? "true" : "false")}");
        for (int tries = 0; (bool)status["running"]!; tries++)
        {
            Assert.True(tries < 600, "the search does not end");
            await Task.Delay(100);
            status = await Get("find");
        }

        return status;
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async Task End()
    {
        await _end.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
    }

    public void Dispose()
    {
        _end.Cancel();
        _running.Wait(TimeSpan.FromSeconds(10));
        _server.Dispose();
        _client.Dispose();
        _end.Dispose();
    }
}
