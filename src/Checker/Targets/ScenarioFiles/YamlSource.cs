using System.Text;
using Model.Input;
using Model.Scenarios.Guests;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Checker.Targets.ScenarioFiles;

/// <summary>A YAML file: its one document, and where everything in it stands.</summary>
internal sealed class YamlSource
{
    private const int DeepestNesting = 32;

    private readonly string[] _lines;

    private YamlSource(string file, string text)
    {
        File = file;
        _lines = text.Split('\n');
        Root = Load(text);
    }

    /// <summary>The file, as the user named it.</summary>
    public string File { get; }

    /// <summary>The document's root.</summary>
    public YamlNode Root { get; }

    /// <summary>Reads the contents of a file.</summary>
    /// <exception cref="InputException">They are not text, not YAML, or not one document.</exception>
    public static YamlSource Parse(byte[] bytes, string file)
    {
        try
        {
            return new YamlSource(
                file,
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                    .GetString(bytes)
                    .TrimStart('\uFEFF')
            );
        }
        catch (DecoderFallbackException exception)
        {
            int line = bytes.AsSpan(0, exception.Index).Count((byte)'\n') + 1;
            throw new InputException("is not text in UTF-8") { File = file, Line = line };
        }
    }

    /// <summary>A fault at a node.</summary>
    public InputException Wrong(YamlNode node, string message, string hint = "") => Wrong(node.Start, message, hint);

    /// <summary>The text of a scalar, and where it stands.</summary>
    /// <param name="node">The node.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="InputException">It is no scalar, or an empty one.</exception>
    public PlacedText Text(YamlNode node, string what)
    {
        if (node is not YamlScalarNode { Value: { } value } scalar)
        {
            throw Wrong(node, $"{what} must be a text or a number");
        }

        return value.Trim().Length == 0 ? throw Wrong(node, $"{what} must have a value") : Place(scalar, value);
    }

    private PlacedText Place(YamlScalarNode scalar, string value)
    {
        int line = (int)scalar.Start.Line;
        int column = (int)scalar.Start.Column;
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            // The text begins on the first line after the mark that is not empty.
            string content = value.Trim();
            int below = Array.FindIndex(_lines, line, text => text.Trim().Length > 0);
            return below >= 0 && _lines[below].Trim() == content
                ? new PlacedText(
                    content,
                    below + 1,
                    _lines[below].IndexOf(content, StringComparison.Ordinal) + 1,
                    IsVerbatim: true
                )
                : new PlacedText(content, line, column, IsVerbatim: false);
        }

        int start = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? column + 1 : column;
        bool isVerbatim =
            line <= _lines.Length
            && start <= _lines[line - 1].Length
            && _lines[line - 1].AsSpan(start - 1).StartsWith(value);
        return isVerbatim
            ? new PlacedText(value, line, start, IsVerbatim: true)
            : new PlacedText(value, line, column, IsVerbatim: false);
    }

    private YamlNode Load(string text)
    {
        try
        {
            RequireShallow(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count switch
            {
                0 => throw new InputException("is empty", "see docs/scenario-files.md") { File = File, Line = 1 },
                1 => stream.Documents[0].RootNode,
                _ => throw Wrong(stream.Documents[1].RootNode, "a second document begins here; expected one"),
            };
        }
        catch (YamlException exception)
        {
            throw Wrong(exception.Start, $"not YAML: {Lowered(exception.Message)}", "");
        }
    }

    // The library loads what is nested by recursion.
    private void RequireShallow(string text)
    {
        var parser = new Parser(new StringReader(text));
        int depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting)
            {
                throw Wrong(parser.Current.Start, $"nested more than {DeepestNesting} deep", "");
            }
        }
    }

    private InputException Wrong(Mark mark, string message, string hint) =>
        new(message, hint)
        {
            File = File,
            Line = (int)mark.Line,
            Column = (int)mark.Column,
        };

    private static string Lowered(string message)
    {
        string line = message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return line.Length == 0 ? line : char.ToLowerInvariant(line[0]) + line[1..];
    }
}
