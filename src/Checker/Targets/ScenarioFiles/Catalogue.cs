using System.Reflection;
using Model.Catalogue;
using Model.Scenarios;
using Model.Scenarios.Guests;

namespace Checker.Targets.ScenarioFiles;

/// <summary>All scenarios that come with the checker.</summary>
public static class Catalogue
{
    private const string Folder = "scenarios/";

    /// <summary>
    /// The scenarios in the order in which <c>checker list</c> shows them: those about guests, which are scenario
    /// files, then those about host code.
    /// </summary>
    public static IReadOnlyList<Scenario> Scenarios { get; } = [.. Guests(), .. HostCatalogue.Scenarios];

    private static IEnumerable<Scenario> Guests()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => ScenarioFileReader.Parse(Read(assembly, name), name, new EmbeddedFiles()));
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
