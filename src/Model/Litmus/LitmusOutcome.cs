using System.Globalization;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Machine;
using Model.Steps;

namespace Model.Litmus;

/// <summary>One way in which a test ends: the final value of everything observed.</summary>
public sealed class LitmusOutcome
{
    private readonly LitmusProgram _program;
    private readonly ulong[] _values;

    private LitmusOutcome(LitmusProgram program, ulong[] values)
    {
        _program = program;
        _values = values;
    }

    /// <summary>Reads what was noted of a final state.</summary>
    /// <param name="program">The test.</param>
    /// <param name="note">A note of the exploration.</param>
    /// <returns><c>null</c> when a CPU did not come to its end: the note says where it waits.</returns>
    public static LitmusOutcome? Read(LitmusProgram program, string note)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(note);
        return note.StartsWith('!')
            ? null
            : new LitmusOutcome(
                program,
                [
                    .. note.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(value =>
                            ulong.Parse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                        ),
                ]
            );
    }

    /// <summary>Whether the condition holds.</summary>
    public bool Satisfies(LitmusCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Holds(
            (location, value) =>
                TypeOf(location).Truncate(ValueOf(location))
                == TypeOf(location).Truncate(_program.Layout.NumberOf(value))
        );
    }

    /// <summary>The state as herd writes it: <c>0:rax=1; [x]=2;</c>.</summary>
    /// <param name="locations">Some of <see cref="LitmusProgram.Observed"/>.</param>
    public string Format(IEnumerable<LitmusLocation> locations) =>
        string.Join(
            " ",
            locations.Select(location =>
                $"{NameOf(location)}={_program.Layout.Format(TypeOf(location), ValueOf(location))};"
            )
        );

    /// <summary>
    /// What is noted of a final state: the values observed, in hexadecimal; or an exclamation mark and what a CPU waits
    /// for.
    /// </summary>
    internal static string Note(LitmusProgram program, GuestMachine machine, StateView states)
    {
        var cpus = new List<CpuState>();
        foreach (var cpu in machine.Cpus)
        {
            if (states.Pending(cpu.Name) is not Halted halted)
            {
                return $"!{cpu.Name} waits forever at {states.Pending(cpu.Name)}";
            }

            cpus.Add(halted.Cpu);
        }

        return string.Join(
            ' ',
            program.Observed.Select(location =>
                (
                    location switch
                    {
                        RegisterLocation register => cpus[register.Cpu][register.Register],
                        _ => (ulong)machine.ReadSettled(states, program.PlaceOf((MemoryLocation)location)),
                    }
                ).ToString("x", CultureInfo.InvariantCulture)
            )
        );
    }

    private ulong ValueOf(LitmusLocation location)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            if (_program.Observed[i] == location)
            {
                return _values[i];
            }
        }

        throw new ArgumentException($"{NameOf(location)} is not observed.", nameof(location));
    }

    private LitmusType TypeOf(LitmusLocation location) => _program.TypeOf(location);

    private string NameOf(LitmusLocation location) =>
        location switch
        {
            RegisterLocation register => string.Create(
                CultureInfo.InvariantCulture,
                $"{register.Cpu}:{RegisterName(register.Register)}"
            ),
            MemoryLocation { Index: int index } element => string.Create(
                CultureInfo.InvariantCulture,
                $"{element.Name}[{index}]"
            ),
            MemoryLocation memory => $"[{memory.Name}]",
            _ => "",
        };

    private string RegisterName(GeneralRegister register) =>
        _program.Test.Architecture == LitmusArchitecture.X86
            ? RegisterNames.Of(register, 4).ToUpperInvariant()
            : RegisterNames.Of(register, 8);
}

/// <summary>What can be observed of a test.</summary>
internal static class LitmusObservation
{
    /// <summary>
    /// Every register that the code or the condition names, by CPU and name, then every plain location and every array
    /// element that is named.
    /// </summary>
    public static IReadOnlyList<LitmusLocation> Of(LitmusTest test)
    {
        var named = test.Condition.Locations.Concat(test.Shown).Concat(test.Filter?.Locations ?? []).ToList();
        var registers = named.OfType<RegisterLocation>().Concat(test.Columns.SelectMany(Registers));
        var memory = named
            .OfType<MemoryLocation>()
            .Concat(
                test.Variables.Where(variable => !variable.IsArray)
                    .Select(variable => new MemoryLocation(variable.Name, null))
            );
        return
        [
            .. registers
                .Distinct()
                .OrderBy(location => location.Cpu)
                .ThenBy(location => RegisterNames.Of(location.Register, 8), StringComparer.Ordinal),
            .. memory
                .Distinct()
                .OrderBy(location => location.Name, StringComparer.Ordinal)
                .ThenBy(location => location.Index),
        ];
    }

    private static IEnumerable<RegisterLocation> Registers(IReadOnlyList<LitmusLine> column, int cpu) =>
        column
            .SelectMany(line => line.Code.Operands)
            .SelectMany(Registers)
            .Select(register => new RegisterLocation(cpu, register));

    private static IEnumerable<GeneralRegister> Registers(Operand operand) =>
        operand switch
        {
            RegisterOperand register => [register.Part.Register],
            PlaceOperand place => Registers(place.Memory),
            MemoryOperand memory => new[] { memory.Base, memory.Index }.OfType<GeneralRegister>(),
            _ => [],
        };
}
