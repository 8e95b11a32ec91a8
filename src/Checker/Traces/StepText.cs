using System.Globalization;
using Model.Steps;

namespace Checker.Traces;

/// <summary>The words in which traces speak of operations.</summary>
internal static class StepText
{
    /// <summary>
    /// An operation, with the guest instruction or routine it comes from: <c>load [flag] (0x10051 mov eax,[flag])</c>.
    /// </summary>
    public static string Of(Operation operation) =>
        $"{operation}{From(operation.Source?.Address, operation.Source?.Text ?? "", operation.Source?.Routine ?? "")}";

    /// <summary>A step without its changes: <c>load [flag] -> 1 (0x10051 mov eax,[flag])</c>.</summary>
    public static string Of(TraceStep step)
    {
        string objects = step.Objects.Count == 0 ? "" : $" [{string.Join(", ", step.Objects)}]";
        string operand = step.Operand.Length == 0 ? "" : $" {step.Operand}";
        string response = step.Response.Length == 0 ? "" : $" -> {step.Response}";
        return $"{step.Kind}{objects}{operand}{response}{From(step.Address, step.Text, step.Routine)}";
    }

    private static string From(ulong? address, string text, string routine)
    {
        string where = address is ulong at ? string.Create(CultureInfo.InvariantCulture, $"0x{at:x}") : "";
        string[] parts =
        [
            .. new[] { where, text, routine.Length > 0 && text.Length > 0 ? $"in {routine}" : routine }.Where(part =>
                part.Length > 0
            ),
        ];
        return parts.Length == 0 ? "" : $" ({string.Join(' ', parts)})";
    }
}
