using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Checker.Traces;

/// <summary>Says what belongs at a place of a trace file.</summary>
internal static partial class JsonPlace
{
    /// <summary>What is expected at a JSON path such as <c>$.trace.steps[0].kind</c>, in words.</summary>
    public static string Expected(string path)
    {
        var type = typeof(TraceFile);
        foreach (Match part in Parts().Matches(path))
        {
            var known = TraceJson.Options.GetTypeInfo(type);
            type = known.Kind == JsonTypeInfoKind.Object
                ? known.Properties.FirstOrDefault(property => property.Name == part.Groups[1].Value)?.PropertyType ?? typeof(object)
                : known.ElementType ?? typeof(object);
        }

        return NameOf(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static string NameOf(Type type) =>
        type == typeof(int) ? "a whole number"
        : type == typeof(string) ? "a text"
        : type == typeof(ulong) ? "an address such as \"0xb8000\""
        : type.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))
        : TraceJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable ? "a list"
        : "an object";

    [GeneratedRegex(@"\.([^.\[]+)|\[\d+\]")]
    private static partial Regex Parts();
}
