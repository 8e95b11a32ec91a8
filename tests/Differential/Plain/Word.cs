using System.Globalization;

namespace Differential.Plain;

/// <summary>A memory word that wraps at its size.</summary>
public sealed class Word(string name, ulong initial, int size)
{
    private readonly ulong _mask = ulong.MaxValue >> (64 - (8 * size));

    public ulong Value { get; private set; } = initial;

    public Operation<ulong> Load() => Always($"load [{name}]", () => Value);

    public Operation<int> Store(ulong value) =>
        Always(
            $"store [{name}] {Text(value & _mask)}",
            () =>
            {
                Replace(value);
                return 0;
            }
        );

    public Operation<ulong> Exchange(ulong value) =>
        Always($"exchange [{name}] {Text(value & _mask)}", () => Replace(value));

    public Operation<ulong> FetchAdd(ulong addend) =>
        Always($"fetch-add [{name}] {Text(addend & _mask)}", () => Replace(Value + addend));

    public Operation<ulong> CompareExchange(ulong expected, ulong desired) =>
        Always(
            $"compare-exchange [{name}] {Text(expected & _mask)} -> {Text(desired & _mask)}",
            () => Value == (expected & _mask) ? Replace(desired) : Value
        );

    public Operation<int> Until(ulong value) =>
        new(() => Value == (value & _mask) ? [() => 0] : []) { Text = $"wait until [{name}] = {Text(value & _mask)}" };

    private static Operation<T> Always<T>(string text, Func<T> effect) => new(() => [effect]) { Text = text };

    private static string Text(ulong value) =>
        value < 10
            ? value.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    private ulong Replace(ulong value)
    {
        ulong before = Value;
        Value = value & _mask;
        return before;
    }
}
