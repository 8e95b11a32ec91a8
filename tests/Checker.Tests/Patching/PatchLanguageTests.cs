using System.Xml.Linq;
using Checker.Patches;
using Checker.Tests.Architecture;
using Microsoft.CodeAnalysis.CSharp;

namespace Checker.Tests.Patching;

/// <summary>A patch may use every form of C# that the checker itself may use.</summary>
public sealed class PatchLanguageTests : IDisposable
{
    private readonly PatchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Forms_of_the_newest_C_sharp_are_accepted()
    {
        _folder.WriteEmulate(
            "Claim.That(Attempts == 2, \"two attempts\"); return await base.Emulate(vcpu, instruction, cpu, access);",
            "private int Attempts { get => field + 1; } = 1;"
        );

        var (code, lines) = _folder.Checked();

        Assert.True(code is 0 or 1, string.Join('\n', lines));
    }

    [Fact]
    public void The_version_is_that_of_the_checker()
    {
        string version = XDocument
            .Load(Path.Combine(Repository.Root, "Directory.Build.props"))
            .Descendants("LangVersion")
            .Single()
            .Value;

        Assert.True(LanguageVersionFacts.TryParse(version, out var language));
        Assert.Equal(PatchSource.Language, language);
    }
}
