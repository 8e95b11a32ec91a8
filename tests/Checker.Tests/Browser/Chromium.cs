using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Checker.Tests.Browser;

/// <summary>A Chromium without a window, with a profile of its own that is thrown away afterwards.</summary>
public sealed class Chromium : IDisposable
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] _options =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--remote-debugging-port=0",
    ];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("checker-browser-");
    private readonly Process? _process;
    private readonly Lazy<Task<int>> _port;

    public Chromium()
    {
        _port = new Lazy<Task<int>>(PortOf);
        if (Program is not null)
        {
            _process = Process.Start(
                new ProcessStartInfo(Program, [.. _options, $"--user-data-dir={_profile.FullName}", "about:blank"])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            _process!.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }
    }

    /// <summary>The program, or <c>null</c> when there is none.</summary>
    public static string? Program { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given
            ? given
            : (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .SelectMany(folder => _names.Select(name => Path.Combine(folder, name)))
                .FirstOrDefault(File.Exists);

    /// <summary>A new page of that many pixels.</summary>
    public async Task<BrowserPage> Open(string address, int width = 1600, int height = 1000)
    {
        using var client = new HttpClient();
        using var answer = await client.PutAsync(
            new Uri(FormattableString.Invariant($"http://127.0.0.1:{await _port.Value}/json/new?about:blank")),
            null
        );
        var target = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        var page = await BrowserPage.Connect(new Uri((string)target["webSocketDebuggerUrl"]!));
        await page.Resize(width, height);
        await page.Go(address);
        return page;
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser may still be writing there.
        }
    }

    private async Task<int> PortOf()
    {
        string file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        for (int tries = 0; tries < 300; tries++)
        {
            if (File.Exists(file) && (await File.ReadAllLinesAsync(file)) is [var port, ..])
            {
                return int.Parse(port, CultureInfo.InvariantCulture);
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("Chromium does not start.");
    }
}
