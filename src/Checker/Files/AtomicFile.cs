using Model.Input;

namespace Checker.Files;

/// <summary>Writes files whole or not at all: beside their place first, then renamed.</summary>
internal static class AtomicFile
{
    private static long _partials;

    /// <summary>Writes a file, in place of one that may be there.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, string text)
    {
        RequireWritable(path);
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

    /// <summary>Makes a folder that files are to be written in, if it is not there.</summary>
    /// <exception cref="InputException">It cannot be made.</exception>
    public static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the folder cannot be made: {exception.Message.TrimEnd('.')}") { File = path };
        }
    }

    /// <summary>Finds out before a long exploration what would keep a file from being written.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void RequireWritable(string path)
    {
        if (path.Length == 0)
        {
            throw new InputException("a file needs a name to be written");
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

    // Another name for every process and every call: several may write the same file at once.
    private static string PartialOf(string path) =>
        FormattableString.Invariant($"{path}.{Environment.ProcessId}.{Interlocked.Increment(ref _partials)}.partial");

    private static InputException Unwritable(string path, string reason) =>
        new($"cannot be written: {reason.TrimEnd('.')}") { File = path };
}
