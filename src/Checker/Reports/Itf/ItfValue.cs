using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Model.Steps;

namespace Checker.Reports.Itf;

/// <summary>
/// Writes values of a model as expressions of the Informal Trace Format: what is a number, a list or a record stays
/// one.
/// </summary>
internal static class ItfValue
{
    /// <summary>A number, always in the form that has no limits.</summary>
    public static JsonNode Number(BigInteger number) =>
        new JsonObject { ["#bigint"] = number.ToString(CultureInfo.InvariantCulture) };

    /// <summary>A list.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];

    /// <summary>The expression for a value.</summary>
    /// <param name="value">A value of a model: immutable, so without cycles.</param>
    /// <param name="shown">The value as traces show it: what is left for values that have no parts to be seen.</param>
    public static JsonNode Of(object? value, string shown = "") =>
        value switch
        {
            null => JsonValue.Create(""),
            bool truth => JsonValue.Create(truth),
            string text => JsonValue.Create(text),
            char letter => JsonValue.Create(letter.ToString()),
            Enum name => JsonValue.Create(name.ToString()),
            byte or sbyte or short or ushort or int or uint or long or ulong or UInt128 or Int128 or BigInteger =>
                Number(BigInteger.Parse(Text(value), CultureInfo.InvariantCulture)),
            SharedObject target => JsonValue.Create(target.Name),
            ITuple tuple => Tagged("#tup", Enumerable.Range(0, tuple.Length).Select(index => Of(tuple[index]))),
            IDictionary map => Tagged("#map", Pairs(map)),
            IEnumerable items when IsSet(value) => Tagged(
                "#set",
                items
                    .Cast<object?>()
                    .Select(item => Of(item))
                    .OrderBy(item => item.ToJsonString(), StringComparer.Ordinal)
            ),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(item => Of(item))]),
            _ => Record(value) ?? JsonValue.Create(shown.Length > 0 ? shown : Text(value)),
        };

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static bool IsSet(object value) =>
        value
            .GetType()
            .GetInterfaces()
            .Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static JsonObject Tagged(string tag, IEnumerable<JsonNode> items) =>
        new() { [tag] = new JsonArray([.. items]) };

    private static IEnumerable<JsonNode> Pairs(IDictionary map) =>
        map
            .Keys.Cast<object>()
            .Select(key => new JsonArray(Of(key), Of(map[key])))
            .OrderBy(pair => pair.ToJsonString(), StringComparer.Ordinal);

    // The parameters of a record: its other properties only follow from them.
    private static JsonNode? Record(object value)
    {
        var type = value.GetType();
        var parameters = type.GetConstructors()
            .Select(constructor => constructor.GetParameters())
            .Where(found => found.Length > 0 && found.All(parameter => PropertyOf(type, parameter) is not null))
            .MaxBy(found => found.Length);
        if (parameters is null)
        {
            return null;
        }

        var record = new JsonObject();
        foreach (var parameter in parameters)
        {
            record.Add(Lowered(parameter.Name!), Of(PropertyOf(type, parameter)!.GetValue(value)));
        }

        return record;
    }

    private static PropertyInfo? PropertyOf(Type type, ParameterInfo parameter) =>
        type.GetProperty(
            parameter.Name!,
            BindingFlags.Public | BindingFlags.Instance,
            null,
            parameter.ParameterType,
            [],
            null
        );

    // Readers take a record with a field called tag for a variant.
    private static string Lowered(string name) => name == "Tag" ? "tag_" : char.ToLowerInvariant(name[0]) + name[1..];
}
