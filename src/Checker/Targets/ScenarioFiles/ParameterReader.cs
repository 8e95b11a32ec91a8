using System.Globalization;
using System.Text.RegularExpressions;
using Model.Catalogue;
using Model.Input;
using Model.Platforms;
using Model.Scenarios.Guests;
using YamlDotNet.RepresentationModel;

namespace Checker.Targets.ScenarioFiles;

/// <summary>Reads the parameters of a scenario file.</summary>
/// <param name="source">The file.</param>
internal sealed partial class ParameterReader(YamlSource source)
{
    private static readonly WordDefinition _nothing = new(
        new Dictionary<string, string>(),
        new Dictionary<string, string>()
    );

    /// <summary>Reads all of them, in the file's order.</summary>
    /// <exception cref="InputException">One is malformed, or its name is taken.</exception>
    public IReadOnlyList<ParameterDefinition> Read(YamlFields root)
    {
        if (root.Find("parameters") is not { } node)
        {
            return [];
        }

        var entries = new YamlFields(source, node, "parameters", known: null).Entries;
        ParameterDefinition[] parameters = [.. entries.Select(entry => Definition(entry.Key, entry.Value))];
        foreach (var (_, value) in entries)
        {
            RequireNeeds(value, parameters);
        }

        return parameters;
    }

    private ParameterDefinition Definition(PlacedText name, YamlNode node)
    {
        RequireFree(name);
        bool hasWords = node is YamlMappingNode mapping && mapping.Children.ContainsKey("words");
        string what = $"the parameter {name.Text}";
        var fields = new YamlFields(
            source,
            node,
            what,
            hasWords ? ScenarioKeys.WordParameter : ScenarioKeys.NumberParameter
        );
        string summary = fields.Text("summary").Text;
        if (!hasWords)
        {
            return new ParameterDefinition(
                Number(name.Text, summary, fields),
                new Dictionary<string, WordDefinition>()
            );
        }

        var words = Words(fields);
        return new ParameterDefinition(
            Parameter.OneOf(name.Text, summary, [.. words.Select(word => word.Name)]),
            words.ToDictionary(word => word.Name, word => word.Definition)
        );
    }

    private Parameter Number(string name, string summary, YamlFields fields)
    {
        long least = fields.Find("minimum") is null ? 0 : Whole(fields, "minimum", long.MinValue);
        long most = fields.Find("maximum") is null ? long.MaxValue : Whole(fields, "maximum", least);
        long value = Whole(fields, "default", least);
        return value <= most
            ? Parameter.Number(name, summary, value, least, most)
            : throw source.Wrong(
                fields.Require("default"),
                string.Create(CultureInfo.InvariantCulture, $"default cannot be {value}; expected at most {most}")
            );
    }

    private long Whole(YamlFields fields, string key, long least)
    {
        string text = fields.Text(key).Text;
        string range =
            least == long.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" of at least {least}");
        return
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= least
            ? number
            : throw source.Wrong(fields.Require(key), $"{key} cannot be '{text}'; expected a whole number{range}");
    }

    private List<(string Name, WordDefinition Definition)> Words(YamlFields fields)
    {
        var node = fields.Require("words");
        List<(PlacedText Name, WordDefinition Definition)> words =
            node is YamlSequenceNode
                ? [.. fields.Texts("words").Select(word => (word, _nothing))]
                :
                [
                    .. new YamlFields(source, node, "words", known: null).Entries.Select(entry =>
                        (entry.Key, Word(entry.Key.Text, entry.Value))
                    ),
                ];
        if (words.Count == 0)
        {
            throw source.Wrong(node, "words is empty; expected at least one, the default first");
        }

        foreach (var (name, definition) in words)
        {
            if (words.Exists(other => other.Name.Text == name.Text && other.Name != name))
            {
                throw Wrong(name, $"the word {name.Text} is given twice");
            }

            if (
                words[0]
                    .Definition.Values.Keys.Concat(definition.Values.Keys)
                    .FirstOrDefault(key =>
                        !(words[0].Definition.Values.ContainsKey(key) && definition.Values.ContainsKey(key))
                    ) is
                { } odd
            )
            {
                throw Wrong(
                    name,
                    $"the words {words[0].Name.Text} and {name.Text} do not both give a value to {odd}",
                    "every word gives values to the same names"
                );
            }
        }

        return [.. words.Select(word => (word.Name.Text, word.Definition))];
    }

    private WordDefinition Word(string name, YamlNode node)
    {
        var fields = new YamlFields(source, node, $"the word {name}", ScenarioKeys.Word);
        return new WordDefinition(Dictionary(fields.Named("values")), Dictionary(fields.Named("needs")));
    }

    private void RequireFree(PlacedText name)
    {
        if (!NameForm().IsMatch(name.Text))
        {
            throw Wrong(
                name,
                $"a parameter cannot be called '{name.Text}'; expected letters, digits, - and _, a letter first"
            );
        }

        if (name.Text == "cpu")
        {
            throw Wrong(name, "a parameter cannot be called cpu: ${cpu} is the number of a CPU");
        }

        if (GuestScenario.Modelling.Any(parameter => parameter.Name == name.Text))
        {
            throw Wrong(
                name,
                $"a parameter cannot be called {name.Text}: every scenario about a guest has one of that name"
            );
        }

        if (
            PlatformCatalogue.All.FirstOrDefault(platform =>
                platform.Parameters.Any(parameter => parameter.Name == name.Text)
            ) is
            { } taken
        )
        {
            throw Wrong(
                name,
                $"a parameter cannot be called {name.Text}: the platform {taken.Name} has one of that name"
            );
        }
    }

    private void RequireNeeds(YamlNode parameter, IReadOnlyList<ParameterDefinition> all)
    {
        if (
            parameter is not YamlMappingNode mapping
            || !mapping.Children.TryGetValue("words", out var words)
            || words is not YamlMappingNode byName
        )
        {
            return;
        }

        foreach (
            var need in byName.Children.Values.SelectMany(word =>
                new YamlFields(source, word, "a word", ScenarioKeys.Word).Named("needs")
            )
        )
        {
            var needed =
                all.FirstOrDefault(candidate => candidate.Parameter.Name == need.Name.Text)?.Parameter
                ?? throw Wrong(
                    need.Name,
                    $"there is no parameter {need.Name.Text} in this file",
                    NearestName.Of(need.Name.Text, all.Select(candidate => candidate.Parameter.Name)) is { } near
                        ? $"did you mean {near}?"
                        : ""
                );
            Normalised(needed, need.Value);
        }
    }

    private void Normalised(Parameter parameter, PlacedText value)
    {
        try
        {
            parameter.Normalise(value.Text);
        }
        catch (InputException exception)
        {
            throw Wrong(value, exception.Message, exception.Hint);
        }
    }

    private InputException Wrong(PlacedText place, string message, string hint = "") =>
        new(message, hint)
        {
            File = source.File,
            Line = place.Line,
            Column = place.Column,
        };

    private static Dictionary<string, string> Dictionary(IEnumerable<NamedText> entries) =>
        entries.ToDictionary(entry => entry.Name.Text, entry => entry.Value.Text);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
