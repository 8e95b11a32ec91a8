using Checker.Exploration;

namespace Checker.Tests.Exploration;

public sealed unsafe class StateStoreTests
{
    /// <summary>
    /// The table's entries are told apart by bits of a hash; two states with the same hash must still be two.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void States_of_one_hash_are_told_apart_by_each_of_their_words(int words)
    {
        using var store = new StateStore(words, MemoryBudget.OfMachine);
        ulong* state = stackalloc ulong[words];
        var numbers = new HashSet<int>();
        for (int word = -1; word < words; word++)
        {
            new Span<ulong>(state, words).Clear();
            if (word >= 0)
            {
                state[word] = 1;
            }

            numbers.Add(store.Add(state, hash: 7, predecessor: -1, out bool isNew));
            Assert.True(isNew);
            Assert.Equal(store.Count - 1, store.Find(state, 7));
        }

        Assert.Equal(words + 1, numbers.Count);
    }

    [Fact]
    public void A_state_is_found_again_when_the_table_has_grown()
    {
        using var store = new StateStore(2, MemoryBudget.OfMachine);
        ulong* state = stackalloc ulong[2];
        for (int round = 0; round < 2; round++)
        {
            for (int number = 0; number < 10_000; number++)
            {
                (state[0], state[1]) = ((ulong)number % 7, (ulong)number);
                Assert.Equal(number, store.Add(state, StateStore.Hash(state, 2), number - 1, out bool isNew));
                Assert.Equal(round == 0, isNew);
                Assert.Equal(number - 1, store.Predecessor(number));
            }
        }
    }
}
