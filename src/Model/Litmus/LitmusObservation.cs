using Model.Guests;

namespace Model.Litmus;

/// <summary>What can be observed of a test.</summary>
internal static class LitmusObservation
{
    /// <summary>Every register that the code or the condition names, by CPU and name, then every plain location and every array element that is named.</summary>
    public static IReadOnlyList<LitmusLocation> Of(LitmusTest test)
    {
        var named = test.Condition.Locations.Concat(test.Shown).Concat(test.Filter?.Locations ?? []).ToList();
        var registers = named.OfType<RegisterLocation>().Concat(test.Columns.SelectMany(Registers));
        var memory = named.OfType<MemoryLocation>()
            .Concat(test.Variables.Where(variable => !variable.IsArray).Select(variable => new MemoryLocation(variable.Name, null)));
        return
        [
            .. registers.Distinct().OrderBy(location => location.Cpu).ThenBy(location => RegisterNames.Of(location.Register, 8), StringComparer.Ordinal),
            .. memory.Distinct().OrderBy(location => location.Name, StringComparer.Ordinal).ThenBy(location => location.Index),
        ];
    }

    private static IEnumerable<RegisterLocation> Registers(IReadOnlyList<LitmusLine> column, int cpu) =>
        column.SelectMany(line => line.Code.Operands).SelectMany(Registers).Select(register => new RegisterLocation(cpu, register));

    private static IEnumerable<GeneralRegister> Registers(Operand operand) => operand switch
    {
        RegisterOperand register => [register.Part.Register],
        PlaceOperand place => Registers(place.Memory),
        MemoryOperand memory => new[] { memory.Base, memory.Index }.OfType<GeneralRegister>(),
        _ => [],
    };
}
