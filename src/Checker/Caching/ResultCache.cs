using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Checker.Files;
using Checker.Traces;
using Model.Input;
using Model.Steps;

namespace Checker.Caching;

/// <summary>
/// Results of earlier runs, a file each, in a folder of the user. What is damaged counts as missing; what cannot be
/// written is left; several processes may use the folder at once.
/// </summary>
internal sealed class ResultCache
{
    private static readonly TimeSpan _longestUnused = TimeSpan.FromDays(30);

    private readonly string? _folder;

    private ResultCache(string? folder) => _folder = folder;

    /// <summary>A cache that holds nothing.</summary>
    public static ResultCache None { get; } = new(null);

    /// <summary>The cache of the user who runs the program.</summary>
    /// <param name="environment">Looks up environment variables.</param>
    public static ResultCache OfUser(Func<string, string?> environment)
    {
        string? caches =
            environment("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named) ? named
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : null;
        return new ResultCache(string.IsNullOrEmpty(caches) ? null : Path.Combine(caches, "checker", "results"));
    }

    /// <summary>The result of an earlier run, or <c>null</c>.</summary>
    /// <param name="key">What it depends on: of <see cref="CacheKey"/>.</param>
    public T? Find<T>(string key)
        where T : class
    {
        if (_folder is null)
        {
            return null;
        }

        try
        {
            string path = PathOf(key);
            string[] parts = File.ReadAllText(path).Split('\n', 2);
            if (parts.Length < 2 || parts[0] != HashOf(parts[1]))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return JsonSerializer.Deserialize<T>(parts[1], TraceJson.Options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Remembers a result.</summary>
    public void Add<T>(string key, T result)
        where T : class
    {
        if (_folder is null)
        {
            return;
        }

        try
        {
            string text = JsonSerializer.Serialize(result, TraceJson.Options);
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
            AtomicFile.Write(PathOf(key), $"{HashOf(text)}\n{text}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InputException)
        {
            // A result that is not remembered is found anew.
        }
    }

    /// <summary>Deletes what has not been used for a month.</summary>
    public void Prune()
    {
        try
        {
            if (_folder is null || !Directory.Exists(_folder))
            {
                return;
            }

            foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
            {
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > _longestUnused)
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else may be deleting them too.
        }
    }

    private string PathOf(string key) => Path.Combine(_folder!, key[..2], $"{key}.json");

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>Identifies everything that a result depends on, this build of the checker included.</summary>
internal static class CacheKey
{
    private const string Form = "2";

    /// <summary>SHA-256, as lower-case hexadecimal digits, over the checker and the given parts.</summary>
    public static string Of(IEnumerable<string> parts)
    {
        string[] checker =
        [
            Form,
            typeof(CacheKey).Module.ModuleVersionId.ToString("N"),
            typeof(Step).Module.ModuleVersionId.ToString("N"),
            Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId.ToString("N") ?? "",
            Environment.Version.ToString(),
        ];

        // Lengths keep two neighbouring texts from being taken for two others.
        string text = string.Concat(
            checker.Concat(parts).Select(part => FormattableString.Invariant($"{part.Length}:{part}\n"))
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
