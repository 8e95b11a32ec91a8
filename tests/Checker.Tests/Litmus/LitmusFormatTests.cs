using Model.Litmus;

namespace Checker.Tests.Litmus;

/// <summary>What the format means.</summary>
public sealed class LitmusFormatTests
{
    [Fact]
    public void Values_are_shown_by_type_and_addresses_by_name()
    {
        var run = LitmusRuns.Run(
            """
            X86_64 types
            (* comments (* nest *) *)
            "a description"
            Key=Value
            { uint8_t b=255; int8_t s=-1; int64_t t[2]={7,-1}; uint64_t 0:rcx; 0:rdx=t; x=-5; 0:rbp=x; }
             P0                  ;
             movq 8(%rdx),%rcx   ;
             movl 8(%rdx),%eax   ;
             movzbl (b),%esi     ;
             movslq (x),%rdi     ;
             movq (t),%rbx       ;
            locations [0:rcx; t[1]; s; b;]
            exists (0:rcx=-1 /\ 0:rsi=255)
            """
        );

        Assert.Equal(
            "0:rax=4294967295; 0:rbx=7; 0:rcx=18446744073709551615; 0:rdi=-5; 0:rdx=t; 0:rsi=255; [b]=255; [s]=-1; "
                + "t[1]=-1; [x]=-5;",
            Assert.Single(run.FullStates)
        );
        Assert.Equal("0:rcx=18446744073709551615; 0:rsi=255; [b]=255; [s]=-1; t[1]=-1;", Assert.Single(run.States));
        Assert.Equal("Always", run.Observation);
    }

    [Theory]
    [InlineData("exists (x=1 /\\ ~(y=0))", true)]
    [InlineData("exists (not (x=1) \\/ y=1)", true)]
    [InlineData("~exists (x=0 /\\ y=0)", true)]
    [InlineData("forall (x=1 => y=1)", true)]
    [InlineData("forall ((x=1 /\\ y=1) \\/ false)", true)]
    [InlineData("forall (x=0)", false)]
    [InlineData("exists ([x]=0x0)", false)]
    public void Conditions(string condition, bool isOk) =>
        Assert.Equal(isOk, LitmusRuns.Run($"X86 T\n{{ }}\n P0 ;\n MOV [x],$1 ;\n MOV [y],$1 ;\n{condition}").IsOk);

    [Fact]
    public void A_filter_leaves_final_states_out()
    {
        const string Test = "X86 T\n{ }\n P0 | P1 ;\n MOV [x],$1 | MOV EAX,[x] ;\n";

        Assert.Equal(2, LitmusRuns.Run(Test + "exists (1:EAX=1)").Endings.Count);
        Assert.Equal("1:EAX=1;", Assert.Single(LitmusRuns.Run(Test + "filter (1:EAX=1)\nforall (1:EAX=1)").States));
    }

    [Fact]
    public void Branches_and_loops_run()
    {
        var run = LitmusRuns.Run(
            """
            X86_64 loop
            { }
             P0          | P1            ;
             movl $1,(x) | L0:           ;
             movl $1,(y) | cmpl $1,(y)   ;
                         | jne L0        ;
                         | movl (x),%eax ;
                         | ret           ;
            forall (1:rax=1)
            """
        );

        Assert.True(run.IsOk);
        Assert.True(run.Result.Exhaustive);
    }

    [Fact]
    public void A_fault_of_the_code_is_an_ending_of_its_own() =>
        Assert.Contains(
            "no #UD",
            Assert.Single(LitmusRuns.Run("X86 T\n{ }\n P0 ;\n UD2 ;\nexists (x=0)").FullStates),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_load_takes_each_byte_from_the_youngest_store_that_covers_it()
    {
        const string Test = """
            X86_64 partial
            { uint32_t x; uint32_t y; 0:rcx=x; }
             P0              | P1            ;
             movl $1,(x)     | movl $1,(y)   ;
             movb $2,1(%rcx) | mfence        ;
             movl (x),%eax   | movl (x),%eax ;
             movl (y),%ebx   |               ;
            exists (0:rax=513 /\ 0:rbx=0 /\ 1:rax=0)
            """;

        Assert.Equal("Sometimes", LitmusRuns.Run(Test).Observation);
        Assert.Equal("Never", LitmusRuns.Run(Test, "hardware", "memory=sc").Observation);
        Assert.Equal(
            "forall (0:rax=513)",
            LitmusTest
                .Parse(
                    Test.Replace(
                        "exists (0:rax=513 /\\ 0:rbx=0 /\\ 1:rax=0)",
                        "forall  (0:rax=513)",
                        StringComparison.Ordinal
                    ),
                    ""
                )
                .ConditionText
        );
    }
}
