using Checker.Reports;
using Checker.Traces;

namespace Checker.Validation;

/// <summary>Saves the shortest trace of everything that is broken.</summary>
internal static class ValidationTraces
{
    /// <summary>The folder when the user names none.</summary>
    /// <param name="patchFile">The patch file.</param>
    public static string DefaultFolder(string patchFile) => $"traces-of-{Path.GetFileNameWithoutExtension(patchFile)}";

    /// <summary>Saves.</summary>
    /// <param name="outcome">What was shown.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>The path of the trace of each line that is broken.</returns>
    /// <exception cref="Model.Input.InputException">A file cannot be written.</exception>
    public static IReadOnlyDictionary<ValidationLine, string> Save(ValidationOutcome outcome, TraceFolder folder)
    {
        var file = outcome.Patch.File;
        var paths = new Dictionary<ValidationLine, string>(ReferenceEqualityComparer.Instance);
        foreach (var line in outcome.Lines)
        {
            if (line.Shortest is { } row)
            {
                var subject = row.Run.Subject(file.Traced);
                var model = outcome.Runs.First(run => ReferenceEquals(run.Run, row.Run)).AfterModel;
                paths.Add(
                    line,
                    folder.Save(
                        new TraceFile(
                            TraceFile.CurrentFormat,
                            subject,
                            Fingerprint.Of(model, subject),
                            row.Violation!.Trace
                        ),
                        Name(row)
                    )
                );
            }
        }

        return paths;
    }

    private static string Name(ValidationRow row)
    {
        string[] parts =
        [
            row.Run.Scenario.Name.Replace('/', '-'),
            row.Run.Platform.Name,
            row.Run.First,
            .. row.Run.Variation.Select(setting => $"{setting.Key}-{setting.Value}"),
            Labels.Of(row.Kind),
        ];
        return string.Join('-', parts.Where(part => part.Length > 0));
    }
}
