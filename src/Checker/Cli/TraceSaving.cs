using Checker.Reports;
using Checker.Traces;
using Model.Systems;

namespace Checker.Cli;

/// <summary>Saves the traces of a check where the user wants them.</summary>
internal sealed class TraceSaving
{
    private readonly string? _path;
    private readonly bool _isFolder;

    /// <summary>Finds out at once what would keep traces from being saved after a long exploration.</summary>
    /// <param name="path">A file for the first trace; a folder, or a path that ends like one, for all of them; <c>null</c> for none.</param>
    /// <param name="isFolder">Whether the path is a folder however it ends.</param>
    /// <exception cref="InputException">Nothing can be written there.</exception>
    public TraceSaving(string? path, bool isFolder = false)
    {
        _path = path;
        _isFolder = path is not null && (isFolder || Path.EndsInDirectorySeparator(path) || Directory.Exists(path));
        if (_isFolder)
        {
            CreateFolder(path!);
            TraceWriter.RequireWritable(Path.Combine(path!, "trace.json"));
        }
        else if (path is not null)
        {
            TraceWriter.RequireWritable(path);
        }
    }

    /// <summary>Saves the traces of the violations.</summary>
    /// <param name="subject">What was checked.</param>
    /// <param name="model">Its model.</param>
    /// <param name="violations">What failed.</param>
    /// <param name="variant">Told apart in the names of files by this; may be empty.</param>
    /// <returns>The path of each trace, <c>null</c> where none was saved.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public IReadOnlyList<string?> Save(TraceSubject subject, SystemModel model, IReadOnlyList<Violation> violations, string variant = "")
    {
        string?[] paths = new string?[violations.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        string fingerprint = Fingerprint.Of(model, subject);
        for (int i = 0; i < paths.Length && _path is not null && (_isFolder || i == 0); i++)
        {
            paths[i] = _isFolder ? Path.Combine(_path, FreeName(taken, $"{subject.Scenario}-{subject.Platform}{variant}-{Words.Of(violations[i].Kind)}")) : _path;
            TraceWriter.Write(new TraceFile(TraceFile.CurrentFormat, subject, fingerprint, violations[i].Trace), paths[i]!);
        }

        return paths;
    }

    private static string FreeName(HashSet<string> taken, string name)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = FormattableString.Invariant($"{name}-{number}");
        }

        return free + ".json";
    }

    private static void CreateFolder(string path)
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
}
