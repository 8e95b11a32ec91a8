using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Model.Guests.X86.Processor;

namespace Model.Tests.Guests;

/// <summary>
/// One line of the vectors: an instruction with the machine before and after it (see Vectors/README.md).
/// </summary>
internal sealed record CpuVector(
    string Asm,
    ulong Rip,
    byte[] Code,
    CpuFlags Undefined,
    CpuState Before,
    CpuState After,
    ByteMemory MemoryBefore,
    ByteMemory MemoryAfter
)
{
    private const ulong Memory = 0x22000100;
    private const ulong StackBottom = 0x230007C0;
    private static readonly Lazy<IReadOnlyList<CpuVector>> _all = new(() => [.. Read()]);

    public static IReadOnlyList<CpuVector> All => _all.Value;

    public ulong End => Rip + (ulong)Code.Length;

    private static IEnumerable<CpuVector> Read()
    {
        using var packed = typeof(CpuVector).Assembly.GetManifestResourceStream("cpu-vectors.jsonl.gz")!;
        using StreamReader lines = new(new GZipStream(packed, CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            yield return Parse(document.RootElement);
        }
    }

    private static CpuVector Parse(JsonElement vector)
    {
        // The vectors ran in user mode under an operating system, with interrupts on.
        CpuFlags Flags(int index) => (CpuFlags)vector.GetProperty("flags")[index].GetUInt32() | CpuFlags.Interrupt;
        ulong rip = Number(vector.GetProperty("rip"));
        byte[] code = Convert.FromHexString(vector.GetProperty("code").GetString()!);
        var before = Registers(new CpuState(default, Flags(0), rip), vector.GetProperty("in"));
        var after = Registers(
            before with
            {
                Flags = Flags(1),
                Rip = rip + (ulong)code.Length,
            },
            vector.GetProperty("out")
        );
        return new CpuVector(
            vector.GetProperty("asm").GetString()!,
            rip,
            code,
            (CpuFlags)vector.GetProperty("undef").GetUInt32(),
            before,
            after,
            Contents(vector, "mem", "mem", "stk", "stk"),
            Contents(vector, "memo", "mem", "stko", "stk")
        );
    }

    private static ulong Number(JsonElement text) =>
        ulong.Parse(text.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static CpuState Registers(CpuState cpu, JsonElement values)
    {
        foreach (var value in values.EnumerateObject())
        {
            cpu = cpu.With(Enum.Parse<GeneralRegister>(value.Name, ignoreCase: true), Number(value.Value));
        }

        return cpu;
    }

    private static ByteMemory Contents(
        JsonElement vector,
        string memory,
        string otherwiseMemory,
        string stack,
        string otherwiseStack
    )
    {
        ByteMemory contents = new();
        Fill(memory, otherwiseMemory, Memory);
        Fill(stack, otherwiseStack, StackBottom);
        return contents;

        void Fill(string name, string otherwise, ulong address)
        {
            if (vector.TryGetProperty(name, out var bytes) || vector.TryGetProperty(otherwise, out bytes))
            {
                contents.Fill(address, Convert.FromHexString(bytes.GetString()!));
            }
        }
    }
}
