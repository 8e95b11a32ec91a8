using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Checker.Tests.ScenarioFiles;

/// <summary>
/// YAML as an editor sees it that checks it against a JSON Schema: with the types of YAML 1.2's core schema.
/// </summary>
internal static class YamlJson
{
    public static JsonNode? Of(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Of(stream.Documents[0].RootNode);
    }

    private static JsonNode? Of(YamlNode node) =>
        node switch
        {
            YamlMappingNode mapping => new JsonObject(
                mapping.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Of(entry.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Select(Of)]),
            YamlScalarNode { Style: not ScalarStyle.Plain } quoted => quoted.Value,
            YamlScalarNode { Value: null or "" or "~" or "null" } => null,
            YamlScalarNode { Value: "true" or "false" } truth => truth.Value == "true",
            YamlScalarNode scalar => Number(scalar.Value!) ?? scalar.Value,
            _ => throw new InvalidOperationException(),
        };

    private static JsonNode? Number(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal)
        && ulong.TryParse(
            text.AsSpan(2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out ulong hexadecimal
        )
            ? hexadecimal
        : decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal number
        )
            ? number
        : null;
}
