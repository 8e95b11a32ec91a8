using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Checker.Tests.Schemas;

/// <summary>
/// Checks JSON against a JSON Schema (drafts 4 to 2020-12), by those keywords that the schemas of the tests use.
/// Another keyword is an error, so that nothing is silently left unchecked; but formats are not looked at.
/// </summary>
internal sealed class JsonSchema
{
    private static readonly string[] _remarks =
    [
        "$schema",
        "id",
        "title",
        "description",
        "default",
        "format",
        "definitions",
        "$defs",
    ];

    private readonly JsonNode _root;

    public JsonSchema(string text) => _root = JsonNode.Parse(text)!;

    /// <summary>A schema of docs/schemas.</summary>
    public static JsonSchema OfDocumentation(string name) =>
        new(File.ReadAllText(Path.Combine(Architecture.Repository.Root, "docs", "schemas", name)));

    /// <summary>What is wrong with a document: a line each, the place first. None when it is valid.</summary>
    public IReadOnlyList<string> Errors(JsonNode? document) => [.. Errors(_root, document, "$")];

    private IEnumerable<string> Errors(JsonNode schema, JsonNode? value, string place) =>
        schema
            .AsObject()
            .SelectMany(keyword =>
                keyword.Key switch
                {
                    _ when _remarks.Contains(keyword.Key) => [],
                    "$ref" => Errors(Definition((string)keyword.Value!), value, place),
                    "type" => IsOfType(keyword.Value!, value)
                        ? []
                        : [$"{place} is {KindOf(value)}, not {keyword.Value}"],
                    "enum" => keyword.Value!.AsArray().Any(known => JsonNode.DeepEquals(known, value))
                        ? []
                        : [$"{place} is none of {keyword.Value}"],
                    "required" => value is JsonObject fields
                        ? keyword
                            .Value!.AsArray()
                            .Where(name => !fields.ContainsKey((string)name!))
                            .Select(name => $"{place} lacks {name}")
                        : [],
                    "properties" => value is JsonObject fields
                        ? keyword
                            .Value!.AsObject()
                            .Where(known => fields.ContainsKey(known.Key))
                            .SelectMany(known => Errors(known.Value!, fields[known.Key], $"{place}.{known.Key}"))
                        : [],
                    "additionalProperties" => value is JsonObject fields
                        ? fields
                            .Where(field => schema["properties"]?.AsObject().ContainsKey(field.Key) != true)
                            .SelectMany(field => Additional(keyword.Value!, field, $"{place}.{field.Key}"))
                        : [],
                    "items" => value is JsonArray items
                        ? items.SelectMany((item, i) => Errors(keyword.Value!, item, $"{place}[{i}]"))
                        : [],
                    "minItems" => value is JsonArray items && items.Count < (int)keyword.Value!
                        ? [$"{place} has fewer than {keyword.Value} items"]
                        : [],
                    "uniqueItems" => value is JsonArray items
                    && items.Where((item, i) => items.Take(i).Any(other => JsonNode.DeepEquals(other, item))).Any()
                        ? [$"{place} has an item twice"]
                        : [],
                    "minLength" => value is JsonValue text
                    && KindOf(text) == "string"
                    && ((string)text!).Length < (int)keyword.Value!
                        ? [$"{place} is too short"]
                        : [],
                    "pattern" => value is JsonValue text
                    && KindOf(text) == "string"
                    && !Regex.IsMatch((string)text!, (string)keyword.Value!)
                        ? [$"{place} is not of the form {keyword.Value}"]
                        : [],
                    "minimum" => IsNumber(value) && value!.GetValue<double>() < keyword.Value!.GetValue<double>()
                        ? [$"{place} is below {keyword.Value}"]
                        : [],
                    "maximum" => IsNumber(value) && value!.GetValue<double>() > keyword.Value!.GetValue<double>()
                        ? [$"{place} is above {keyword.Value}"]
                        : [],
                    "anyOf" => keyword.Value!.AsArray().Any(one => !Errors(one!, value, place).Any())
                        ? []
                        : [$"{place} fits nothing of {keyword.Value}"],
                    "oneOf" => keyword.Value!.AsArray().Count(one => !Errors(one!, value, place).Any()) == 1
                        ? []
                        : [$"{place} does not fit just one of {keyword.Value}"],
                    _ => throw new InvalidOperationException($"the keyword {keyword.Key} is not known here"),
                }
            );

    private IEnumerable<string> Additional(JsonNode rule, KeyValuePair<string, JsonNode?> field, string place) =>
        rule.GetValueKind() switch
        {
            JsonValueKind.True => [],
            JsonValueKind.False => [$"{place} is not allowed"],
            _ => Errors(rule, field.Value, place),
        };

    private JsonNode Definition(string reference) =>
        reference
            .Split('/')
            .Skip(1)
            .Aggregate(_root, (node, part) => node[part] ?? throw new InvalidOperationException($"no {reference}"));

    private static bool IsOfType(JsonNode types, JsonNode? value) =>
        (types is JsonArray several ? several.Select(type => (string)type!) : [(string)types!]).Any(type =>
            type == KindOf(value) || (type == "number" && KindOf(value) == "integer")
        );

    private static bool IsNumber(JsonNode? value) => KindOf(value) is "integer" or "number";

    private static string KindOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => decimal.IsInteger(
                decimal.Parse(
                    value.ToJsonString(),
                    System.Globalization.NumberStyles.Float,
                    CultureInfo.InvariantCulture
                )
            )
                ? "integer"
                : "number",
            _ => "boolean",
        };
}
