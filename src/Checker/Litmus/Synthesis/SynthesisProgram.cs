using System.Globalization;
using System.Text;
using Model.Steps;

namespace Checker.Litmus.Synthesis;

/// <summary>A small program: the code of each CPU, and what all locations hold at first.</summary>
/// <param name="Columns">The code.</param>
/// <param name="IsFull">Whether every location holds all ones at first, else zero.</param>
internal sealed record SynthesisProgram(Sequence<Sequence<SynthesisStep>> Columns, bool IsFull)
{
    private static readonly string[] _locations = ["x", "y", "z"];
    private static readonly string[] _registers = ["EBX", "ECX", "EDX"];

    /// <summary>The test in herd's format.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="condition">What it claims, or empty for nothing.</param>
    public string Text(string name, string condition)
    {
        var initial = new StringBuilder();
        if (IsFull)
        {
            foreach (
                int location in Columns
                    .SelectMany(column => column)
                    .Where(step => step.What.HasLocation)
                    .Select(step => step.Location)
                    .Distinct()
                    .Order()
            )
            {
                initial.Append(CultureInfo.InvariantCulture, $" {_locations[location]}=-1;");
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
                column.Add(
                    string.Format(
                        CultureInfo.InvariantCulture,
                        step.What.Text,
                        _locations[step.Location],
                        _registers[i],
                        value
                    )
                );
                if (step.What.TakesRegister)
                {
                    initial.Append(CultureInfo.InvariantCulture, $" {cpu}:{_registers[i]}={value};");
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

    private static string Assemble(
        string name,
        string initial,
        List<List<string>> cells,
        string shown,
        string condition
    )
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"X86 {name}\n{{{initial} }}\n");
        int rows = cells.Max(column => column.Count);
        for (int row = -1; row < rows; row++)
        {
            var line = cells.Select(
                (column, cpu) =>
                {
                    int width = column.Append("P0").Max(cell => cell.Length);
                    string cell =
                        row < 0 ? string.Create(CultureInfo.InvariantCulture, $"P{cpu}")
                        : row < column.Count ? column[row]
                        : "";
                    return cell.PadRight(width);
                }
            );
            text.Append(CultureInfo.InvariantCulture, $" {string.Join(" | ", line)} ;\n");
        }

        text.Append(shown.Length == 0 ? "" : $"locations [{shown.Trim()}]\n");
        return text.Append(condition.Length == 0 ? "forall (true)" : condition).Append('\n').ToString();
    }
}

/// <summary>An instruction on a location.</summary>
/// <param name="Instruction">Index in <see cref="SynthesisInstruction.All"/>.</param>
/// <param name="Location">The location, counted from 0; 0 when the instruction has none.</param>
internal readonly record struct SynthesisStep(int Instruction, int Location) : IComparable<SynthesisStep>
{
    /// <summary>The instruction.</summary>
    public SynthesisInstruction What => SynthesisInstruction.All[Instruction];

    /// <inheritdoc/>
    public int CompareTo(SynthesisStep other) => (Instruction, Location).CompareTo((other.Instruction, other.Location));
}

/// <summary>An instruction that programs are made of.</summary>
/// <param name="Text">In herd's notation: {0} is the location, {1} a register of its own, {2} a value of its
/// own.</param>
/// <param name="Reads">Whether it reads its location.</param>
/// <param name="Writes">Whether it writes its location.</param>
internal sealed record SynthesisInstruction(string Text, bool Reads, bool Writes)
{
    /// <summary>The instructions, the plainest first.</summary>
    public static IReadOnlyList<SynthesisInstruction> All { get; } =
    [
        new("MOV [{0}],${2}", false, true),
        new("MOV {1},[{0}]", true, false),
        new("XCHG [{0}],{1}", true, true),
        new("LOCK XADD [{0}],{1}", true, true),
        new("LOCK ADD [{0}],${2}", true, true),
        new("LOCK ADC [{0}],${2}", true, true),
        new("LOCK SBB [{0}],${2}", true, true),
        new("LOCK BTS [{0}],$0", true, true),
        new("LOCK CMPXCHG [{0}],{1}", true, true),
        new("MFENCE", false, false),
    ];

    /// <summary>Whether it accesses memory.</summary>
    public bool HasLocation => Reads || Writes;

    /// <summary>Whether its register holds a value before it.</summary>
    public bool TakesRegister => Text.Contains("{1}", StringComparison.Ordinal) && Writes;

    /// <summary>Whether it compares with EAX and may load it.</summary>
    public bool UsesAccumulator => Text.Contains("CMPXCHG", StringComparison.Ordinal);
}
