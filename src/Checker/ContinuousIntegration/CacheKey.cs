using System.Security.Cryptography;
using System.Text;
using Model.Steps;

namespace Checker.ContinuousIntegration;

/// <summary>Identifies everything that a result depends on, this build of the checker included.</summary>
internal static class CacheKey
{
    private const string Form = "1";

    /// <summary>SHA-256, as lower-case hexadecimal digits, over the checker and the given parts.</summary>
    public static string Of(IEnumerable<string> parts)
    {
        string[] checker =
        [
            Form,
            typeof(CacheKey).Module.ModuleVersionId.ToString("N"),
            typeof(Step).Module.ModuleVersionId.ToString("N"),
            Environment.Version.ToString(),
        ];

        // Lengths keep two neighbouring texts from being taken for two others.
        string text = string.Concat(checker.Concat(parts).Select(part => FormattableString.Invariant($"{part.Length}:{part}\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
