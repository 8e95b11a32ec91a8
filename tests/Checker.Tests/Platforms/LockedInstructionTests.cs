using Iced.Intel;
using Model.Machine;
using static Iced.Intel.AssemblerRegisters;

namespace Checker.Tests.Platforms;

/// <summary>What two CPUs can do to one word of the region with locked instructions, platform by platform.</summary>
public sealed class LockedInstructionTests
{
    private const int Cell = (int)AssembledGuest.Cell;
    private const int Result0 = (int)AssembledGuest.Result0;
    private const int Result1 = (int)AssembledGuest.Result1;

    /// <summary>Ways to run a guest, and whether a locked instruction is a read step and a write step there.</summary>
    public static TheoryData<string, string, bool> Platforms =>
        new()
        {
            { "hardware", "", false },
            { "tcg", "", false },
            { "tcg", "qemu=7.2", false },
            { "tcg", "region=ram", false },
            { "virtualbox", "", false },
            { "hyper-v", "", false },
            { "xen", "region=ram", false },
            { "kvm", "region=ram", false },
            { "kvm", "region=ram kernel=5.10", false },
            { "kvm", "region=ram patch=F1", false },
            { "kvm", "region=ram patch=F2", false },
            { "kvm", "region=mmio patch=F3", false },
            { "kvm", "region=mmio-coalesced patch=F3", false },
            { "kvm", "region=mmio patch=F4", false },
            { "kvm", "region=mmio-coalesced patch=F4", false },
            { "kvm", "region=mmio patch=F5", false },
            { "kvm", "region=mmio-coalesced patch=F5", false },
            { "kvm", "region=mmio patch=F6", false },
            { "kvm", "region=mmio-coalesced patch=F6", false },
            { "kvm", "region=mmio patch=F7", false },
            { "kvm", "region=mmio-coalesced patch=F7", false },
            { "vmware", "", true },
            { "xen", "region=mmio", true },
            { "xen", "region=ram version=4.10", true },
            { "kvm", "region=mmio", true },
            { "kvm", "region=mmio kernel=5.10", true },
            { "kvm", "region=mmio-coalesced", true },
            { "kvm", "region=mmio-coalesced ring=1", true },
            { "kvm", "region=readonly", true },
            { "kvm", "region=mmio patch=F1", true },
            { "kvm", "region=mmio patch=F2", true },
        };

