using Checker.Replay;
using Model.Catalogue;
using Model.Input;
using Model.Scenarios.Guests;
using YamlDotNet.RepresentationModel;

namespace Checker.Targets.ScenarioFiles;

/// <summary>Reads the expected verdicts of a scenario file.</summary>
/// <param name="source">The file.</param>
/// <param name="scenario">The scenario, without its expected verdicts.</param>
internal sealed class ExpectedReader(YamlSource source, GuestScenario scenario)
{
    private static readonly string[] _kinds = [.. ViolationDescription.All.Select(kind => kind.Word)];

    /// <summary>Reads all of them, in the file's order.</summary>
    /// <exception cref="InputException">One is malformed, names what is not there, or is there twice.</exception>
    public IReadOnlyList<MatrixRow> Read(YamlFields root)
    {
        var rows = new List<MatrixRow>();
        foreach (var node in root.List("expected"))
        {
            var row = Row(node);
            if (rows.Find(other => IsSame(other, row)) is { } same)
            {
                throw source.Wrong(
                    node,
                    FormattableString.Invariant(
                        $"the entry of line {same.Line} is of the same platform, settings and patch"
                    )
                );
            }

            rows.Add(row);
        }

        return rows;
    }

    private MatrixRow Row(YamlNode node)
    {
        var fields = new YamlFields(source, node, "an expected verdict", ScenarioKeys.Expected);
        var name = fields.Text("platform");
        var platform =
            scenario.Platforms.FirstOrDefault(candidate => candidate.Name == name.Text)
            ?? throw Unknown(
                name,
                $"there is no platform {name.Text}",
                scenario.Platforms.Select(candidate => candidate.Name)
            );
        var set = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, value) in fields.Named("set"))
        {
            set.Add(parameter.Text, Value(platform, parameter, value));
        }

        return new MatrixRow(platform.Name, set, fields.OptionalText("observed")?.Text ?? "", Verdict(fields))
        {
            Patch = fields.OptionalText("patch")?.Text,
            Line = (int)node.Start.Line,
        };
    }

    private string Value(PlatformDescription platform, PlacedText name, PlacedText value)
    {
        var parameters = scenario.ParametersOn(platform);
        var parameter =
            parameters.FirstOrDefault(candidate => candidate.Name == name.Text)
            ?? throw Unknown(
                name,
                $"there is no parameter {name.Text} on {platform.Name}",
                parameters.Select(candidate => candidate.Name)
            );
        try
        {
            return parameter.Normalise(value.Text);
        }
        catch (InputException exception)
        {
            throw Wrong(value, exception.Message, exception.Hint);
        }
    }

    private ExpectedVerdict Verdict(YamlFields fields)
    {
        var verdict = fields.Text("verdict");
        var kinds = fields.Texts("kinds");
        foreach (var kind in kinds)
        {
            if (!_kinds.Contains(kind.Text, StringComparer.Ordinal))
            {
                throw Unknown(kind, $"there is no kind of violation {kind.Text}", _kinds);
            }
        }

        return verdict.Text switch
        {
            "holds" => kinds.Count == 0
                ? ExpectedVerdict.Holds
                : throw Wrong(kinds[0], "nothing is violated where the verdict is holds", "leave kinds out"),
            "violated" => ExpectedVerdict.Violates([
                .. kinds.Select(kind => kind.Text).Distinct(StringComparer.Ordinal),
            ]),
            _ => throw Unknown(verdict, $"verdict cannot be '{verdict.Text}'", ["holds", "violated"]),
        };
    }

    private static bool IsSame(MatrixRow left, MatrixRow right) =>
        left.Platform == right.Platform && left.Patch == right.Patch && left.Set.SequenceEqual(right.Set);

    private InputException Unknown(PlacedText text, string message, IEnumerable<string> known) =>
        Wrong(
            text,
            $"{message}; expected one of {string.Join(", ", known)}",
            NearestName.Of(text.Text, known) is { } near ? $"did you mean {near}?" : ""
        );

    private InputException Wrong(PlacedText place, string message, string hint = "") =>
        new(message, hint)
        {
            File = source.File,
            Line = place.Line,
            Column = place.Column,
        };
}
