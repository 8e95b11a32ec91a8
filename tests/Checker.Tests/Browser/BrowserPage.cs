using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Checker.Tests.Browser;

/// <summary>A page in Chromium, driven by its own protocol: keys, clicks, what is in the document, pictures.</summary>
public sealed class BrowserPage : IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _requests = [];
    private int _last;

    private BrowserPage() { }

    /// <summary>The addresses that the page has asked for, its own included.</summary>
    public IReadOnlyList<string> Requests => _requests;

    public static async Task<BrowserPage> Connect(Uri address)
    {
        var page = new BrowserPage();
        await page._socket.ConnectAsync(address, CancellationToken.None);
        await page.Call("Page.enable");
        await page.Call("Network.enable");
        return page;
    }

    public Task Resize(int width, int height) =>
        Call(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = height,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = false,
            }
        );

    /// <summary>Looks as on paper, or in a colour scheme.</summary>
    public Task Media(string media, string scheme) =>
        Call(
            "Emulation.setEmulatedMedia",
            new JsonObject
            {
                ["media"] = media,
                ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
            }
        );

    public Task WithoutScript() => Call("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true });

    public async Task Go(string address)
    {
        await Call("Page.navigate", new JsonObject { ["url"] = address });
        await Until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<string> Value(string expression)
    {
        var answer = await Call(
            "Runtime.evaluate",
            new JsonObject { ["expression"] = $"(async () => String(await ({expression})))()", ["awaitPromise"] = true }
        );
        return answer["exceptionDetails"] is { } fault
            ? throw new InvalidOperationException($"{expression}: {fault.ToJsonString()}")
            : (string)answer["result"]!["value"]!;
    }

    /// <summary>Waits until an expression is true.</summary>
    public async Task Until(string expression)
    {
        for (int tries = 0; tries < 600; tries++)
        {
            if (await Value(expression) == "true")
            {
                return;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"not true: {expression}");
    }

    public async Task Press(string key)
    {
        int code = key switch
        {
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            "ArrowUp" => 38,
            "ArrowDown" => 40,
            "Home" => 36,
            "End" => 35,
            " " => 32,
            "Enter" => 13,
            "Tab" => 9,
            _ => char.ToUpperInvariant(key[0]),
        };
        await Call("Input.dispatchKeyEvent", Event("keyDown"));
        await Call("Input.dispatchKeyEvent", Event("keyUp"));

        JsonObject Event(string type)
        {
            var pressed = new JsonObject
            {
                ["type"] = type,
                ["key"] = key,
                ["windowsVirtualKeyCode"] = code,
            };
            if (type == "keyDown" && key.Length == 1)
            {
                pressed["text"] = key;
            }

            return pressed;
        }
    }

    /// <summary>Presses the mouse in the middle of an element.</summary>
    public async Task Click(string selector)
    {
        string[] place = (
            await Value(
                "(e => { e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect(); return "
                    + "(r.left + r.width / 2) + ' ' + (r.top + r.height / 2); })(document.querySelector("
                    + $"{JsonSerializer.Serialize(selector)}))"
            )
        ).Split(' ');
        foreach (string type in new[] { "mousePressed", "mouseReleased" })
        {
            await Call(
                "Input.dispatchMouseEvent",
                new JsonObject
                {
                    ["type"] = type,
                    ["x"] = double.Parse(place[0], CultureInfo.InvariantCulture),
                    ["y"] = double.Parse(place[1], CultureInfo.InvariantCulture),
                    ["button"] = "left",
                    ["clickCount"] = 1,
                }
            );
        }
    }

    /// <summary>Saves a picture where SCREENSHOTS says; nothing when it does not say.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            var answer = await Call("Page.captureScreenshot");
            await File.WriteAllBytesAsync(
                Path.Combine(folder, name + ".png"),
                Convert.FromBase64String((string)answer["data"]!)
            );
        }
    }

    /// <summary>The page on paper.</summary>
    public async Task<byte[]> Printed() =>
        Convert.FromBase64String(
            (string)
                (
                    await Call(
                        "Page.printToPDF",
                        new JsonObject { ["preferCSSPageSize"] = true, ["printBackground"] = true }
                    )
                )["data"]!
        );

    public void Dispose() => _socket.Dispose();

    public async Task<JsonNode> Call(string method, JsonObject? parameters = null)
    {
        int number = ++_last;
        string message = new JsonObject
        {
            ["id"] = number,
            ["method"] = method,
            ["params"] = parameters ?? [],
        }.ToJsonString();
        using var time = new CancellationTokenSource(_longest);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, time.Token);
        while (true)
        {
            var answer = await Receive(time.Token);
            if ((string?)answer["method"] == "Network.requestWillBeSent")
            {
                _requests.Add((string)answer["params"]!["request"]!["url"]!);
            }

            if ((int?)answer["id"] == number)
            {
                return answer["result"]
                    ?? throw new InvalidOperationException($"{method}: {answer["error"]?.ToJsonString()}");
            }
        }
    }

    private async Task<JsonNode> Receive(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellation);
            message.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);

        return JsonNode.Parse(message.ToArray())!;
    }
}
