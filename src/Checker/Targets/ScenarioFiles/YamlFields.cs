using Model.Input;
using Model.Scenarios.Guests;
using YamlDotNet.RepresentationModel;

namespace Checker.Targets.ScenarioFiles;

/// <summary>The entries of a mapping.</summary>
internal sealed class YamlFields
{
    private readonly YamlSource _source;
    private readonly YamlNode _node;
    private readonly string _what;
    private readonly List<(PlacedText Key, YamlNode Value)> _entries = [];

    /// <summary>Reads the keys.</summary>
    /// <param name="source">The file.</param>
    /// <param name="node">The mapping.</param>
    /// <param name="what">What it describes, for messages.</param>
    /// <param name="known">The keys that it may have; <c>null</c> for any.</param>
    /// <exception cref="InputException">The node is no mapping, or a key is unknown.</exception>
    public YamlFields(YamlSource source, YamlNode node, string what, IReadOnlyList<string>? known)
    {
        _source = source;
        _node = node;
        _what = what;
        if (IsEmpty(node))
        {
            return;
        }

        if (node is not YamlMappingNode mapping)
        {
            throw source.Wrong(node, $"{what} must be a mapping: KEY: VALUE");
        }

        foreach (var (key, value) in mapping)
        {
            var name = source.Text(key, "a key");
            if (known?.Contains(name.Text, StringComparer.Ordinal) == false)
            {
                throw source.Wrong(
                    key,
                    $"{what} has no key {name.Text}; expected one of {string.Join(", ", known)}",
                    NearestName.Of(name.Text, known) is { } near ? $"did you mean {near}?" : ""
                );
            }

            _entries.Add((name, value));
        }
    }

    /// <summary>All entries in the file's order.</summary>
    public IReadOnlyList<(PlacedText Key, YamlNode Value)> Entries => _entries;

    /// <summary>Whether a node is there but says nothing, as after <c>key:</c> at the end of a line.</summary>
    public static bool IsEmpty(YamlNode node) =>
        node is YamlScalarNode { Value: null or "" or "~" or "null", Style: YamlDotNet.Core.ScalarStyle.Plain };

    /// <summary>The value of a key, or <c>null</c>.</summary>
    public YamlNode? Find(string key) => _entries.Find(entry => entry.Key.Text == key).Value;

    /// <summary>The value of a key.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public YamlNode Require(string key) => Find(key) ?? throw _source.Wrong(_node, $"{_what} lacks the key {key}");

    /// <summary>The text of a key.</summary>
    /// <exception cref="InputException">There is none, or it is no text.</exception>
    public PlacedText Text(string key) => _source.Text(Require(key), key);

    /// <summary>The text of a key, or <c>null</c>.</summary>
    /// <exception cref="InputException">It is no text.</exception>
    public PlacedText? OptionalText(string key) => Find(key) is { } node ? _source.Text(node, key) : null;

    /// <summary>The elements of a list; none when the key is not there.</summary>
    /// <exception cref="InputException">The value is no list.</exception>
    public IEnumerable<YamlNode> List(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            { } empty when IsEmpty(empty) => [],
            { } other => throw _source.Wrong(other, $"{key} must be a list"),
        };

    /// <summary>The texts of a list; none when the key is not there.</summary>
    /// <exception cref="InputException">The value is no list of texts.</exception>
    public IReadOnlyList<PlacedText> Texts(string key) =>
        [.. List(key).Select(node => _source.Text(node, $"an entry of {key}"))];

    /// <summary>Values by name; none when the key is not there.</summary>
    /// <exception cref="InputException">The value is no mapping of texts.</exception>
    public IReadOnlyList<NamedText> Named(string key) =>
        Find(key) is { } node
            ?
            [
                .. new YamlFields(_source, node, key, known: null).Entries.Select(entry => new NamedText(
                    entry.Key,
                    _source.Text(entry.Value, entry.Key.Text)
                )),
            ]
            : [];
}
