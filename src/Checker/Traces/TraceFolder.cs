using Checker.Files;
using Model.Input;

namespace Checker.Traces;

/// <summary>A folder that traces are saved in, each under a name of its own.</summary>
/// <param name="path">The folder; it is made when the first trace is saved.</param>
internal sealed class TraceFolder(string path)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Makes the folder, and finds out at once what would keep traces from being saved there.</summary>
    /// <exception cref="InputException">Nothing can be written there.</exception>
    public void RequireWritable()
    {
        AtomicFile.CreateFolder(path);
        AtomicFile.RequireWritable(Path.Combine(path, "trace.json"));
    }

    /// <summary>Saves a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="name">The file's name without its ending; a number is added when it is taken.</param>
    /// <returns>The path.</returns>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public string Save(TraceFile trace, string name)
    {
        AtomicFile.CreateFolder(path);
        string free = name;
        for (int number = 2; !_taken.Add(free); number++)
        {
            free = FormattableString.Invariant($"{name}-{number}");
        }

        string file = Path.Combine(path, free + ".json");
        TraceWriter.Write(trace, file);
        return file;
    }
}
