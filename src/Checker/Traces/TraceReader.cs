using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Model.Input;

namespace Checker.Traces;

/// <summary>
/// Reads trace files. Whatever is wrong with one, the error is one line that says where and what was expected.
/// </summary>
internal static partial class TraceReader
{
    /// <summary>Reads a trace file.</summary>
    /// <exception cref="InputException">It cannot be read, is malformed, or is of another format version.</exception>
    public static TraceFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                File.Exists(path) ? $"cannot be read: {exception.Message.TrimEnd('.')}" : "there is no such trace file"
            )
            {
                File = path,
            };
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads the contents of a trace file.</summary>
    /// <exception cref="InputException">They are malformed or of another format version.</exception>
    public static TraceFile Parse(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            int format =
                JsonSerializer.Deserialize<Version>(bytes, _versionOptions)?.Format
                ?? throw new JsonException("expected an object");
            if (format is < TraceFile.OldestFormat or > TraceFile.CurrentFormat)
            {
                throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the trace has format version "
                            + $"{format}; this checker reads versions {TraceFile.OldestFormat} to "
                            + $"{TraceFile.CurrentFormat}"
                    ),
                    "make the trace again with this checker"
                )
                {
                    File = path,
                };
            }

            var file = JsonSerializer.Deserialize<TraceFile>(bytes, TraceJson.Options)!;
            RequireNoGaps(file, path);
            return file;
        }
        catch (JsonException exception)
        {
            throw new InputException($"not a trace: {Expected(exception)}")
            {
                File = path,
                Line = (int?)exception.LineNumber + 1,
                Column = (int?)exception.BytePositionInLine + 1,
            };
        }
    }

    // A list may hold null whatever its type says.
    private static void RequireNoGaps(TraceFile file, string path)
    {
        var trace = file.Trace;
        IEnumerable<object?> parts =
        [
            .. trace.Processes,
            .. trace.AllSteps,
            .. trace.Endings,
            .. file.Subject.Invariants,
            .. file.Subject.Goals,
            .. file.Subject.While ?? [],
            .. trace
                .AllSteps.Where(step => step is not null)
                .SelectMany(step => (IEnumerable<object?>)[.. step.Objects, .. step.Changes, .. step.Notes]),
            .. trace.Endings.Where(ending => ending is not null).SelectMany(ending => ending.Details),
        ];
        if (parts.Contains(null))
        {
            throw new InputException("not a trace: a list holds null") { File = path };
        }
    }

    // The library speaks of .NET types; the reader of the message knows fields.
    private static string Expected(JsonException exception)
    {
        string message = exception.Message;
        string field = exception.Path is null or "$" ? "the file" : exception.Path.TrimStart('$', '.');
        if (message.Contains("could not be converted", StringComparison.Ordinal))
        {
            return $"{field} must be {JsonPlace.Expected(exception.Path ?? "$")}";
        }

        if (message.Contains("allow null", StringComparison.Ordinal))
        {
            return $"{field} must have a value";
        }

        if (MissingFields().Match(message) is { Success: true } missing)
        {
            return $"{field} lacks {missing.Groups[1].Value}";
        }

        if (QuotedField().Match(message) is { Success: true } quoted && exception.InnerException is null)
        {
            string fault = message.StartsWith("Duplicate", StringComparison.Ordinal)
                ? "is given twice"
                : "is not a field here";
            return $"'{quoted.Groups[1].Value}' {fault}";
        }

        int end = FirstSentence().Match(message) is { Success: true } sentence ? sentence.Index : message.Length;
        return message[..end].TrimEnd('.', ' ');
    }

    [GeneratedRegex(@"missing required properties including: (.+?)\.(?: Path:|$)")]
    private static partial Regex MissingFields();

    [GeneratedRegex("property '([^']+)'")]
    private static partial Regex QuotedField();

    [GeneratedRegex(@"\. | Path:| LineNumber:")]
    private static partial Regex FirstSentence();

    private static readonly JsonSerializerOptions _versionOptions = new(TraceJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    private sealed record Version(int Format);
}

/// <summary>What earlier versions of the checker called otherwise.</summary>
/// <remarks>
/// Traces of format 1 name a place in memory by the aligned word of four bytes that holds it: so what they call it is
/// not compared. Who steps, what the step is, its outcome and where it comes from still are, and all that it answers
/// but for names. Store buffers of host code had words of their own in some traces of format 2.
/// </remarks>
internal static class OldNames
{
    private const string BufferStore = "buffer store";
    private const string Flush = "flush";
    private const string HostBufferStore = "buffered store";
    private const string HostFlush = "drain";

    /// <summary>The step in the words of the recorded one.</summary>
    /// <param name="actual">What happens.</param>
    /// <param name="recorded">What the trace says.</param>
    /// <param name="format">The trace's format.</param>
    public static TraceStep In(TraceStep actual, TraceStep recorded, int format)
    {
        var told = InWordsOfHost(actual, recorded);
        return format > TraceFile.OldestFormat
            ? told
            : told with
            {
                Objects = recorded.Objects,
                Changes = recorded.Changes,
                Operand = told.Kind == BufferStore ? recorded.Operand : told.Operand,
                Response = told.Kind == Flush ? recorded.Response : told.Response,
            };
    }

    /// <summary>The endings in the words of the recorded ones.</summary>
    /// <param name="actual">How the processes stand.</param>
    /// <param name="recorded">What the trace says.</param>
    /// <param name="format">The trace's format.</param>
    public static IReadOnlyList<ProcessEnding> In(
        IReadOnlyList<ProcessEnding> actual,
        IReadOnlyList<ProcessEnding> recorded,
        int format
    ) =>
        [
            .. actual
                .Zip(recorded)
                .Select(pair => pair.First with { Details = In(pair.First.Details, pair.Second.Details, format) }),
            .. actual.Skip(recorded.Count),
        ];

    private static IReadOnlyList<string> In(IReadOnlyList<string> actual, IReadOnlyList<string> recorded, int format) =>
        format == TraceFile.OldestFormat
            ? recorded
            : [.. actual.Zip(recorded, InWordsOfHost), .. actual.Skip(recorded.Count)];

    private static TraceStep InWordsOfHost(TraceStep actual, TraceStep recorded) =>
        (actual.Kind, recorded.Kind) switch
        {
            (BufferStore, HostBufferStore) => actual with
            {
                Kind = recorded.Kind,
                Operand = Assigned(actual.Operand),
                Changes = Assigned(actual.Changes),
            },
            (Flush, HostFlush) => actual with
            {
                Kind = recorded.Kind,
                Objects = recorded.Objects,
                Response = recorded.Response,
                Changes = Assigned(actual.Changes),
            },
            _ => actual,
        };

    // A flush was told with all the words that the buffer is for.
    private static string InWordsOfHost(string actual, string recorded) =>
        Begins(actual, BufferStore) && Begins(recorded, HostBufferStore)
            ? HostBufferStore + Assigned(actual[BufferStore.Length..])
        : Begins(actual, Flush) && Begins(recorded, HostFlush) ? recorded
        : actual;

    private static bool Begins(string operation, string kind) =>
        operation.StartsWith($"{kind} [", StringComparison.Ordinal);

    private static IReadOnlyList<TraceChange> Assigned(IReadOnlyList<TraceChange> changes) =>
        [.. changes.Select(change => change with { Before = Assigned(change.Before), After = Assigned(change.After) })];

    private static string Assigned(string stores) => stores.Replace(" <- ", " := ", StringComparison.Ordinal);
}
