using System.Text;
using Checker.Patching;
using Checker.ScenarioFiles;
using Checker.Tests.Architecture;
using Model.Patches;

namespace Checker.Tests.Patching;

/// <summary>docs/patches.md lists what can be overridden as the code marks it.</summary>
public sealed class PatchDocumentationTests
{
    private const string Begin = "<!-- steps: written by the tests, with UPDATE_GOLDEN=1 -->\n";
    private const string End = "<!-- end of steps -->";

    [Fact]
    public void The_tables_are_those_of_the_attributes()
    {
        string page = Path.Combine(Repository.Root, "docs", "patches.md");
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string tables = Tables();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(page, text[..begin] + tables + text[end..]);
            return;
        }

        Assert.Equal(tables, text[begin..end]);
    }

    private static string Tables()
    {
        var text = new StringBuilder();
        foreach (var logic in PatchBase.In(Catalogue.Scenarios).GroupBy(start => start.Logic))
        {
            text.Append($"\n### {string.Join(", ", logic.Select(start => start.Name))}\n\n`{logic.Key.FullName}`\n\n| step | stands for | what it does |\n|---|---|---|\n");
            foreach (var step in OverridableStep.Of(logic.Key))
            {
                text.Append($"| `{step.Method.Name}` | {step.Routine.Replace("|", "\\|", StringComparison.Ordinal)} | {step.Summary.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return text.Append('\n').ToString();
    }
}
