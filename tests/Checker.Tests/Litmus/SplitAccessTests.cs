namespace Checker.Tests.Litmus;

/// <summary>A plain access across a cache line is made of two, and either part may come first.</summary>
public sealed class SplitAccessTests
{
    // One CPU stores to both lines in order; what the other sees of one without the other tells which part it took
    // first.
    [Theory]
    [InlineData("h", "l", "1")]
    [InlineData("l", "h", "0x100000000")]
    public void A_load_may_take_either_part_first(string first, string second, string seen)
    {
        string text = $$"""
            X86_64 load-line
            "An 8-byte load across a cache line"
            Place=l:0x5bbb003c,h:0x5bbb0040
            {
            }
             P0            | P1            ;
             movl $1,({{first}}) | movq (l),%rax ;
             movl $1,({{second}}) |               ;
            exists (1:rax={{seen}})
            """;

        Assert.Equal("Sometimes", LitmusRuns.Run(text, "hardware", "memory=sc").Observation);
        Assert.Equal("Sometimes", LitmusRuns.Run(text, "hardware", "memory=tso").Observation);
    }

    // What the other CPU sees of one part alone tells which was written first.
    [Theory]
    [InlineData("l", "h")]
    [InlineData("h", "l")]
    public void A_store_may_write_either_part_first(string first, string second)
    {
        string text = $$"""
            X86_64 store-line
            "An 8-byte store across a cache line"
            Place=l:0x5bbb003c,h:0x5bbb0040
            {
            0:rax=0x0000000100000001;
            }
             P0            | P1              ;
             movq %rax,(l) | movl ({{second}}),%ebx ;
                           | movl ({{first}}),%ecx ;
            exists (1:rbx=1 /\ 1:rcx=0)
            """;

        Assert.Equal("Sometimes", LitmusRuns.Run(text, "hardware", "memory=sc").Observation);
        Assert.Equal("Sometimes", LitmusRuns.Run(text, "hardware", "memory=tso").Observation);
    }
}
