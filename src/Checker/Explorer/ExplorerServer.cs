using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Checker.Automata;
using Checker.Exploration;
using Checker.Traces;
using Model.Input;
using Model.Steps;
using Model.Systems;

namespace Checker.Explorer;

/// <summary>
/// Serves the page on this machine's loopback address alone. Its address has a secret in it, and requests in the name
/// of another host, as a web page elsewhere can make a browser send them, are refused.
/// </summary>
internal sealed class ExplorerServer : IDisposable
{
    private const int TriesForPort = 20;
    private const string PageType = "text/html; charset=utf-8";
    private const string JsonType = "application/json; charset=utf-8";

    private readonly HttpListener _listener;
    private readonly string _token = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly TraceSubject _subject;
    private readonly SystemModel _model;
    private ExplorerSession? _walk;
    private readonly Lock _walking = new();
    private readonly ViolationSearch _search;
    private readonly Schedule _start;
    private readonly int _port;
    private readonly CancellationToken _cancellation;

    /// <summary>Begins to listen.</summary>
    /// <param name="build">Builds the model.</param>
    /// <param name="subject">What the model is built from.</param>
    /// <param name="start">A trace to start at the end of, or <c>null</c>.</param>
    /// <param name="port">The port; <c>null</c> for any that is free.</param>
    /// <param name="cancellation">Ends everything that is under way.</param>
    /// <exception cref="InputException">The port is taken, or the trace has a step that cannot be taken.</exception>
    public ExplorerServer(
        Func<SystemModel> build,
        TraceSubject subject,
        Trace? start,
        int? port,
        CancellationToken cancellation
    )
    {
        _subject = subject;
        _model = build();
        _start = Walking(walk => start is null ? PathText.Parse("") : walk.PathOf(start));
        _ = Walking(walk => walk.At(_start));
        _search = new ViolationSearch(build, cancellation);
        _cancellation = cancellation;
        (_listener, _port) = Listen(port);
    }

    /// <summary>The page's address, secret included.</summary>
    public Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{_port}/{_token}/"));

