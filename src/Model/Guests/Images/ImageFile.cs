using System.Text;

namespace Model.Guests;

/// <summary>Reads whole files of bounded size, turning every failure into bad input.</summary>
internal static class ImageFile
{
    /// <summary>The most bytes a guest's file may have: 64 MiB, far above any guest that can be explored.</summary>
    public const int LargestFile = 64 << 20;

    public static byte[] Read(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return ReadBounded(stream, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GuestImageException(path, "cannot be read", failure.Message);
        }
    }

    public static string ReadText(string path) => Encoding.UTF8.GetString(Read(path));

    // A device file says it is empty and never ends, so the limit is on what is read and not on what the length claims.
    private static byte[] ReadBounded(FileStream stream, string path)
    {
        using MemoryStream contents = new();
        byte[] buffer = new byte[64 << 10];
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            contents.Write(buffer, 0, count);
            if (contents.Length > LargestFile)
            {
                throw new GuestImageException(path, "is too large", $"expected at most {LargestFile >> 20} MiB");
            }
        }

        return contents.ToArray();
    }
}
