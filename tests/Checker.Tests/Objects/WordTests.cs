using Checker.Properties;
using Model.Objects;
using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects;

public sealed class WordTests
{
    [Theory]
    [InlineData(1, 0xFF)]
    [InlineData(2, 0xFFFF)]
    [InlineData(4, 0xFFFF_FFFF)]
    [InlineData(8, ulong.MaxValue)]
    public void Every_operation_wraps_at_the_size_of_the_word(int size, ulong all)
    {
        var word = new Word("word", ulong.MaxValue, size);
        async Step Body()
        {
            Claim.That(await word.FetchAdd(3) == all, "it starts with all ones");
            Claim.That(await word.Load() == 2, "adding wraps");
            Claim.That(await word.FetchAdd(ulong.MaxValue) == 2, "the value before is answered");
            Claim.That(await word.Load() == 1, "adding all ones takes one away");
            await word.Store(ulong.MaxValue);
            Claim.That(await word.Exchange(ulong.MaxValue - 1) == all, "a store is cut");
            Claim.That(await word.CompareExchange(ulong.MaxValue - 1, 0) == all - 1, "an operand is cut");
            await word.Until(0);
            Claim.That(await word.CompareExchange(1, 2) == 0, "the value seen is answered");
            Claim.That(await word.Load() == 0, "a failed exchange changes nothing");
            Claim.That(await word.Modify(WordFunction.Or, ulong.MaxValue) == 0, "the exchange took place");
            Claim.That(await word.Modify(WordFunction.And, 6) == all, "all bits of the word are set");
            Claim.That(await word.Modify(WordFunction.Xor, ulong.MaxValue) == 6, "and masks");
            Claim.That(await word.Load() == (~6UL & all), "xor flips the bits of the word alone");
        }

        Assert.Equal(Verdict.Holds, Explore.Model(new SystemModel("wrap").Process("p", Body)).Exhaustively().Verdict);
    }
}
