using Model.Guests;

namespace Model.Litmus;

/// <summary>Names what a test is about.</summary>
internal static class LitmusInstruction
{
    /// <summary>The names of the instructions that read and write memory, in ordinal order; when there are none, of all that access it.</summary>
    public static string Of(LitmusTest test)
    {
        var accessing = test.Columns.SelectMany(column => column)
            .Select(line => line.Code)
            .Where(code => code.Operands.Any(operand => operand is PlaceOperand or MemoryOperand))
            .ToList();
        var modifying = accessing.Where(code => !code.Mnemonic.StartsWith("mov", StringComparison.Ordinal) && code.Mnemonic is not ("cmp" or "test" or "bt")).ToList();
        return string.Join(", ", (modifying.Count > 0 ? modifying : accessing).Select(code => (code.Locked ? "lock " : "") + code.Mnemonic).Distinct().Order(StringComparer.Ordinal));
    }
}
