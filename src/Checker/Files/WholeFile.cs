using Model.Systems;

namespace Checker.Files;

/// <summary>Writes files whole or not at all: beside their place, and then renamed.</summary>
internal static class WholeFile
{
    private static long _written;

    /// <summary>Writes a file, in place of one that may be there.</summary>
    /// <param name="path">Where.</param>
    /// <param name="text">The contents.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, string text, string what = "a file")
    {
        RequireWritable(path, what);
        string partial = PartialOf(path);
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            throw Unwritable(path, exception.Message);
        }
    }

    /// <summary>Finds out before long work what would keep a file from being written.</summary>
    /// <param name="path">Where.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void RequireWritable(string path, string what = "a file")
    {
        if (path.Length == 0)
        {
            throw new InputException($"{what} cannot be written to a file without a name");
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
            string partial = PartialOf(path);
            File.Create(partial).Dispose();
            File.Delete(partial);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception.Message);
        }
    }

    // Another name for every process and every call.
    private static string PartialOf(string path) => FormattableString.Invariant($"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref _written)}.partial");

    private static InputException Unwritable(string path, string reason) => new($"cannot be written: {reason.TrimEnd('.')}") { File = path };
}