    [Theory]
    [MemberData(nameof(Platforms))]
    public void An_increment_is_lost_only_where_it_is_split(string platform, string settings, bool isSplit)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.@lock.inc(__dword_ptr[Cell]);
                StoreCellOnceTheOtherIsDone(cpu);
            },
            cpu =>
            {
                cpu.@lock.inc(__dword_ptr[Cell]);
                SayDone(cpu);
            }
        );

        Assert.True(guest.CanEndWith("result0 == 2", platform, settings));
        Assert.Equal(isSplit, guest.CanEndWith("result0 == 1", platform, settings));
        Assert.False(guest.CanEndWith("result0 != 1 && result0 != 2", platform, settings));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Two_CPUs_draw_one_ticket_only_where_XADD_is_split(string platform, string settings, bool isSplit)
    {
        var guest = new AssembledGuest(32, cpu => DrawTicket(cpu, Result0), cpu => DrawTicket(cpu, Result1));

        Assert.Equal(isSplit, guest.CanEndWith("result0 == result1", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 0 && result1 == 1", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 1 && result1 == 0", platform, settings));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Two_CPUs_take_one_lock_only_where_CMPXCHG_is_split(string platform, string settings, bool isSplit)
    {
        var guest = new AssembledGuest(32, cpu => TryLock(cpu, Result0), cpu => TryLock(cpu, Result1));

        Assert.Equal(isSplit, guest.CanEndWith("result0 == 1 && result1 == 1", platform, settings));
        Assert.False(guest.CanEndWith("result0 == 0 && result1 == 0", platform, settings));
    }

    /// <summary>
    /// The lock is held; one CPU releases it by a plain store, the other tries it once. A failed compare that writes
    /// the stale value back after the store leaves the lock held by nobody. Xen does not write after a failed compare.
    /// </summary>
    [Theory]
    [InlineData("hardware", "", false)]
    [InlineData("tcg", "", false)]
    [InlineData("virtualbox", "", false)]
    [InlineData("xen", "region=ram", false)]
    [InlineData("xen", "region=mmio", false)]
    [InlineData("xen", "region=ram version=4.10", false)]
    [InlineData("kvm", "region=ram", false)]
    [InlineData("kvm", "region=mmio", true)]
    [InlineData("kvm", "region=mmio-coalesced", true)]
    [InlineData("kvm", "region=readonly", true)]
    [InlineData("kvm", "region=mmio patch=F3", true)]
    [InlineData("kvm", "region=mmio patch=F4", false)]
    [InlineData("kvm", "region=mmio-coalesced patch=F4", false)]
    [InlineData("kvm", "region=mmio patch=F5", false)]
    [InlineData("kvm", "region=mmio patch=F6", false)]
    public void A_failed_compare_erases_an_unlock_only_where_KVM_writes_the_stale_value(
        string platform,
        string settings,
        bool isErased
    )
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.mov(__dword_ptr[Cell], 0);
                StoreCellOnceTheOtherIsDone(cpu);
            },
            cpu =>
            {
                cpu.xor(eax, eax);
                cpu.mov(ecx, 1);
                cpu.@lock.cmpxchg(__dword_ptr[Cell], ecx);
                cpu.setne(cl);
                cpu.movzx(ecx, cl);
                cpu.inc(ecx);
                cpu.mov(__dword_ptr[Result1], ecx);
            }
        )
        {
            Initially = new Dictionary<string, ulong> { ["cell"] = 1 },
        };

        // result1: 1 when the other CPU has the lock now, 2 when its compare failed.
        Assert.Equal(isErased, guest.CanEndWith("result0 == 1 && result1 == 2", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 0 && result1 == 2", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 1 && result1 == 1", platform, settings));
    }

    /// <summary>
    /// ADC of 1 to 0xffffffff beside a store of 5, CF clear at first: 5 or 6. On KVM's RAM a failed attempt leaves its
    /// CF behind, and the next attempt adds it: 7.
    /// </summary>
    [Theory]
    [InlineData("hardware", "", "5 6")]
    [InlineData("tcg", "", "5 6")]
    [InlineData("xen", "region=ram", "5 6")]
    [InlineData("kvm", "region=ram", "5 6 7")]
    [InlineData("kvm", "region=ram kernel=5.10", "5 6 7")]
    [InlineData("kvm", "region=ram kernel=6.0", "5 6 7")]
    [InlineData("kvm", "region=ram patch=F1", "5 6")]
    [InlineData("kvm", "region=ram patch=F2", "5 6")]
    [InlineData("kvm", "region=mmio patch=F4", "5 6")]
    [InlineData("kvm", "region=mmio patch=F5", "5 6")]
    [InlineData("kvm", "region=mmio patch=F7", "5 6")]
    [InlineData("kvm", "region=mmio", "0 5 6")]
    [InlineData("xen", "region=mmio", "0 5 6")]
    public void A_failed_attempt_on_RAM_leaves_its_carry_behind(string platform, string settings, string ends)
    {
        var guest = new AssembledGuest(
            32,
            cpu =>
            {
                cpu.clc();
                cpu.@lock.adc(__dword_ptr[Cell], 1);
                StoreCellOnceTheOtherIsDone(cpu);
            },
            cpu =>
            {
                cpu.mov(__dword_ptr[Cell], 5);
                SayDone(cpu);
            }
        )
        {
            Initially = new Dictionary<string, ulong> { ["cell"] = 0xffff_ffff },
        };

        var reached = Enumerable
            .Range(0, 9)
            .Where(value => guest.CanEndWith(FormattableString.Invariant($"result0 == {value}"), platform, settings));
        Assert.Equal(ends, string.Join(' ', reached));
        Assert.False(guest.CanEndWith("result0 > 8", platform, settings));
    }

    [Theory]
    [InlineData("across_line", "kvm", "region=ram split-lock-detection=off", false)]
    [InlineData("across_line", "kvm", "region=ram split-lock-detection=on", true)]
    [InlineData("across_page", "kvm", "region=ram", true)]
    [InlineData("across_page", "kvm", "region=ram patch=F1", true)]
    [InlineData("across_page", "kvm", "region=ram patch=F6", false)]
    [InlineData("across_page", "xen", "region=ram", false)]
    [InlineData("across_page", "tcg", "", false)]
    [InlineData("across_page", "tcg", "qemu=7.2", false)]
    [InlineData("across_page", "tcg", "region=ram", false)]
    [InlineData("across_line", "hardware", "", false)]
    [InlineData("across_page", "hardware", "", false)]
    public void An_increment_across_an_edge_is_lost_where_KVM_writes_instead_of_comparing(
        string word,
        string platform,
        string settings,
        bool isLost
    )
    {
        int address = (int)(word == "across_line" ? AssembledGuest.AcrossLine : AssembledGuest.AcrossPage);
        var guest = new AssembledGuest(
            32,
            cpu => cpu.@lock.inc(__dword_ptr[address]),
            cpu => cpu.@lock.inc(__dword_ptr[address])
        )
        {
            Initially = new Dictionary<string, ulong> { [word] = 0xffff },
        };

        Assert.True(guest.CanEndWith($"{word} == 0x10001", platform, settings));
        Assert.Equal(isLost, guest.CanEndWith($"{word} == 0x10000", platform, settings));
    }

    /// <summary>
    /// The write across a page is two stores: between them a CPU can read, and add to, half of the old and half of the
    /// new value.
    /// </summary>
    [Theory]
    [InlineData("kvm", "region=ram", true)]
    [InlineData("xen", "region=ram", false)]
    [InlineData("tcg", "qemu=7.2 region=ram", false)]
    [InlineData("hardware", "", false)]
    public void A_write_across_a_page_is_torn_on_KVM(string platform, string settings, bool isTorn)
    {
        var guest = new AssembledGuest(
            32,
            cpu => ExchangeAcrossPage(cpu, 0x1111_1111, Result0),
            cpu => ExchangeAcrossPage(cpu, 0x2222_2222, Result1)
        );

        Assert.Equal(
            isTorn,
            guest.CanEndWith("across_page == 0x11112222 || across_page == 0x22221111", platform, settings)
        );
        Assert.Equal(isTorn, guest.CanEndWith("result1 == 0x00001111", platform, settings));
    }

    /// <summary>
    /// The direct map of a 64-bit kernel, under the kernel that mistook the guest's address for the host's.
    /// </summary>
    [Theory]
    [InlineData("5.10", false)]
    [InlineData("5.19-regression", true)]
    [InlineData("6.0", false)]
    [InlineData("6.19", false)]
    public void A_kernel_address_makes_RAM_lose_increments_in_one_kernel_only(string kernel, bool isLost)
    {
        var guest = new AssembledGuest(64, IncrementInDirectMap, IncrementInDirectMap);

        Assert.Equal(isLost, guest.CanEndWith("cell == 1", "kvm", $"region=ram kernel={kernel}"));
    }

    /// <summary>
    /// QEMU takes its big lock once for each four bytes of a device after an exit of KVM, and once for eight in
    /// translated code.
    /// </summary>
    [Theory]
    [InlineData("kvm", "region=mmio", true)]
    [InlineData("tcg", "", false)]
    [InlineData("tcg", "qemu=7.2", false)]
    [InlineData("kvm", "region=ram", false)]
    [InlineData("hardware", "", false)]
    public void Eight_bytes_of_a_device_are_read_in_two_chunks(string platform, string settings, bool isTorn)
    {
        var guest = new AssembledGuest(
            64,
            cpu =>
            {
                cpu.mov(rax, 0x0000_0002_0000_0001);
                cpu.mov(__qword_ptr[Cell], rax);
            },
            cpu =>
            {
                cpu.mov(rax, __qword_ptr[Cell]);
                cpu.mov(__dword_ptr[Result0], eax);
                cpu.shr(rax, 32);
                cpu.mov(__dword_ptr[Result1], eax);
            }
        );

        Assert.Equal(isTorn, guest.CanEndWith("result0 == 0 && result1 == 2", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 1 && result1 == 2", platform, settings));
        Assert.True(guest.CanEndWith("result0 == 0 && result1 == 0", platform, settings));
    }

    /// <summary>
    /// Without LOCK the processor and KVM write a stale value back when the compare fails; Xen's emulator does not
    /// write then.
    /// </summary>
    [Theory]
    [InlineData("hardware", "", true)]
    [InlineData("kvm", "region=ram", true)]
    [InlineData("kvm", "region=mmio", true)]
    [InlineData("xen", "region=ram", false)]
    [InlineData("xen", "region=mmio", false)]
    public void An_unlocked_failed_compare_erases_a_store_except_on_Xen(string platform, string settings, bool isErased)
    {
        var guest = new AssembledGuest(
            32,
            cpu => cpu.mov(__dword_ptr[Cell], 0),
            cpu =>
            {
                cpu.mov(eax, 7);
                cpu.mov(ecx, 9);
                cpu.cmpxchg(__dword_ptr[Cell], ecx);
            }
        )
        {
            Initially = new Dictionary<string, ulong> { ["cell"] = 1 },
        };

        Assert.Equal(isErased, guest.CanEndWith("cell == 1", platform, settings));
        Assert.True(guest.CanEndWith("cell == 0", platform, settings));
    }

    /// <summary>KVM's emulator refuses CMPXCHG16B: user space stops the virtual machine.</summary>
    [Theory]
    [InlineData("kvm", "region=ram", "deadlock")]
    [InlineData("kvm", "region=mmio", "deadlock")]
    [InlineData("kvm", "region=mmio patch=F7", "")]
    [InlineData("xen", "region=ram", "")]
    [InlineData("hardware", "", "")]
    public void Sixteen_bytes_are_not_exchanged_by_KVM(string platform, string settings, string kinds)
    {
        var guest = new AssembledGuest(64, cpu => cpu.@lock.cmpxchg16b(__xmmword_ptr[Cell]));
        var result = Explore.Model(guest.On(platform, settings)).Exhaustively();

        Assert.Equal(
            kinds,
            string.Join(' ', result.Violations.Select(violation => violation.Kind.ToString().ToLowerInvariant()))
        );
    }

    private static void StoreCellOnceTheOtherIsDone(Assembler cpu)
    {
        var wait = cpu.CreateLabel();
        cpu.Label(ref wait);
        cpu.cmp(__dword_ptr[Result1], 0);
        cpu.je(wait);
        cpu.mov(eax, __dword_ptr[Cell]);
        cpu.mov(__dword_ptr[Result0], eax);
    }

    private static void SayDone(Assembler cpu) => cpu.mov(__dword_ptr[Result1], 1);

    private static void DrawTicket(Assembler cpu, int result)
    {
        cpu.mov(eax, 1);
        cpu.@lock.xadd(__dword_ptr[Cell], eax);
        cpu.mov(__dword_ptr[result], eax);
    }

    private static void TryLock(Assembler cpu, int result)
    {
        cpu.xor(eax, eax);
        cpu.mov(ecx, 1);
        cpu.@lock.cmpxchg(__dword_ptr[Cell], ecx);
        cpu.sete(cl);
        cpu.movzx(ecx, cl);
        cpu.mov(__dword_ptr[result], ecx);
    }

    private static void ExchangeAcrossPage(Assembler cpu, uint value, int result)
    {
        cpu.mov(eax, value);
        cpu.xchg(__dword_ptr[(int)AssembledGuest.AcrossPage], eax);
        cpu.mov(__dword_ptr[result], eax);
    }

    private static void IncrementInDirectMap(Assembler cpu)
    {
        cpu.mov(rbx, PageTable.DirectMap + AssembledGuest.Cell);
        cpu.@lock.inc(__dword_ptr[rbx]);
    }
}
