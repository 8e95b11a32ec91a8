using System.Security.Cryptography;
using Checker.Traces;
using Model.Catalogue;
using Model.Input;
using Model.Scenarios.Guests;
using Model.Systems;

namespace Checker.Targets;

/// <summary>Makes models of guests that are given as images.</summary>
internal static class CheckedGuest
{
    /// <summary>Builds the model of a guest.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="patched">The platform as it is to be used, made from that of the catalogue; <c>null</c> to use
    /// that.</param>
    /// <exception cref="InputException">Its image is not the one it was checked with, or the parts do not go
    /// together.</exception>
    public static SystemModel Build(
        TracedGuest guest,
        Func<PlatformDescription, PlatformDescription>? patched = null
    ) =>
        HashOf(guest.Request.Image) == guest.Sha256
            ? GuestCheck.Build(guest.Request, patched)
            : throw new InputException(
                "is not the image that the trace was made with",
                "restore that image, or check this one again"
            )
            {
                File = guest.Request.Image,
            };

    /// <summary>The SHA-256 of an image, in lower-case hexadecimal digits.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static string HashOf(string image)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(image)));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException(
                File.Exists(image) ? $"cannot be read: {exception.Message.TrimEnd('.')}" : "there is no such image"
            )
            {
                File = image,
            };
        }
    }
}
