using Model.Steps;

namespace Model.Objects.Kernel;

/// <summary>
/// The store buffer of one processor under x86-TSO, for host code: stores wait in order, the processor itself sees them
/// at once, others when they drain; a full barrier or a locked instruction waits until the buffer is empty.
/// </summary>
/// <remarks>
/// Add <see cref="Drain"/> as a background process: it moves the oldest store to memory at any moment. A write barrier
/// (<c>smp_wmb</c>) and a read barrier (<c>smp_rmb</c>) are nothing but compiler barriers on x86; to model their
/// absence, write the accesses in the order the compiler may choose.
/// </remarks>
public sealed class StoreBuffer : SharedObject<Sequence<BufferedStore>>
{
    private readonly Sequence<Word> _words;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="name">Unique within a model.</param>
    /// <param name="capacity">Stores it holds, at least 1; a store blocks while it is full.</param>
    /// <param name="words">The words that are stored through it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public StoreBuffer(string name, int capacity, params ReadOnlySpan<Word> words)
        : base(name, Sequence<BufferedStore>.Empty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _words = Sequence<Word>.Of(words);
    }

    /// <summary>Stores it holds at most.</summary>
    public int Capacity { get; }

    /// <summary>Stores into the buffer (<c>WRITE_ONCE</c>).</summary>
    public Operation<Nothing> Store(Word word, ulong value)
    {
        var store = new BufferedStore(word, value & word.Mask);
        return Rule(
            "buffer store",
            stores => stores.Count < Capacity ? Effect.To(stores.Append(store)) : Effect.Blocked,
            store.ToString()
        );
    }

    /// <summary>Loads (<c>READ_ONCE</c>): the newest store to the word in the buffer, else from memory.</summary>
    public Operation<ulong> Load(Word word) => new BufferedLoad(this, word);

    /// <summary>Waits until the buffer is empty (<c>smp_mb</c>).</summary>
    public Operation<Nothing> Fence() => Await("fence", stores => stores.Count == 0);

    /// <summary>Modifies a word by a locked instruction, which is a full barrier too.</summary>
    /// <returns>The value before.</returns>
    public Operation<ulong> Modify(Word word, WordFunction function, ulong operand) =>
        Locked(word.Modify(function, operand));

    /// <summary>Compares and exchanges by a locked instruction, which is a full barrier too.</summary>
    /// <returns>The value seen; the exchange took place when it equals <paramref name="expected"/>.</returns>
    public Operation<ulong> CompareExchange(Word word, ulong expected, ulong desired) =>
        Locked(word.CompareExchange(expected, desired));

    /// <summary>Moves stores to memory for ever, oldest first: the body of a background process.</summary>
    public async Step Drain()
    {
        while (true)
        {
            await new StoreBufferFlush(this, _words);
        }
    }

    private Operation<ulong> Locked(Operation<ulong> access) =>
        new Guarded<ulong>(this, states => states.Of(this).Count == 0, access) { Prefix = "locked " };

    /// <inheritdoc/>
    protected internal override string Format(Sequence<BufferedStore> state) =>
        state.Count == 0 ? "empty" : string.Join(", ", state);
}

/// <summary>A store that has retired but is not yet in memory.</summary>
/// <param name="Word">Where it goes.</param>
/// <param name="Value">What is stored.</param>
public readonly record struct BufferedStore(Word Word, ulong Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Word.Name} <- {Word.FormatValue(Value)}";
}

internal sealed record BufferedLoad(StoreBuffer Buffer, Word Word) : Operation<ulong>
{
    public override string Kind => "load";

    public override IReadOnlyList<Access> Footprint => [Access.Read(Word), Access.Read(Buffer)];

    protected override void Apply(StateView states, Outcomes<ulong> outcomes)
    {
        var stores = states.Of(Buffer);
        for (int i = stores.Count - 1; i >= 0; i--)
        {
            if (stores[i].Word == Word)
            {
                outcomes.Add(stores[i].Value);
                return;
            }
        }

        outcomes.Add(states.Of(Word));
    }

    protected override string Format(ulong response) => Word.FormatValue(response);
}

/// <summary>Takes the oldest store of a buffer to memory; blocked while the buffer is empty.</summary>
internal sealed record StoreBufferFlush(StoreBuffer Buffer, Sequence<Word> Words) : Operation<BufferedStore>
{
    public override string Kind => "flush";

    public override IReadOnlyList<Access> Footprint => [Access.Write(Buffer), .. Words.Select(Access.Write)];

    internal override IReadOnlyList<string> Places => [Buffer.Name];

    protected override void Apply(StateView states, Outcomes<BufferedStore> outcomes)
    {
        var stores = states.Of(Buffer);
        if (stores.Count > 0)
        {
            outcomes.Add(stores[0], Buffer.To(stores.RemoveFirst()), stores[0].Word.To(stores[0].Value));
        }
    }
}
