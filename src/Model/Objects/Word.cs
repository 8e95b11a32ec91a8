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
    public Operation<ulong> Load() => new WordLoad(this);

    /// <summary>Writes <paramref name="value"/>, cut to the word's size.</summary>
    public Operation<Nothing> Store(ulong value) => new WordStore(this, value & Mask);

    /// <summary>
    /// Writes <paramref name="desired"/> when the word equals <paramref name="expected"/>, in one step.
    /// </summary>
    /// <returns>The value seen; the exchange took place when it equals <paramref name="expected"/>.</returns>
    public Operation<ulong> CompareExchange(ulong expected, ulong desired) =>
        new WordCompareExchange(this, expected & Mask, desired & Mask);

    /// <summary>Replaces the word in one step.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> Exchange(ulong value) => Modify(WordFunction.Exchange, value);

    /// <summary>Adds in one step, wrapping at the word's size.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> FetchAdd(ulong addend) => Modify(WordFunction.Add, addend);

    /// <summary>Modifies the word in one step.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> Modify(WordFunction function, ulong operand) =>
        new WordModify(this, function, operand & Mask);

    /// <summary>Blocks until the word equals <paramref name="value"/>.</summary>
    public Operation<Nothing> Until(ulong value) => new WordUntil(this, value & Mask);

    internal override IReadOnlyList<StatePart> Parts => _parts.Count > 0 ? _parts : base.Parts;

    /// <inheritdoc/>
    protected internal override string Format(ulong state) => FormatValue(state);

    internal static string FormatValue(ulong value) =>
        value < 10
            ? value.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

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

internal sealed record WordLoad(Word Word) : Operation<ulong>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word)];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes) => outcomes.Add(states.Of(Word));

    protected override string Format(ulong response) => Word.FormatValue(response);
}

internal sealed record WordStore(Word Word, ulong Value) : Operation<Nothing>
{
    public override string Kind => "store";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => Word.FormatValue(Value);

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes) =>
        outcomes.Add(default, Word.To(Value));
}

internal sealed record WordModify(Word Word, WordFunction Function, ulong Argument) : Operation<ulong>
{
    public override string Kind =>
        Function == WordFunction.Exchange ? "exchange" : $"fetch-{Function.ToString().ToLowerInvariant()}";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => Word.FormatValue(Argument);

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        ulong seen = states.Of(Word);
        ulong next = Function switch
        {
            WordFunction.Exchange => Argument,
            WordFunction.Add => seen + Argument,
            WordFunction.And => seen & Argument,
            WordFunction.Or => seen | Argument,
            WordFunction.Xor => seen ^ Argument,
            _ => throw new InvalidOperationException($"Unknown function {Function}."),
        };
        outcomes.Add(seen, Word.To(next & Word.Mask));
    }

    protected override string Format(ulong response) => Word.FormatValue(response);
}

internal sealed record WordCompareExchange(Word Word, ulong Expected, ulong Desired) : Operation<ulong>
{
    public override string Kind => "compare-exchange";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Word)];

    public override string Operand => $"{Word.FormatValue(Expected)} -> {Word.FormatValue(Desired)}";

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        ulong seen = states.Of(Word);
        if (seen == Expected)
        {
            outcomes.Add(seen, Word.To(Desired));
        }
        else
        {
            outcomes.Add(seen);
        }
    }

    protected override string Format(ulong response) =>
        response == Expected ? $"{Word.FormatValue(response)}, exchanged" : $"{Word.FormatValue(response)}, failed";
}

internal sealed record WordUntil(Word Word, ulong Value) : Operation<Nothing>
{
    public override string Kind => "wait until";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word)];

    public override string Operand => $"= {Word.FormatValue(Value)}";

    protected override void Apply(StateView states, Outcomes<Nothing> outcomes)
    {
        if (states.Of(Word) == Value)
        {
            outcomes.Add(default);
        }
    }
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
