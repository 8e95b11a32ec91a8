using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Checker.Exploration;

namespace Checker.Traces;

/// <summary>How JSON is written and read; the records themselves say what is in it.</summary>
internal static class TraceJson
{
    /// <summary>Strict in reading: every field known, given once, and not null where the record says so.</summary>
    public static JsonSerializerOptions Options { get; } =
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            IgnoreReadOnlyProperties = true,
            Converters =
            {
                new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
                new AddressConverter(),
            },
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            WriteIndented = true,
            IndentSize = 2,
            NewLine = "\n",
        };
}

/// <summary>Writes addresses as people know them: <c>"0xb8000"</c>.</summary>
internal sealed class AddressConverter : JsonConverter<ulong>
{
    public override ulong Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && text.StartsWith("0x", StringComparison.Ordinal)
        && ulong.TryParse(
            text.AsSpan(2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out ulong address
        )
            ? address
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ulong value, JsonSerializerOptions options) =>
        writer.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"0x{value:x}"));
}

/// <summary>Writes the kind of a trace in which nothing fails as <c>none</c>.</summary>
internal sealed class ViolationKindConverter : JsonConverter<ViolationKind?>
{
    /// <summary>What stands for it in files and reports.</summary>
    public const string None = "none";

    /// <summary>Null reaches this converter too.</summary>
    public override bool HandleNull => true;

    public override ViolationKind? Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(None)
            ? null
            : Kinds(options).Read(ref reader, typeof(ViolationKind), options);

    public override void Write(Utf8JsonWriter writer, ViolationKind? value, JsonSerializerOptions options)
    {
        if (value is { } kind)
        {
            Kinds(options).Write(writer, kind, options);
        }
        else
        {
            writer.WriteStringValue(None);
        }
    }

    private static JsonConverter<ViolationKind> Kinds(JsonSerializerOptions options) =>
        (JsonConverter<ViolationKind>)options.GetConverter(typeof(ViolationKind));
}

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
            type =
                known.Kind == JsonTypeInfoKind.Object
                    ? known.Properties.FirstOrDefault(property => property.Name == part.Groups[1].Value)?.PropertyType
                        ?? typeof(object)
                    : known.ElementType ?? typeof(object);
        }

        return type == typeof(ViolationKind?)
            ? $"{NameOf(typeof(ViolationKind))}, {ViolationKindConverter.None}"
            : NameOf(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static string NameOf(Type type) =>
        type == typeof(int) ? "a whole number"
        : type == typeof(string) ? "a text"
        : type == typeof(ulong) ? "an address such as \"0xb8000\""
        : type.IsEnum
            ? "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))
        : TraceJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable ? "a list"
        : "an object";

    [GeneratedRegex(@"\.([^.\[]+)|\[\d+\]")]
    private static partial Regex Parts();
}