    /// <summary>Answers requests until it is told to end.</summary>
    public async Task Run()
    {
        using var end = _cancellation.Register(_listener.Stop);
        while (!_cancellation.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => Serve(context), CancellationToken.None);
        }
    }

    public void Dispose()
    {
        _listener.Close();
        _search.Dispose();
    }

    private static (HttpListener Listener, int Port) Listen(int? wanted)
    {
        for (int tries = 0; ; tries++)
        {
            int port = wanted ?? FreePort();
            var listener = new HttpListener();
            listener.Prefixes.Add(FormattableString.Invariant($"http://127.0.0.1:{port}/"));
            try
            {
                listener.Start();
                return (listener, port);
            }
            catch (Exception exception) when (exception is HttpListenerException or SocketException)
            {
                listener.Close();
                if (wanted is not null || tries == TriesForPort)
                {
                    throw new InputException(
                        FormattableString.Invariant($"port {port} cannot be listened on: {exception.Message}"),
                        "leave --port out for a free one"
                    );
                }
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private void Serve(HttpListenerContext context)
    {
        try
        {
            var (status, type, text) = Refusal(context.Request) ?? AnswerOrFault(context);
            var response = context.Response;
            response.StatusCode = status;
            response.ContentType = type;
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.Headers["Content-Security-Policy"] =
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            response.ContentLength64 = bytes.Length;
            response.OutputStream.Write(bytes);
            response.Close();
        }
        catch (Exception exception)
            when (exception
                    is HttpListenerException
                        or ObjectDisposedException
                        or IOException
                        or InvalidOperationException
            )
        {
            // The browser has gone, or the program is ending.
        }
    }

    private (int Status, string Type, string Text)? Refusal(HttpListenerRequest request)
    {
        string[] own =
        [
            FormattableString.Invariant($"127.0.0.1:{_port}"),
            FormattableString.Invariant($"localhost:{_port}"),
        ];
        bool isForeign =
            !own.Contains(request.Headers["Host"], StringComparer.OrdinalIgnoreCase)
            || (
                request.Headers["Origin"] is { } origin
                && !own.Contains(
                    origin.Replace("http://", "", StringComparison.Ordinal),
                    StringComparer.OrdinalIgnoreCase
                )
            );
        string given = request.Url?.AbsolutePath.Split('/').ElementAtOrDefault(1) ?? "";
        return isForeign ? Error(403, "this page is served to this machine alone")
            : !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_token))
                ? Error(404, "there is nothing here")
            : null;
    }

    private (int Status, string Type, string Text) AnswerOrFault(HttpListenerContext context)
    {
        try
        {
            return Answer(context);
        }
        catch (Exception exception)
            when (exception is InputException or ModelException or UnfinishedException or UnboundedLocalsException)
        {
            return Error(400, exception.Message);
        }
        catch (Exception exception)
        {
            return Error(500, $"internal error: {exception.GetType().Name}: {exception.Message}");
        }
    }

    private (int Status, string Type, string Text) Answer(HttpListenerContext context)
    {
        var request = context.Request;
        var query = request.QueryString;
        string what = $"{request.HttpMethod} {string.Join('/', request.Url!.AbsolutePath.Split('/').Skip(2))}";
        switch (what)
        {
            case "POST find":
                _search.Start(query["all"] == "true");
                return Json(_search.Status);
            case "POST stop":
                _search.Stop();
                return Json(_search.Status);
            case "GET find":
                return Json(_search.Status);
        }

        var path = PathText.Parse(query["path"] ?? "");
        switch (what)
        {
            case "GET ":
                return (200, PageType, Walking(walk => ExplorerPage.Of(walk, _subject, _start)));
            case "GET at":
                return (200, JsonType, Walking(walk => ExplorerPage.Of(walk.At(path), _subject.Platform)));
            case "GET run":
                int? only = Only(query["process"]);
                return (
                    200,
                    JsonType,
                    Walking(walk => ExplorerPage.Of(walk.At(walk.RunOn(path, only)), _subject.Platform))
                );
            case "GET goals":
                return Json(Walking(walk => walk.GoalsOutOfReach(path, _cancellation)));
            case "GET trace":
                context.Response.Headers["Content-Disposition"] = $"attachment; filename=\"{FileName()}.json\"";
                return (
                    200,
                    JsonType,
                    TraceWriter.Text(Walking(walk => walk.TraceOf(path, query["goal"], _cancellation)))
                );
            default:
                return Error(404, "there is nothing here");
        }
    }

    private T Walking<T>(Func<ExplorerSession, T> look)
    {
        lock (_walking)
        {
            return Unforeseen.Survive(
                () =>
                {
                    // What a walk knows of its model is to be kept only while all goes well.
                    var walk = _walk ?? new ExplorerSession(_model, _subject);
                    _walk = null;
                    var result = look(walk);
                    _walk = walk;
                    return result;
                },
                out _
            );
        }
    }

    private string FileName() =>
        string.Concat(
            $"{_subject.Scenario}-{_subject.Platform}".Select(letter =>
                char.IsAsciiLetterOrDigit(letter) ? letter : '-'
            )
        );

    private int? Only(string? process) =>
        string.IsNullOrEmpty(process) ? null
        : PathText.Parse(process).Steps is [var step] && step.Process < _model.Processes.Count ? step.Process
        : throw new InputException($"there is no process '{process}'");

    private static (int Status, string Type, string Text) Json<T>(T value) => (200, JsonType, ExplorerPage.Json(value));

    private static (int Status, string Type, string Text) Error(int status, string message) =>
        (status, JsonType, ExplorerPage.Json(new { error = message }));
}

/// <summary>A property that fails in a state.</summary>
/// <param name="Kind">How.</param>
/// <param name="Property">The property.</param>
internal sealed record Failure(ViolationKind Kind, string Property);
