using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;
using Model.Guests.X86.Semantics;

namespace Model.Tests.Guests;

public sealed class GuestDecoderTests
{
    [Fact]
    public void TheSameAddressIsTheSameObject()
    {
        GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "90 f4"));
        Assert.Same(decoder.At(0x1001), decoder.At(0x1001));
        var other = new GuestDecoder(TestGuest.Image(CpuMode.Bits32, 0x1000, "90 f4")).At(0x1001);
        Assert.Equal(decoder.At(0x1001), other);
        Assert.Equal(decoder.At(0x1001).GetHashCode(), other.GetHashCode());
        Assert.NotEqual(decoder.At(0x1000), other);
    }

    [Theory]
    [InlineData(
        CpuMode.Bits32,
        "0f04",
        "unsupported instruction at 0x1000 (main): 0f04: the code ends within the instruction"
    )]
    [InlineData(
        CpuMode.Bits64,
        "0f0400",
        "unsupported instruction at 0x1000 (main): 0f0400: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "0f3a0100c0",
        "unsupported instruction at 0x1000 (main): 0f3a0100c0: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "d510",
        "unsupported instruction at 0x1000 (main): d510: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "d9d1",
        "unsupported instruction at 0x1000 (main): d9d1: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "f00f20c0",
        "unsupported instruction at 0x1000 (main): f00f20c0: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "f00f0028",
        "unsupported instruction at 0x1000 (main): f00f0028: no instruction that the model knows"
    )]
    [InlineData(
        CpuMode.Bits64,
        "f001",
        "unsupported instruction at 0x1000 (main): f001: the code ends within the instruction"
    )]
    [InlineData(
        CpuMode.Bits64,
        "66666666666666666666666666666690",
        "unsupported instruction at 0x1000 (main): 666666666666666666666666666666: an instruction has at most 15 bytes"
    )]
    [InlineData(
        CpuMode.Bits32,
        "0f01d0",
        "unsupported instruction at 0x1000 (main): 0f01d0 'xgetbv': the model does not execute this instruction"
    )]
    [InlineData(
        CpuMode.Bits32,
        "64a110000000",
        "unsupported instruction at 0x1000 (main): 64a110000000 'mov eax,fs:[0x10]': segments fs and gs are not "
            + "modelled (expected flat memory)"
    )]
    [InlineData(
        CpuMode.Bits32,
        "8cd8",
        "unsupported instruction at 0x1000 (main): 8cd8 'mov eax,ds': only general registers are modelled"
    )]
    [InlineData(
        CpuMode.Bits64,
        "f20f1000",
        "unsupported instruction at 0x1000 (main): f20f1000 'movsd xmm0,[rax]': the model does not execute this "
            + "instruction"
    )]
    [InlineData(
        CpuMode.Bits32,
        "ff28",
        "unsupported instruction at 0x1000 (main): ff28 'jmp far fword ptr [eax]': far control transfers are not "
            + "modelled"
    )]
    [InlineData(
        CpuMode.Bits32,
        "66c3",
        "unsupported instruction at 0x1000 (main): 66c3 'data16 ret': 16-bit control transfers are not modelled"
    )]
    [InlineData(
        CpuMode.Bits64,
        "48b8",
        "unsupported instruction at 0x1000 (main): 48b8: the code ends within the instruction"
    )]
    public void UnsupportedBytesAreNamed(CpuMode mode, string bytes, string message)
    {
        GuestDecoder decoder = new(TestGuest.Image(mode, 0x1000, bytes, "main 0x1000"));
        var exception = Assert.Throws<UnsupportedInstructionException>(() =>
            decoder.At(0x1000)
        );
        Assert.Equal(message, exception.Message);
        Assert.Equal(("guest.bin", 0x1000ul), (exception.File, exception.Address));
        Assert.False(decoder.TryAt(0x1000, out _));
    }

    /// <summary>
    /// Intel SDM volume 2: LOCK's page, the pages of the instructions, and table A-2 for 64-bit mode.
    /// </summary>
    [Theory]
    [InlineData(CpuMode.Bits32, "f001d8", "lock add eax,ebx", 3)]
    [InlineData(CpuMode.Bits64, "f048ffc0", "lock inc rax", 4)]
    [InlineData(CpuMode.Bits64, "f087d8", "lock xchg eax,ebx", 3)]
    [InlineData(CpuMode.Bits64, "f03903", "lock cmp [rbx],eax", 3)]
    [InlineData(CpuMode.Bits64, "f00fa303", "lock bt [rbx],eax", 4)]
    [InlineData(CpuMode.Bits64, "f00fba2305", "lock bt dword ptr [rbx],5", 5)]
    [InlineData(CpuMode.Bits64, "f08903", "lock mov [rbx],eax", 3)]
    [InlineData(CpuMode.Bits64, "f00303", "lock add eax,[rbx]", 3)]
    [InlineData(CpuMode.Bits64, "f08503", "lock test [rbx],eax", 3)]
    [InlineData(CpuMode.Bits64, "f0d303", "lock rol dword ptr [rbx],cl", 3)]
    [InlineData(CpuMode.Bits64, "f00fa40301", "lock shld [rbx],eax,1", 5)]
    [InlineData(CpuMode.Bits64, "f050", "lock push rax", 2)]
    [InlineData(CpuMode.Bits64, "f0f3a4", "lock rep movsb [rdi],[rsi]", 3)]
    [InlineData(CpuMode.Bits64, "f090", "lock nop", 2)]
    [InlineData(CpuMode.Bits64, "f0f4", "lock hlt", 2)]
    [InlineData(CpuMode.Bits64, "f00faef0", "lock mfence", 4)]
    [InlineData(CpuMode.Bits64, "f00f10c1", "lock movups xmm0,xmm1", 4)]
    [InlineData(CpuMode.Bits64, "8ec8", "mov cs,ax", 2)]
    [InlineData(CpuMode.Bits64, "0fc7c8", "db 0x0f,0xc7,0xc8", 3)]
    [InlineData(CpuMode.Bits64, "f0480fc7c8", "db 0xf0,0x48,0x0f,0xc7,0xc8", 5)]
    [InlineData(CpuMode.Bits32, "8dc0", "db 0x8d,0xc0", 2)]
    [InlineData(CpuMode.Bits64, "488dc0", "db 0x48,0x8d,0xc0", 3)]
    [InlineData(CpuMode.Bits32, "fed0", "db 0xfe,0xd0", 2)]
    [InlineData(CpuMode.Bits32, "0fbac001", "db 0x0f,0xba,0xc0", 3)]
    [InlineData(CpuMode.Bits64, "0fb903", "ud1 eax,[rbx]", 3)]
    [InlineData(CpuMode.Bits32, "0fffc1", "ud0 eax,ecx", 3)]
    [InlineData(CpuMode.Bits64, "06", "db 0x06", 1)]
    [InlineData(CpuMode.Bits64, "27", "db 0x27", 1)]
    [InlineData(CpuMode.Bits64, "3790", "db 0x37", 1)]
    [InlineData(CpuMode.Bits64, "6660", "db 0x66,0x60", 2)]
    [InlineData(CpuMode.Bits64, "820000", "db 0x82", 1)]
    [InlineData(CpuMode.Bits64, "9a", "db 0x9a", 1)]
    public void WhatTheProcessorDoesNotAcceptRaisesUd(CpuMode mode, string bytes, string text, int length)
    {
        var instruction = TestGuest.Decode(mode, bytes);
        Assert.Equal((Mnemonic.Ud2, text, length), (instruction.Mnemonic, instruction.Text, instruction.Length));
        Assert.True(GuestSemantics.Plan(instruction, default, mode).None);
        var effect = GuestSemantics.Execute(instruction, TestGuest.Cpu(), mode, 0);
        Assert.Equal((InstructionOutcome.InvalidOpcode, TestGuest.Cpu()), (effect.Outcome, effect.After));
    }

    [Fact]
    public void AnAddressWithoutCodeIsNamed()
    {
        GuestDecoder decoder = new(TestGuest.Image(CpuMode.Bits32, 0x1000, "90"));
        var exception = Assert.Throws<UnsupportedInstructionException>(() =>
            decoder.At(0x2000)
        );
        Assert.Equal(
            "unsupported instruction at 0x2000: no code is there (expected an executable segment with bytes from the "
                + "file)",
            exception.Message
        );
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
        var instruction = TestGuest.Decode(CpuMode.Bits64, bytes);
        Assert.True(GuestSemantics.Plan(instruction, default, CpuMode.Bits64).None);
        Assert.Equal(
            TestGuest.Cpu().WithRip(instruction.Next),
            GuestSemantics.Execute(instruction, TestGuest.Cpu(), CpuMode.Bits64, 0).After
        );
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
        var instruction = TestGuest.Decode(CpuMode.Bits64, bytes);
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
