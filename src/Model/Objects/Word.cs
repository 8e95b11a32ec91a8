using System.Globalization;
using Model.Steps;

namespace Model.Objects;

/// <summary>A memory word of 1, 2, 4 or 8 bytes, read and written as an unsigned number.</summary>
public sealed class Word : SharedObject<ulong>
{
    private readonly IReadOnlyList<StatePart> _parts;

    /// <summary>Creates a word.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="initial">The value at the start of every execution; cut to <paramref name="size"/> bytes.</param>
    /// <param name="size">Bytes: 1, 2, 4 or 8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is none of these.</exception>
    public Word(string name, ulong initial = 0, int size = 8)
        : this(name, initial, size, madeOnDemand: false) { }

    internal Word(string name, ulong initial, int size, bool madeOnDemand, IReadOnlyList<StatePart>? parts = null)
        : base(name, initial & MaskOf(size), madeOnDemand)
    {
        Size = size;
        _parts = parts ?? [];
    }

    /// <summary>Bytes: 1, 2, 4 or 8.</summary>
    public int Size { get; }

    /// <summary>All ones in <see cref="Size"/> bytes.</summary>
    public ulong Mask => MaskOf(Size);

    /// <summary>Reads the word.</summary>
    public Operation<ulong> Load() => Look("load", value => value, format: FormatValue);

    /// <summary>Writes <paramref name="value"/>, cut to the word's size.</summary>
    public Operation<Nothing> Store(ulong value)
    {
        ulong stored = value & Mask;
        return Rule("store", _ => Effect.To(stored), FormatValue(stored));
    }

    /// <summary>
    /// Writes <paramref name="desired"/> when the word equals <paramref name="expected"/>, in one step.
    /// </summary>
    /// <returns>The value seen; the exchange took place when it equals <paramref name="expected"/>.</returns>
    public Operation<ulong> CompareExchange(ulong expected, ulong desired)
    {
        var (compared, stored) = (expected & Mask, desired & Mask);
        return Rule(
            "compare-exchange",
            seen => Effect.To(seen == compared ? stored : seen, seen),
            $"{FormatValue(compared)} -> {FormatValue(stored)}",
            seen => $"{FormatValue(seen)}, {(seen == compared ? "exchanged" : "failed")}"
        );
    }

    /// <summary>Replaces the word in one step.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> Exchange(ulong value) => Modify(WordFunction.Exchange, value);

    /// <summary>Adds in one step, wrapping at the word's size.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> FetchAdd(ulong addend) => Modify(WordFunction.Add, addend);

    /// <summary>Modifies the word in one step.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> Modify(WordFunction function, ulong operand)
    {
        ulong argument = operand & Mask;
        return Rule(
            function == WordFunction.Exchange ? "exchange" : $"fetch-{function.ToString().ToLowerInvariant()}",
            seen => Effect.To(Result(function, seen, argument) & Mask, seen),
            FormatValue(argument),
            FormatValue
        );
    }

    /// <summary>Blocks until the word equals <paramref name="value"/>.</summary>
    public Operation<Nothing> Until(ulong value)
    {
        ulong awaited = value & Mask;
        return Await("wait until", current => current == awaited, $"= {FormatValue(awaited)}");
    }

    internal override IReadOnlyList<StatePart> Parts => _parts.Count > 0 ? _parts : base.Parts;

    /// <inheritdoc/>
    protected internal override string Format(ulong state) => FormatValue(state);

    internal static string FormatValue(ulong value) =>
        value < 10
            ? value.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    private static ulong Result(WordFunction function, ulong seen, ulong argument) =>
        function switch
        {
            WordFunction.Exchange => argument,
            WordFunction.Add => seen + argument,
            WordFunction.And => seen & argument,
            WordFunction.Or => seen | argument,
            WordFunction.Xor => seen ^ argument,
            _ => throw new InvalidOperationException($"Unknown function {function}."),
        };

    private static ulong MaskOf(int size) =>
        size switch
        {
            1 => byte.MaxValue,
            2 => ushort.MaxValue,
            4 => uint.MaxValue,
            8 => ulong.MaxValue,
            _ => throw new ArgumentOutOfRangeException(nameof(size), size, "A word has 1, 2, 4 or 8 bytes."),
        };
}

/// <summary>What an atomic modification of a word computes from the old value and its operand.</summary>
public enum WordFunction
{
    /// <summary>The operand replaces the old value.</summary>
    Exchange,

    /// <summary>Sum, wrapping.</summary>
    Add,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,
}
