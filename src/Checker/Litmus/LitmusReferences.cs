using System.Text.Json;
using Model.Input;

namespace Checker.Litmus;

/// <summary>The references of many tests.</summary>
internal sealed class LitmusReferences
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
    private readonly Dictionary<string, List<(string Path, LitmusReference Reference)>> _byName = new(
        StringComparer.Ordinal
    );

    /// <summary>Reads references.</summary>
    /// <param name="path">A file with one JSON object a line; or a folder of such files, each called like the folder of
    /// its tests.</param>
    /// <exception cref="InputException">Something cannot be read or is malformed.</exception>
    public LitmusReferences(string path)
    {
        try
        {
            string[] files = Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)]
                : [path];
            foreach (string file in files)
            {
                Read(file, Directory.Exists(path) ? Path.GetFileNameWithoutExtension(file) + "/" : "");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the references cannot be read: {exception.Message.TrimEnd('.')}")
            {
                File = path,
            };
        }
    }

    /// <summary>The reference of a test by the end of its path; <c>null</c> when there is none.</summary>
    public LitmusReference? Find(string test)
    {
        string path = "/" + Path.GetFullPath(test).Replace('\\', '/').TrimStart('/');
        return _byName.TryGetValue(Path.GetFileName(path), out var candidates)
            ? candidates
                .Where(candidate => path.EndsWith("/" + candidate.Path, StringComparison.Ordinal))
                .MaxBy(candidate => candidate.Path.Length)
                .Reference
            : null;
    }

    private void Read(string file, string folder)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var reference =
                Parse(line)
                ?? throw new InputException("expected an object with file, sc and tso, each with states")
                {
                    File = file,
                    Line = number,
                };
            string name = Path.GetFileName(reference.File);
            if (!_byName.TryGetValue(name, out var known))
            {
                _byName.Add(name, known = []);
            }

            known.Add((folder + reference.File, reference));
        }
    }

    private static LitmusReference? Parse(string line)
    {
        try
        {
            return
                JsonSerializer.Deserialize<LitmusReference>(line, _options)
                    is { File: not null, Sc.States: not null, Tso.States: not null } reference
                ? reference
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
