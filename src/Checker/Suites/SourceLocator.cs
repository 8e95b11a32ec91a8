using Checker.Targets;
using Checker.Traces;
using Model.Guests.Images;
using Model.Input;

namespace Checker.Suites;

/// <summary>Finds the line of a guest's source that a step of a trace comes from.</summary>
/// <param name="subjects">Finds the guests.</param>
internal sealed class SourceLocator(TargetResolver subjects)
{
    private readonly Dictionary<TraceSubject, GuestImage?> _images = [];
    private readonly List<string> _notes = [];

    /// <summary>
    /// What is to be said of the guests whose lines could not be read, a line each, in the order in which they were
    /// asked for.
    /// </summary>
    public IReadOnlyList<string> Notes => [.. _notes];

    /// <summary>
    /// The line that an address comes from; <c>null</c> when the image does not say, or when there is no such file
    /// beside the image or where the program runs.
    /// </summary>
    public SourcePlace? Find(TraceSubject subject, ulong? address)
    {
        if (address is not { } known || ImageOf(subject) is not { } image || image.Lines.Find(known) is not { } line)
        {
            return null;
        }

        string[] candidates = [Path.Combine(Path.GetDirectoryName(image.File) ?? "", line.File), line.File];
        return candidates.FirstOrDefault(File.Exists) is { } file ? new SourcePlace(Shown(file), line.Line) : null;
    }

    /// <summary>The line of the last step that has one; <c>null</c> when none has.</summary>
    public SourcePlace? Find(SuiteFinding finding) =>
        finding is { Trace: { } trace, Subject: { } subject }
            ? trace
                .Steps.Reverse()
                .Select(step => Find(subject, step.Address))
                .FirstOrDefault(place => place is not null)
            : null;

    /// <summary>A path as reports show it: from the current folder, where it lies in that, with slashes.</summary>
    public static string Shown(string file)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        bool isOutside =
            Path.IsPathRooted(relative)
            || relative == ".."
            || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return (isOutside ? Path.GetFullPath(file) : relative).Replace(Path.DirectorySeparatorChar, '/');
    }

    private GuestImage? ImageOf(TraceSubject subject)
    {
        if (!_images.TryGetValue(subject, out var image))
        {
            _images.Add(subject, image = Load(subject));
            if (image?.Lines.Note is { } note && !_notes.Contains(note))
            {
                _notes.Add(note);
            }
        }

        return image;
    }

    private GuestImage? Load(TraceSubject subject)
    {
        try
        {
            return subjects.Image(subject);
        }
        catch (InputException)
        {
            // The file was there when the trace was made.
            return null;
        }
    }
}

/// <summary>A place in a file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1, or <c>null</c>.</param>
internal sealed record SourcePlace(string File, int Line, int? Column = null);
