using System.Security.Cryptography;
using Model.Input;
using Model.Scenarios.Guests;

namespace Checker.Targets.ScenarioFiles;

/// <summary>A scenario that a user keeps in a file.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Sha256">Of its content, as lower-case hexadecimal digits.</param>
/// <param name="Scenario">What it says.</param>
internal sealed record ScenarioFile(string Path, string Sha256, GuestScenario Scenario)
{
    private const int LargestFile = 1 << 20;

    /// <summary>Whether a name is that of a scenario file and not of a scenario of the catalogue.</summary>
    public static bool IsNamed(string name) =>
        name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a scenario file; what it names counts from its folder.</summary>
    /// <exception cref="InputException">It cannot be read or is malformed.</exception>
    public static ScenarioFile Read(string path)
    {
        byte[] bytes = Bytes(path);
        var files = new FolderFiles(System.IO.Path.GetDirectoryName(path) ?? "");
        return new ScenarioFile(
            path,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            ScenarioFileReader.Parse(bytes, path, files)
        );
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] buffer = new byte[LargestFile + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length <= LargestFile
                ? buffer[..length]
                : throw new InputException("is too large for a scenario file; expected at most 1 MiB") { File = path };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                File.Exists(path)
                    ? $"cannot be read: {exception.Message.TrimEnd('.')}"
                    : "there is no such scenario file"
            )
            {
                File = path,
            };
        }
    }
}
