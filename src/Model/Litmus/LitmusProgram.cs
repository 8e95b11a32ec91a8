using System.Globalization;
using Model.Catalogue;
using Model.Guests.Images;
using Model.Guests.X86.Assembly;
using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;
using Model.Input;
using Model.Machine;
using Model.Platforms;
using Model.Steps;
using Model.Systems;

namespace Model.Litmus;

/// <summary>
/// A test made ready to run: locations placed, columns assembled into machine code. Immutable; used by many
/// explorations.
/// </summary>
public sealed class LitmusProgram
{
    private const ulong CodeArea = 0x40_0000;
    private const ulong CodeSlot = 0x1000;

    private readonly GuestConfiguration _configuration;

    /// <summary>Assembles a test.</summary>
    /// <exception cref="InputException">The test has an instruction that does not exist or takes no such
    /// operands.</exception>
    /// <exception cref="UnsupportedLitmusException">The test has an instruction that is not modelled.</exception>
    public LitmusProgram(LitmusTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        Test = test;
        Layout = new LitmusLayout(test);
        Observed = LitmusObservation.Of(test);
        var image = new GuestImage(
            test.File,
            test.Mode,
            [.. test.Columns.Select(Code), .. Data()],
            [
                .. Layout.Symbols,
                .. test.Columns.Select(
                    (_, cpu) => new GuestSymbol(FormattableString.Invariant($"P{cpu}"), EntryOf(cpu))
                ),
            ]
        );
        RequireSupported(image);
        _configuration = new GuestConfiguration
        {
            Image = image,
            Cpus =
            [
                .. test.Columns.Select(
                    (_, cpu) =>
                        new CpuConfiguration(cpu, EntryOf(cpu), 0)
                        {
                            WithoutStack = message => new InputException(
                                message,
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"let its stack "
                                        + $"pointer point behind a location: {cpu}:"
                                        + $"{(test.Mode == CpuMode.Bits64 ? "rsp" : "esp")}=x"
                                )
                            )
                            {
                                File = test.File,
                            },
                            Registers = test
                                .Registers.Where(register => register.Cpu == cpu)
                                .ToDictionary(
                                    register => register.Register,
                                    register => Layout.NumberOf(register.Initial)
                                ),
                        }
                ),
            ],
            Pages = Layout.Pages,

            // At least one register, so that every CPU can be seen to have halted.
            ObservedRegisters = Observed
                .OfType<RegisterLocation>()
                .Aggregate(RegisterSet.Rax, (all, location) => all | (RegisterSet)(1 << (int)location.Register)),
        };
    }

    /// <summary>The test.</summary>
    public LitmusTest Test { get; }

    /// <summary>Where its locations lie.</summary>
    public LitmusLayout Layout { get; }

    /// <summary>
    /// Every register that the code or the condition names, then every plain location: what full states show.
    /// </summary>
    public IReadOnlyList<LitmusLocation> Observed { get; }

    /// <summary>
    /// The instructions that the test is about, such as <c>lock xadd</c>: those that read and write memory; when there
    /// are none, all that access it.
    /// </summary>
    public string Instruction => LitmusInstruction.Of(Test);

    /// <summary>
    /// The model of the test on a platform that serves the test's memory, and what to note of its final states.
    /// </summary>
    /// <param name="platform">One of <see cref="PlatformCatalogue.All"/>, its logic perhaps replaced by a
    /// patch.</param>
    /// <param name="settings">Values for the platform's parameters.</param>
    public (SystemModel Model, Func<StateView, string> Look) On(PlatformDescription platform, Settings settings)
    {
        var machine = new GuestMachine(
            _configuration,
            memory => PlatformCatalogue.Make(platform, settings, memory, Layout.Region)
        );
        return (GuestModel.Of(Test.Name, machine), states => LitmusOutcome.Note(this, machine, states));
    }

    /// <summary>The type of a location.</summary>
    internal LitmusType TypeOf(LitmusLocation location) =>
        location switch
        {
            RegisterLocation register => Test.Registers.FirstOrDefault(known =>
                (known.Cpu, known.Register) == (register.Cpu, register.Register)
            )?.Type
                ?? new LitmusType(Test.Architecture == LitmusArchitecture.X86 ? 4 : 8, IsSigned: true),
            MemoryLocation memory => Test.Variables.First(variable => variable.Name == memory.Name).Type,
            _ => LitmusType.Int,
        };

    /// <summary>Where a location lies.</summary>
    internal MemoryAccess PlaceOf(MemoryLocation location)
    {
        int size = TypeOf(location).Size;
        return new MemoryAccess(Layout.AddressOf(location.Name) + (ulong)((location.Index ?? 0) * size), size);
    }

    private static ulong EntryOf(int cpu) => CodeArea + ((ulong)cpu * CodeSlot);

    private GuestSegment Code(IReadOnlyList<LitmusLine> lines, int cpu)
    {
        try
        {
            byte[] bytes = new GuestAssembler(Test.Mode).Assemble(
                EntryOf(cpu),
                [.. lines.Select(line => Placed(line.Code))]
            );
            return new GuestSegment(EntryOf(cpu), bytes, (ulong)bytes.Length, Executable: true, Writable: false);
        }
        catch (AssemblyException exception)
        {
            throw Test.Source.Error(lines[exception.Line].Position, exception.Message);
        }
    }

    private AssemblyLine Placed(AssemblyLine line) =>
        line with
        {
            Operands =
            [
                .. line.Operands.Select(operand =>
                    operand switch
                    {
                        PlaceOperand place => place.Memory with
                        {
                            Displacement = place.Memory.Displacement + Layout.AddressOf(place.Symbol),
                        },
                        AddressOperand address => new ImmediateOperand(Layout.NumberOf(address.Value), 8),
                        _ => operand,
                    }
                ),
            ],
        };

    // One segment for each run of bytes without a gap.
    private List<GuestSegment> Data()
    {
        var segments = new List<GuestSegment>();
        var run = new List<byte>();
        ulong start = 0;
        foreach (var (address, value) in Layout.Bytes)
        {
            if (run.Count > 0 && address != start + (ulong)run.Count)
            {
                segments.Add(
                    new GuestSegment(start, run.ToArray(), (ulong)run.Count, Executable: false, Writable: true)
                );
                run.Clear();
            }

            start = run.Count == 0 ? address : start;
            run.Add(value);
        }

        if (run.Count > 0)
        {
            segments.Add(new GuestSegment(start, run.ToArray(), (ulong)run.Count, Executable: false, Writable: true));
        }

        return segments;
    }

    private void RequireSupported(GuestImage image)
    {
        var decoder = new GuestDecoder(image);
        for (int cpu = 0; cpu < Test.Columns.Count; cpu++)
        {
            ulong at = EntryOf(cpu);
            foreach (var line in Test.Columns[cpu])
            {
                try
                {
                    at += (ulong)decoder.At(at).Length;
                }
                catch (UnsupportedInstructionException exception)
                {
                    throw Test.Source.Unsupported(
                        line.Position,
                        exception.Text is { } text ? $"{exception.Reason}: {text}" : exception.Reason
                    );
                }
            }
        }
    }
}
