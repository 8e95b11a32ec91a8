using Checker.Traces;
using Model.Input;
using Model.Systems;

namespace Checker.Targets;

/// <summary>A trace read from a file, with the model that it is of.</summary>
/// <param name="File">The trace.</param>
/// <param name="Model">The model.</param>
internal sealed record LoadedTrace(TraceFile File, SystemModel Model)
{
    /// <summary>Reads a trace and builds its model.</summary>
    /// <exception cref="InputException">The file is no trace, or of another model.</exception>
    public static LoadedTrace Read(string path, TargetResolver subjects)
    {
        var file = TraceReader.Read(path);
        var model = Build(file, path, subjects);
        return Fingerprint.Of(model, file.Subject) == file.Fingerprint
            ? new LoadedTrace(file, model)
            : throw new InputException(
                "the trace is of another model: its fingerprint differs",
                "make the trace again with this checker"
            )
            {
                File = path,
            };
    }

    private static SystemModel Build(TraceFile file, string path, TargetResolver subjects)
    {
        try
        {
            return subjects.Build(file.Subject);
        }
        catch (InputException exception) when (exception.File is null)
        {
            throw new InputException(exception.Message, exception.Hint) { File = path };
        }
    }
}
