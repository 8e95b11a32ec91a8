using Model.Guests;

namespace Model.Tests.Guests;

public sealed class GuestDecoderTests
{
    [Fact]
    public void TheSameAddressIsTheSameObject()
    {
        GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "90 f4"));
        Assert.Same(decoder.At(0x1001), decoder.At(0x1001));
        GuestInstruction other = new GuestDecoder(TestGuest.Image(CpuMode.Bits32, 0x1000, "90 f4")).At(0x1001);
        Assert.Equal(decoder.At(0x1001), other);
        Assert.Equal(decoder.At(0x1001).GetHashCode(), other.GetHashCode());
        Assert.NotEqual(decoder.At(0x1000), other);
    }

    [Theory]
    [InlineData(CpuMode.Bits32, "f090", "unsupported instruction at 0x1000 (main): f090: no such instruction (#UD)")]
    [InlineData(CpuMode.Bits32, "0f01d0", "unsupported instruction at 0x1000 (main): 0f01d0 'xgetbv': the model does not execute this instruction")]
    [InlineData(CpuMode.Bits32, "64a110000000", "unsupported instruction at 0x1000 (main): 64a110000000 'mov eax,fs:[0x10]': segments fs and gs are not modelled (expected flat memory)")]
    [InlineData(CpuMode.Bits32, "8cd8", "unsupported instruction at 0x1000 (main): 8cd8 'mov eax,ds': only general registers are modelled")]
    [InlineData(CpuMode.Bits64, "f20f1000", "unsupported instruction at 0x1000 (main): f20f1000 'movsd xmm0,[rax]': the model does not execute this instruction")]
    [InlineData(CpuMode.Bits32, "ff28", "unsupported instruction at 0x1000 (main): ff28 'jmp far fword ptr [eax]': far control transfers are not modelled")]
    [InlineData(CpuMode.Bits32, "66c3", "unsupported instruction at 0x1000 (main): 66c3 'data16 ret': 16-bit control transfers are not modelled")]
    [InlineData(CpuMode.Bits64, "48b8", "unsupported instruction at 0x1000 (main): 48b8: the code ends within the instruction")]
    public void UnsupportedBytesAreNamed(CpuMode mode, string bytes, string message)
    {
        GuestDecoder decoder = new(TestGuest.Image(mode, 0x1000, bytes, "main 0x1000"));
        UnsupportedInstructionException exception = Assert.Throws<UnsupportedInstructionException>(() => decoder.At(0x1000));
        Assert.Equal(message, exception.Message);
        Assert.Equal(("guest.bin", 0x1000ul), (exception.File, exception.Address));
        Assert.False(decoder.TryAt(0x1000, out _));
    }

    [Fact]
    public void AnAddressWithoutCodeIsNamed()
    {
        GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "90"));
        UnsupportedInstructionException exception = Assert.Throws<UnsupportedInstructionException>(() => decoder.At(0x2000));
        Assert.Equal("unsupported instruction at 0x2000: no code is there (expected an executable segment with bytes from the file)", exception.Message);
    }

    [Theory]
    [InlineData("90")]
    [InlineData("6690")]
    [InlineData("0f1f00")]
    [InlineData("662e0f1f840000000000")]
    [InlineData("64 0f1f4000")]
    [InlineData("f30f1efa")]
    [InlineData("f30f1efb")]
    public void NopsTouchNothing(string bytes)
    {
        GuestInstruction instruction = TestGuest.Decode(CpuMode.Bits64, bytes);
        Assert.True(GuestSemantics.Plan(instruction, default, CpuMode.Bits64).None);
        Assert.Equal(TestGuest.Cpu().WithRip(instruction.Next), GuestSemantics.Execute(instruction, TestGuest.Cpu(), CpuMode.Bits64, 0).After);
    }

    [Theory]
    [InlineData("31c0", RegisterSet.None, RegisterSet.Rax)] // xor eax,eax depends on nothing
    [InlineData("89d8", RegisterSet.Rbx, RegisterSet.Rax)] // mov eax,ebx
    [InlineData("88d8", RegisterSet.Rbx, RegisterSet.None)] // mov al,bl keeps the rest
    [InlineData("0f44c3", RegisterSet.Rax | RegisterSet.Rbx, RegisterSet.Rax)] // cmove eax,ebx
    [InlineData("0fb103", RegisterSet.Rax | RegisterSet.Rbx, RegisterSet.None)] // cmpxchg [rbx],eax
    [InlineData("f7e3", RegisterSet.Rax | RegisterSet.Rbx, RegisterSet.Rax | RegisterSet.Rdx)] // mul ebx
    public void RegistersReadAndReplaced(string bytes, RegisterSet read, RegisterSet replaced)
    {
        GuestInstruction instruction = TestGuest.Decode(CpuMode.Bits64, bytes);
        Assert.Equal(read, instruction.RegistersRead & read);
        Assert.Equal(RegisterSet.None, instruction.RegistersRead & ~read & ~replaced);
        Assert.Equal(replaced & RegisterSet.Rdx, instruction.RegistersReplaced & RegisterSet.Rdx);
        Assert.Equal(replaced, instruction.RegistersReplaced | replaced);
    }

    [Theory]
    [InlineData("39c3", CpuFlags.Status)] // cmp ebx,eax
    [InlineData("85c0", CpuFlags.Status & ~CpuFlags.Adjust)] // test leaves AF undefined
    [InlineData("ffc0", CpuFlags.Status & ~CpuFlags.Carry)] // inc eax
    [InlineData("d3e0", CpuFlags.None)] // shl eax,cl may shift by zero
    [InlineData("c1e000", CpuFlags.None)] // shl eax,0
    [InlineData("d1e0", CpuFlags.Status & ~CpuFlags.Adjust)] // shl eax,1
    [InlineData("c0e009", CpuFlags.None)] // shl al,9 moves every bit out
    [InlineData("0fba2005", CpuFlags.Carry)] // bt [rax],5
    [InlineData("f3a6", CpuFlags.None)] // repe cmpsb may compare nothing
    public void FlagsReplaced(string bytes, CpuFlags replaced) =>
        Assert.Equal(replaced, TestGuest.Decode(CpuMode.Bits64, bytes).FlagsReplaced);
}
