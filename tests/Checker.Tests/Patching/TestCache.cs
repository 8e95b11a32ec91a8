using Checker.Caching;

namespace Checker.Tests.Patching;

/// <summary>What bases do, found once for all tests of this run.</summary>
internal static class TestCache
{
    private const string NameOfVariable = "XDG_CACHE_HOME";

    static TestCache() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    /// <summary>Where it lies while the tests run.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("checker-tests-").FullName;

    /// <summary>The cache.</summary>
    public static ResultCache Shared { get; } = ResultCache.OfUser(Variable);

    /// <summary>The environment of a program that uses it.</summary>
    public static string? Variable(string name) =>
        name == NameOfVariable ? Folder : System.Environment.GetEnvironmentVariable(name);
}
