using System.Globalization;
using System.Text;
using Model.Steps;

namespace Checker.Litmus.Synthesis;

/// <summary>A small program: the code of each CPU, and what all locations hold at first.</summary>
/// <param name="Columns">The code.</param>
/// <param name="IsFull">Whether every location holds all ones at first, else zero.</param>
internal sealed record SynthesisProgram(Sequence<Sequence<SynthesisStep>> Columns, bool IsFull)
{
    private static readonly string[] s_locations = ["x", "y", "z"];
    private static readonly string[] s_registers = ["EBX", "ECX", "EDX"];

    /// <summary>The test in herd's format.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="condition">What it claims, or empty for nothing.</param>
    public string Text(string name, string condition)
    {
        var initial = new StringBuilder();
        if (IsFull)
        {
            foreach (int location in Columns.SelectMany(column => column).Where(step => step.What.HasLocation).Select(step => step.Location).Distinct().Order())
            {
                initial.Append(CultureInfo.InvariantCulture, $" {s_locations[location]}=-1;");
            }
        }

        var cells = new List<List<string>>();
        var shown = new StringBuilder();
        int value = 0;
        for (int cpu = 0; cpu < Columns.Count; cpu++)
        {
            var column = new List<string>();
            for (int i = 0; i < Columns[cpu].Count; i++)
            {
                var step = Columns[cpu][i];
                value++;
                column.Add(string.Format(CultureInfo.InvariantCulture, step.What.Text, s_locations[step.Location], s_registers[i], value));
                if (step.What.TakesRegister)
                {
                    initial.Append(CultureInfo.InvariantCulture, $" {cpu}:{s_registers[i]}={value};");
                }
            }

            cells.Add(column);
            if (Columns[cpu].Any(step => step.What.UsesAccumulator))
            {
                shown.Append(CultureInfo.InvariantCulture, $" {cpu}:EAX;");
            }
        }

        return Assemble(name, initial.ToString(), cells, shown.ToString(), condition);
    }

    private static string Assemble(string name, string initial, List<List<string>> cells, string shown, string condition)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"X86 {name}\n{{{initial} }}\n");
        int rows = cells.Max(column => column.Count);
        for (int row = -1; row < rows; row++)
        {
            var line = cells.Select((column, cpu) =>
            {
                int width = column.Append("P0").Max(cell => cell.Length);
                string cell = row < 0 ? string.Create(CultureInfo.InvariantCulture, $"P{cpu}") : row < column.Count ? column[row] : "";
                return cell.PadRight(width);
            });
            text.Append(CultureInfo.InvariantCulture, $" {string.Join(" | ", line)} ;\n");
        }

        text.Append(shown.Length == 0 ? "" : $"locations [{shown.Trim()}]\n");
        return text.Append(condition.Length == 0 ? "forall (true)" : condition).Append('\n').ToString();
    }
}
