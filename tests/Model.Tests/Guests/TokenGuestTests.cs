using Model.Guests.X86.Decoding;
using Model.Guests.X86.Processor;

namespace Model.Tests.Guests;

/// <summary>The bytes of the token experiment decode to the texts that traces show.</summary>
public sealed class TokenGuestTests
{
    private const string Symbols = """
        row      0x10001d
        wait     0x10004f
        fatal    0x1000a3
        consumer 0x10010b
        idle     0x10013d
        count0   0x102020
        count1   0x102028
        flag     0x102038
        ready    0x10203c 4
        pointer  0x102040 4
        """;

    [Theory]
    [InlineData(0x10001d, "b878563412", "mov eax,0x12345678")]
    [InlineData(0x100022, "c7053820100001000000", "mov dword ptr [flag],1")]
    [InlineData(0x10002c, "0faef0", "mfence")]
    [InlineData(0x10002f, "870500800b00", "xchg [0xb8000],eax")]
    [InlineData(0x100038, "85c0", "test eax,eax")]
    [InlineData(0x10003a, "7567", "jne fatal")]
    [InlineData(0x10003c, "83052020100001", "add dword ptr [count0],1")]
    [InlineData(0x100043, "83152420100000", "adc dword ptr [count0+0x4],0")]
    [InlineData(0x10004d, "eb02", "jmp wait+0x2")]
    [InlineData(0x10004f, "f390", "pause")]
    [InlineData(0x100051, "a138201000", "mov eax,[flag]")]
    [InlineData(0x100058, "75f5", "jne wait")]
    [InlineData(0x100097, "e7e9", "out 0xe9,eax")]
    [InlineData(0x10009e, "e97affffff", "jmp row")]
    [InlineData(0x1000a3, "e7e8", "out 0xe8,eax")]
    [InlineData(0x1000a5, "fa", "cli")]
    [InlineData(0x1000a6, "f4", "hlt")]
    [InlineData(0x1000a7, "ebfc", "jmp fatal+0x2")]
    [InlineData(0x100000, "c7050c00000001000000", "mov dword ptr [0xc],1")]
    [InlineData(0x100102, "a13c201000", "mov eax,[ready]")]
    [InlineData(0x100109, "74f5", "je 0x100100")]
    [InlineData(0x10010b, "31c0", "xor eax,eax")]
    [InlineData(0x100118, "7423", "je idle")]
    [InlineData(0x10011d, "83052820100001", "add dword ptr [count1],1")]
    [InlineData(0x10012e, "c7053820100000000000", "mov dword ptr [flag],0")]
    [InlineData(0x10013b, "ebce", "jmp consumer")]
    [InlineData(0x100010, "8b1540201000", "mov edx,[pointer]")]
    [InlineData(0x100010, "89c8", "mov eax,ecx")]
    [InlineData(0x100010, "8702", "xchg [edx],eax")]
    [InlineData(0x100010, "8b0485c0201000", "mov eax,[eax*4+0x1020c0]")]
    [InlineData(0x100010, "8b048520201000", "mov eax,[eax*4+count0]")]
    [InlineData(0x100010, "8b4508", "mov eax,[ebp+8]")]
    [InlineData(0x100010, "b820201000", "mov eax,0x102020")]
    public void Disassembles(ulong address, string bytes, string text)
    {
        var image = TestGuest.Image(CpuMode.Bits32, address, bytes, Symbols);
        Assert.Equal(text, new GuestDecoder(image).At(address).Text);
    }

    [Theory]
    [InlineData("870500800b00", true)]
    [InlineData("f0870500800b00", true)]
    [InlineData("f083052020100001", true)]
    [InlineData("83052020100001", false)]
    [InlineData("0fb10a", false)]
    [InlineData("f00fb10a", true)]
    [InlineData("87d8", false)]
    public void ExchangeWithMemoryIsLockedWithoutPrefix(string bytes, bool locked) =>
        Assert.Equal(locked, TestGuest.Decode(CpuMode.Bits32, bytes).Locked);
}
