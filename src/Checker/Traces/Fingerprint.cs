using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Model.Systems;

namespace Checker.Traces;

/// <summary>Identifies a model, so that a trace is replayed on the model it is of and on no other.</summary>
internal static class Fingerprint
{
    /// <summary>SHA-256 over what the model is and what it was built from, as lower-case hexadecimal digits.</summary>
    public static string Of(SystemModel model, TraceSubject subject)
    {
        var text = new StringBuilder();
        Add(text, model.Name, model.Identity, subject.Scenario, subject.Platform);
        foreach (var (name, value) in subject.Parameters.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Add(text, name, value);
        }

        Add(text, ["processes", .. model.Processes.Select(process => process.Name)]);
        Add(text, ["invariants", .. subject.Invariants]);
        Add(text, ["goals", .. subject.Goals]);
        if (subject.While is { } constraints)
        {
            Add(text, ["while", .. constraints]);
        }

        if (subject.Patch is { } patch)
        {
            Add(text, "patch", patch.Sha256);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // Lengths keep two neighbouring texts from being taken for one, or for two others.
    private static void Add(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        }
    }
}
