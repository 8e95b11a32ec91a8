using Checker.Files;
using Checker.Reports;
using Checker.Traces;
using Model.Input;
using Model.Systems;

namespace Checker.Cli;

/// <summary>Saves the traces of a check where the user wants them.</summary>
internal sealed class TraceSaving
{
    private readonly string? _path;
    private readonly bool _isFolder;

    /// <summary>Finds out at once what would keep traces from being saved after a long exploration.</summary>
    /// <param name="path">A file for the first trace; a folder, or a path that ends like one, for all of them;
    /// <c>null</c> for none.</param>
    /// <param name="isFolder">Whether the path is a folder however it ends.</param>
    /// <exception cref="InputException">Nothing can be written there.</exception>
    public TraceSaving(string? path, bool isFolder = false)
    {
        _path = path;
        _isFolder = path is not null && (isFolder || Path.EndsInDirectorySeparator(path) || Directory.Exists(path));
        if (_isFolder)
        {
            new TraceFolder(path!).RequireWritable();
        }
        else if (path is not null)
        {
            AtomicFile.RequireWritable(path);
        }
    }

    /// <summary>Saves the traces of the violations.</summary>
    /// <param name="subject">What was checked.</param>
    /// <param name="model">Its model.</param>
    /// <param name="violations">What failed.</param>
    /// <param name="variant">Told apart in the names of files by this; may be empty.</param>
    /// <returns>The path of each trace, <c>null</c> where none was saved.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public IReadOnlyList<string?> Save(
        TraceSubject subject,
        SystemModel model,
        IReadOnlyList<Violation> violations,
        string variant = ""
    )
    {
        string?[] paths = new string?[violations.Count];
        string fingerprint = Fingerprint.Of(model, subject);
        var folder = _isFolder ? new TraceFolder(_path!) : null;
        for (int i = 0; i < paths.Length && _path is not null && (_isFolder || i == 0); i++)
        {
            var trace = new TraceFile(TraceFile.CurrentFormat, subject, fingerprint, violations[i].Trace);
            if (folder is not null)
            {
                paths[i] = folder.Save(
                    trace,
                    $"{subject.Scenario.Replace('/', '-')}-{subject.Platform}{variant}-{Labels.Of(violations[i].Kind)}"
                );
                continue;
            }

            TraceWriter.Write(trace, _path);
            paths[i] = _path;
        }

        return paths;
    }
}
