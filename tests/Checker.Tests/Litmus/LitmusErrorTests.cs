using Model.Input;
using Model.Litmus;

namespace Checker.Tests.Litmus;

public sealed class LitmusErrorTests
{
    private const string Head = "X86_64 T\n{ }\n";

    [Theory]
    [InlineData("", "1:1: expected an architecture and a name, such as 'X86_64 SB'")]
    [InlineData("X86_64\n{}", "1:7: expected a name after the architecture")]
    [InlineData(
        "X86 T\nhello\n{}",
        "2:1: expected '{' with the initial values, a Key=Value line or a description in quotes"
    )]
    [InlineData("X86 T\n\"hello\n{}", "2:1: the description has no end; expected '\"'")]
    [InlineData("X86 T (* one (* two *)\n{}", "1:7: the comment has no end; expected *)")]
    [InlineData("X86 T\n{ x=1 y=2; }", "2:7: expected ';', found 'y'")]
    [InlineData("X86 T\n{ 0:foo=1; }", "2:5: expected a register, found 'foo'")]
    [InlineData("X86 T\n{ x=; }", "2:5: expected a value: a number or a location, found ';'")]
    [InlineData("X86 T\n{ 0:EAX=1; 0:AL=2; }", "2:12: 0:eax is given twice")]
    [InlineData("X86 T\n{ int t[2]={1,2,3}; }", "2:7: t has 2 elements, and 3 values are given")]
    [InlineData("X86 T\n{ 3:EAX=1; }\n P0 ;\n NOP ;\nexists (0:EAX=0)", "2:3: there is no column P3; expected 0 to 0")]
    [InlineData(Head + " P1 ;", "3:2: expected 'P0', found 'P1'")]
    [InlineData(Head + " P0 | P1 ;\n nop ;\nexists (x=1)", "4:2: expected 2 columns, found 1")]
    [InlineData(Head + " P0 ;\n nop ", "4:2: the row has no end; expected ';'")]
    [InlineData(Head + " P0 ;\n nop ;\n", "5:1: expected 'exists', '~exists' or 'forall', found the end")]
    [InlineData(Head + " P0 ;\n movl $1 (x) ;\nexists (x=1)", "4:10: expected ',', found '('")]
    [InlineData(Head + " P0 ;\n movl $1,(x ;\nexists (x=1)", "4:13: expected ')', found the end")]
    [InlineData(
        Head + " P0 ;\n movl $,(x) ;\nexists (x=1)",
        "4:8: expected a value: a number or a location, found ','"
    )]
    [InlineData(Head + " P0 ;\n move $1,(x) ;\nexists (x=1)", "4:2: there is no instruction move")]
    [InlineData(Head + " P0 ;\n movl (x),(y) ;\nexists (x=1)", "4:2: mov does not take these operands")]
    [InlineData(
        "X86_64 T\nPlace=x:0xbbbb003c\n{ }\n P0 ;\n addl $1,(x) ;\nexists (x=1)",
        "5:2: the address 0xbbbb003c does not fit into add; expected one below 0x80000000, or at least "
            + "0xffffffff80000000, or the address in a register, as in (%rax)"
    )]
    [InlineData(Head + " P0 ;\n jmp away ;\nexists (x=1)", "4:2: there is no label away")]
    [InlineData(Head + " P0 ;\n L: nop ;\n L: nop ;\nexists (x=1)", "5:5: the label L is defined twice")]
    [InlineData(Head + " P0 ;\n nop ;\nexists (x=1", @"5:12: expected '/\', '\/' or ')', found the end")]
    [InlineData(Head + " P0 ;\n nop ;\nexists (x)", "5:10: expected '=' and a value, found ')'")]
    [InlineData(Head + " P0 ;\n nop ;\nexists (1:rax=0)", "5:9: there is no column P1; expected 0 to 0")]
    [InlineData(Head + " P0 ;\n nop ;\n~forall (x=1)", "5:2: expected 'exists', found 'forall'")]
    [InlineData(Head + " P0 ;\n nop ;\nexists (x=1) y", @"5:14: expected '/\', '\/' or the end, found 'y'")]
    [InlineData(Head + " P0 ;\n nop ;\nexists (x[0]=1)", "5:9: x is not an array")]
    public void A_malformed_test_says_where_and_what_was_expected(string text, string expected)
    {
        var exception = Assert.ThrowsAny<InputException>(() => new LitmusProgram(LitmusTest.Parse(text, "t.litmus")));

        Assert.Equal("t.litmus", exception.File);
        Assert.Equal(expected, $"{exception.Line}:{exception.Column}: {exception.Message}");
        Assert.IsNotType<UnsupportedLitmusException>(exception);
    }

    [Theory]
    [InlineData("AArch64 T\n{}", "1:1: the architecture AArch64 is not modelled; expected X86 or X86_64")]
    [InlineData(Head + " P0 ;\n movq %xmm0,%rax ;\nexists (x=1)", "4:8: the register xmm0 is not modelled")]
    [InlineData("X86 T\n{ 0:EFLAGS=0; }", "2:5: the register EFLAGS is not modelled")]
    [InlineData(Head + " P0 ;\n cpuid ;\nexists (x=1)", "4:2: the model does not execute this instruction: cpuid")]
    [InlineData(Head + " P0 ;\n jmp *(%rax) ;\nexists (x=1)", "4:7: indirect branches are not supported in tests")]
    public void What_is_not_modelled_is_told_apart_from_what_is_malformed(string text, string expected)
    {
        var exception = Assert.Throws<UnsupportedLitmusException>(() =>
            new LitmusProgram(LitmusTest.Parse(text, "t.litmus"))
        );

        Assert.Equal(expected, $"{exception.Line}:{exception.Column}: {exception.Message}");
    }

    [Theory]
    [InlineData("Place=w:0x1000", "Place names w, which is not a location of the test")]
    [InlineData("Place=x:here", "Place has 'here'; expected an address, such as 0xbbbb0ffc")]
    [InlineData("Pages=0x1234:0x1000", "Pages has '0x1234'; expected the address of a page, such as 0xbbbb0000")]
    [InlineData("Pages=0x1000", "Pages has '0x1000'; expected each name or page once, then ':' and an address")]
    public void A_malformed_placement_is_bad_input(string line, string expected)
    {
        var test = LitmusTest.Parse($"X86 T\n{line}\n{{ }}\n P0 ;\n MOV [x],$1 ;\nexists (x=1)", "t.litmus");

        Assert.Equal(expected, Assert.Throws<InputException>(() => new LitmusProgram(test)).Message);
    }
}
