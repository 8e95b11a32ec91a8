using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>The items of an array, also of the one inside a list or dictionary.</summary>
internal sealed class WatchedArray<T>(Array array, CodePlace? through) : Watched
{
    private static Func<T, T, bool>? s_same;
    private readonly Array _initial = (Array)array.Clone();

    public override CodePlace? Place => through;

    public override string Description => $"an array of {MethodNames.Display(typeof(T))} that it shares with the model";

    // Runs after every local step, over tables that may be large.
    public override bool IsUnchanged()
    {
        var before = Items(_initial);
        var now = Items(array);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            return Bytes(before).SequenceEqual(Bytes(now));
        }

        s_same ??= Likeness.Of<T>();
        for (int i = 0; i < before.Length; i++)
        {
            if (!s_same(before[i], now[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static Span<T> Items(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Span<byte> Bytes(Span<T> items) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)), checked(items.Length * Unsafe.SizeOf<T>()));
}
