using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Models.Programs;

/// <summary>Builds models of short multi-threaded programs.</summary>
internal static class ThreadProgram
{
    /// <summary>A program of the given threads. They may stand for ever at an <see cref="End"/>.</summary>
    public static SystemModel Of(string name, params ReadOnlySpan<Func<Step>> threads)
    {
        var model = new SystemModel(name);
        for (int i = 0; i < threads.Length; i++)
        {
            model.Background($"T{i}", threads[i]);
        }

        return model;
    }

    public static Word[] Array(string name, int length) =>
        [.. Enumerable.Range(0, length).Select(i => new Word($"{name}{i}"))];

    public static Func<Step>[] Times(int count, Func<int, Func<Step>> thread) =>
        [.. Enumerable.Range(0, count).Select(thread)];

    public static async Step Load(Word word) => await End.Keeping(await word.Load());

    public static async Step Store(Word word, ulong value) => await word.Store(value);

    public static async Step Add(Word word, ulong value) => await End.Keeping(await word.FetchAdd(value));

    /// <summary>Compares and exchanges; only whether it succeeded is kept.</summary>
    public static async Step Exchange(Word word, ulong expected, ulong desired) =>
        await End.Keeping(await Succeeds(word, expected, desired));

    public static async Step<ulong> Succeeds(Word word, ulong expected, ulong desired) =>
        await word.CompareExchange(expected, desired) == expected ? 1UL : 0UL;
}
