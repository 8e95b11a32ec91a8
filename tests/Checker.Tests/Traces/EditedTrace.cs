using System.Text.Json.Nodes;
using Checker.Tests.Cli;

namespace Checker.Tests.Traces;

/// <summary>Saves the trace of the token scenario, changes one field, and replays it.</summary>
internal static class EditedTrace
{
    /// <param name="path">Field names and indexes with dots between them.</param>
    /// <param name="value">The new value as JSON.</param>
    /// <param name="save">Arguments of <c>check</c>; the stuck trace of the token scenario when none are given.</param>
    public static (int Code, string Output, string Error) Replay(string path, string value, params string[] save)
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("trace.json");
        CommandLine.Run(["check", .. save.Length == 0 ? ["token", "--on", "split"] : save, "--save", file]);
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        string[] parts = path.Split('.');
        var parent = parts[..^1]
            .Aggregate(root, (node, part) => int.TryParse(part, out int index) ? node[index]! : node[part]!);
        if (int.TryParse(parts[^1], out int last))
        {
            parent[last] = JsonNode.Parse(value);
        }
        else
        {
            parent[parts[^1]] = JsonNode.Parse(value);
        }

        File.WriteAllText(file, root.ToJsonString());
        var (code, output, error) = CommandLine.Run("replay", file);
        return (code, output, error.Replace(file, "trace.json", StringComparison.Ordinal));
    }
}
