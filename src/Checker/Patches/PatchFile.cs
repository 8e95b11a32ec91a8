using System.Security.Cryptography;
using System.Text;
using Checker.Traces;
using Model.Input;

namespace Checker.Patches;

/// <summary>A patch file as it was read.</summary>
/// <param name="Path">The file, as the user named it.</param>
/// <param name="Text">Its content.</param>
/// <param name="Sha256">Hash of its content, as lower-case hexadecimal digits.</param>
internal sealed record PatchFile(string Path, string Text, string Sha256)
{
    private static readonly UTF8Encoding _encoding = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>What traces say of it.</summary>
    public TracedPatch Traced => new(Path, Sha256);

    /// <summary>Reads a patch file.</summary>
    /// <exception cref="InputException">It is not there, cannot be read, or is no text.</exception>
    public static PatchFile Read(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return new PatchFile(
                path,
                _encoding.GetString(bytes).TrimStart('\uFEFF'),
                Convert.ToHexStringLower(SHA256.HashData(bytes))
            );
        }
        catch (DecoderFallbackException)
        {
            throw new InputException("is not a text in UTF-8") { File = path };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                File.Exists(path) ? $"cannot be read: {exception.Message.TrimEnd('.')}" : "there is no such patch file",
                File.Exists(path) ? "" : "checker new patch writes one to start from"
            )
            {
                File = path,
            };
        }
    }
}
