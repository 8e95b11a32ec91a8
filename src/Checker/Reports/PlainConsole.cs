using Spectre.Console;
using Spectre.Console.Rendering;

namespace Checker.Reports;

/// <summary>Renders tables as plain text: no colours, no escape codes, no blanks at the ends of lines.</summary>
internal static class PlainConsole
{
    /// <summary>
    /// The lines of a renderable that is to fit into <paramref name="width"/> columns, each with its line end.
    /// </summary>
    public static string Render(IRenderable renderable, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(text),
            }
        );
        console.Profile.Width = width;
        console.Write(renderable);
        return string.Concat(text.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd() + "\n"));
    }
}
