using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Input;

namespace Model.Litmus;

/// <summary>
/// A test in herd's format: small programs side by side, and a condition on how they may end. Immutable.
/// </summary>
public sealed class LitmusTest
{
    internal LitmusTest(LitmusSource source, IReadOnlyList<IReadOnlyList<LitmusLine>> columns)
    {
        Source = source;
        Columns = columns;
    }

    /// <summary>The file, as the user named it.</summary>
    public string File => Source.File;

    /// <summary>The name on the first line.</summary>
    public required string Name { get; init; }

    /// <summary>The architecture on the first line.</summary>
    public required LitmusArchitecture Architecture { get; init; }

    /// <summary>
    /// The <c>Key=Value</c> lines. Two of them mean something here: <c>Pages=LINEAR:PHYSICAL,...</c> maps pages, and
    /// <c>Place=NAME:LINEAR,...</c> says where locations lie.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The locations in memory, declared or only used, in ordinal order of name.</summary>
    public required IReadOnlyList<LitmusVariable> Variables { get; init; }

    /// <summary>What is said of registers before the code.</summary>
    public required IReadOnlyList<LitmusRegister> Registers { get; init; }

    /// <summary>The locations that are to be shown besides those of the condition.</summary>
    public required IReadOnlyList<LitmusLocation> Shown { get; init; }

    /// <summary>Final states that do not satisfy it are left out; <c>null</c> when none are.</summary>
    public LitmusCondition? Filter { get; init; }

    /// <summary>What is claimed of <see cref="Condition"/>.</summary>
    public required LitmusQuantifier Quantifier { get; init; }

    /// <summary>The condition.</summary>
    public required LitmusCondition Condition { get; init; }

    /// <summary>Quantifier and condition as they are written, on one line.</summary>
    public required string ConditionText { get; init; }

    /// <summary>The mode that the code runs in.</summary>
    public CpuMode Mode => Architecture == LitmusArchitecture.X86 ? CpuMode.Bits32 : CpuMode.Bits64;

    /// <summary>The code, one column a CPU.</summary>
    internal IReadOnlyList<IReadOnlyList<LitmusLine>> Columns { get; }

    /// <summary>The text, for messages.</summary>
    internal LitmusSource Source { get; }

    /// <summary>Reads a test.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="Model.Input.InputException">The file cannot be read or is malformed: line, column, and what was
    /// expected.</exception>
    public static LitmusTest Read(string path)
    {
        try
        {
            return Parse(System.IO.File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"the file cannot be read: {exception.Message.TrimEnd('.')}")
            {
                File = path,
            };
        }
    }

    /// <summary>Reads a test from its text.</summary>
    /// <param name="text">The contents of a <c>.litmus</c> file.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <exception cref="Model.Input.InputException">The text is malformed: line, column, and what was
    /// expected.</exception>
    public static LitmusTest Parse(string text, string file) => new LitmusParser(new LitmusSource(text, file)).Parse();
}

/// <summary>Names what a test is about.</summary>
internal static class LitmusInstruction
{
    /// <summary>
    /// The names of the instructions that read and write memory, in ordinal order; when there are none, of all that
    /// access it.
    /// </summary>
    public static string Of(LitmusTest test)
    {
        var accessing = test
            .Columns.SelectMany(column => column)
            .Select(line => line.Code)
            .Where(code => code.Operands.Any(operand => operand is PlaceOperand or MemoryOperand))
            .ToList();
        var modifying = accessing
            .Where(code =>
                !code.Mnemonic.StartsWith("mov", StringComparison.Ordinal)
                && code.Mnemonic is not ("cmp" or "test" or "bt")
            )
            .ToList();
        return string.Join(
            ", ",
            (modifying.Count > 0 ? modifying : accessing)
                .Select(code => (code.Locked ? "lock " : "") + code.Mnemonic)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
    }
}
