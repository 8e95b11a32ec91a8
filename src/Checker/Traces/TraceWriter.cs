using System.Text.Json;
using Model.Systems;

namespace Checker.Traces;

/// <summary>Writes trace files: whole or not at all.</summary>
internal static class TraceWriter
{
    /// <summary>Writes a trace, in place of a file that may be there.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(TraceFile trace, string path)
    {
        RequireWritable(path);
        string partial = PartialOf(path);
        try
        {
            File.WriteAllText(partial, Text(trace));
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw Unwritable(path, exception.Message);
        }
    }

    /// <summary>The contents of a trace file.</summary>
    public static string Text(TraceFile trace) => JsonSerializer.Serialize(trace, TraceJson.Options) + "\n";

    /// <summary>Finds out before a long exploration what would keep a trace from being written.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void RequireWritable(string path)
    {
        if (path.Length == 0)
        {
            throw new InputException("a trace cannot be written to a file without a name");
        }

        if (Directory.Exists(path))
        {
            throw Unwritable(path, "it is a folder");
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw Unwritable(path, "its folder does not exist");
        }

        try
        {
            // Opening a file of another name beside it asks for the very rights that writing needs.
            File.Create(PartialOf(path)).Dispose();
            File.Delete(PartialOf(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception.Message);
        }
    }

    private static string PartialOf(string path) => FormattableString.Invariant($"{path}.{Environment.ProcessId}.partial");

    private static InputException Unwritable(string path, string reason) => new($"cannot be written: {reason.TrimEnd('.')}") { File = path };
}
