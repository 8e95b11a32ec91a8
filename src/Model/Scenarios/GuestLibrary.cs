using System.Reflection;
using Model.Guests;

namespace Model.Scenarios;

/// <summary>The guest programs that come with the checker.</summary>
public static class GuestLibrary
{
    /// <summary>Loads a guest by its file name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static GuestImage Load(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"guests/{file}")
            ?? throw new ArgumentException($"There is no guest {file}.", nameof(file));
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ElfImage.Parse(bytes, $"guests/{file}");
    }
}
