using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Platforms;

/// <summary>What goes to KVM's ring of coalesced writes, and what does not.</summary>
public sealed class MemslotRingTests
{
    /// <summary>
    /// POP to the cell has another access besides; with a memslot no write may go to the coalesced ring.
    /// </summary>
    [Theory]
    [InlineData("region=mmio-coalesced", true)]
    [InlineData("region=mmio-coalesced patch=F7", false)]
    public void A_memslot_keeps_every_access_out_of_the_ring(string settings, bool canWaitInRing)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.push(3);
                cpu.pop(__dword_ptr[(int)AssembledGuest.Cell]);
            },
            cpu => cpu.nop()
        )
        {
            StackSize = 0x100,
        };

        Assert.Equal(canWaitInRing, guest.CanEndWith("cell == 0", "kvm", settings));
    }
}
