using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Checker.Tests.Reports.Itf;

/// <summary>The rules of the Informal Trace Format as Apalache's ADR-015 states them.</summary>
internal static partial class ItfRules
{
    private const long LargestInteger = (1L << 53) - 1;

    /// <summary>What in a trace breaks a rule; nothing when it is well-formed.</summary>
    public static IReadOnlyList<string> Broken(JsonNode? trace)
    {
        var broken = new List<string>();
        if (trace is not JsonObject whole)
        {
            return ["a trace is an object"];
        }

        Require(whole["#meta"] is null or JsonObject, "#meta is an object");
        Require(
            whole.All(field => field.Key is "#meta" or "params" or "vars" or "states" or "loop"),
            "no other fields"
        );
        Require(whole["params"] is null || Names(whole["params"]) is not null, "params are names");
        if (Names(whole["vars"]) is not { } vars || whole["states"] is not JsonArray states)
        {
            return [.. broken, "there are vars and states"];
        }

        Require(vars.Length == vars.Distinct(StringComparer.Ordinal).Count(), "every name once");
        Require(vars.All(name => !name.StartsWith('#')), "names do not begin with #");
        Require(states.Count > 0, "there is a state");
        Require(
            whole["loop"] is null || (IsInteger(whole["loop"]!, out long loop) && loop >= 0 && loop < states.Count),
            "loop is the index of a state"
        );
        for (int i = 0; i < states.Count; i++)
        {
            if (states[i] is not JsonObject state)
            {
                broken.Add("a state is an object");
                continue;
            }

            Require(state["#meta"] is null or JsonObject, "#meta of a state is an object");
            Require(
                state["#meta"]?["index"] is not { } index || (IsInteger(index, out long number) && number == i),
                "the index is the place"
            );
            string[] fields = [.. state.Select(field => field.Key).Where(name => name != "#meta")];
            Require(
                fields.Order(StringComparer.Ordinal).SequenceEqual(vars.Order(StringComparer.Ordinal)),
                "every variable has a value in every state"
            );
            Require(
                state.Where(field => field.Key != "#meta").All(field => IsExpression(field.Value)),
                "values are expressions"
            );
        }

        return broken;

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                broken.Add(rule);
            }
        }
    }

    /// <summary>Whether something is an expression.</summary>
    public static bool IsExpression(JsonNode? value) =>
        value switch
        {
            JsonValue single => single.TryGetValue(out string? _)
                || single.TryGetValue(out bool _)
                || IsInteger(single, out _),
            JsonArray list => list.All(IsExpression),
            JsonObject tagged when tagged.Any(field => field.Key.StartsWith('#')) => tagged.Count == 1
                && tagged.Single() is var (tag, content)
                && tag switch
                {
                    "#bigint" => content is JsonValue digits
                        && digits.TryGetValue(out string? text)
                        && BigInteger().IsMatch(text),
                    "#tup" or "#set" => content is JsonArray items && items.All(IsExpression),
                    "#map" => content is JsonArray pairs
                        && pairs.All(pair => pair is JsonArray { Count: 2 } both && both.All(IsExpression)),
                    _ => false,
                },
            JsonObject record => record.All(field => IsExpression(field.Value)),
            _ => false,
        };

    private static string[]? Names(JsonNode? names) =>
        names is JsonArray list && list.All(name => name is JsonValue value && value.TryGetValue(out string? _))
            ? [.. list.Select(name => (string)name!)]
            : null;

    private static bool IsInteger(JsonNode value, out long number)
    {
        number = 0;
        return value is JsonValue single
            && long.TryParse(single.ToJsonString(), out number)
            && Math.Abs(number) <= LargestInteger;
    }

    [GeneratedRegex(@"\A-?[0-9]+\z")]
    private static partial Regex BigInteger();
}
