using System.Text;
using Checker.Patches;
using Checker.Targets.ScenarioFiles;
using Checker.Tests.Architecture;
using Model.Steps;

namespace Checker.Tests.Documentation;

/// <summary>
/// docs/steps.md lists what a patch can override as the code marks it; <c>UPDATE_GOLDEN=1</c> writes it.
/// </summary>
public sealed class StepsPageTests
{
    private const string Head = """
        # Steps that a patch can override

        This page is generated from the attributes in the code (`UPDATE_GOLDEN=1 dotnet test tests/Checker.Tests`).
        [patches.md](patches.md) explains how to write a patch.
        `checker new patch --base NAME FILE` writes a file with every step of a base.


        """;

    [Fact]
    public void The_page_is_that_of_the_attributes()
    {
        string page = Path.Combine(Repository.Root, "docs", "steps.md");
        string text = Head + string.Join('\n', Sections());
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(page, text);
            return;
        }

        Assert.Equal(text, File.ReadAllText(page));
    }

    // Logic with the same steps shares a section: variants of one scenario differ in their bodies only.
    private static IEnumerable<string> Sections() =>
        PatchBase
            .In(Catalogue.Scenarios)
            .GroupBy(start => start.Logic)
            .GroupBy(logic => (Subject: Subject(logic.First()), Steps: Steps(logic.Key)))
            .Select(section =>
            {
                var text = new StringBuilder();
                var names = section.Key.Subject is { } scenario ? [scenario] : section.SelectMany(Names);
                text.Append($"## {string.Join(", ", names)}\n\n| class | bases |\n|---|---|\n");
                foreach (var logic in section)
                {
                    text.Append(
                        $"| `{logic.Key.FullName}` | {string.Join(", ", Names(logic).Select(name => $"`{name}`"))} |\n"
                    );
                }

                return text.Append($"\n{section.Key.Steps}").ToString();
            });

    private static IEnumerable<string> Names(IEnumerable<PatchBase> starts) => starts.Select(start => start.Name);

    private static string? Subject(PatchBase start) =>
        start.Name.Contains('/', StringComparison.Ordinal) ? start.Name.Split('/')[0] : null;

    private static string Steps(Type logic)
    {
        var text = new StringBuilder("| step | stands for | what it does |\n|---|---|---|\n");
        foreach (var step in OverridableStep.Of(logic))
        {
            text.Append($"| `{step.Method.Name}` | {Cell(step.Routine)} | {Cell(step.Summary)} |\n");
        }

        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
