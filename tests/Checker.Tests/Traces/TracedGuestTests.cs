using System.Text;
using Checker.Tests.Scenarios;
using Checker.Traces;
using Model.Scenarios.Guests;

namespace Checker.Tests.Traces;

public sealed class TracedGuestTests
{
    [Fact]
    public void A_guest_of_the_users_own_is_recorded_with_all_its_options()
    {
        var request = new GuestRequest(
            "guests/lhv.elf",
            [new GuestCpu(0, "main", null), new GuestCpu(1, "0x100000", 4096)],
            [new GuestRange(0xb8000, 0x1000)],
            "kvm",
            new Dictionary<string, string> { ["kernel"] = "6.0", ["rounds"] = "3" },
            ["count1 + count2 <= count0"],
            ["finished(cpu0)"],
            0x100000,
            "guests/lhv.sym"
        );
        var subject = new TraceSubject("guest", "kvm", request.Set, [], [], new TracedGuest("00ff", request));
        string text = TraceWriter.Text(
            new TraceFile(1, subject, "aa", Found.Trace(Found.Kinds("assertion"), "assertion"))
        );

        var read = TraceReader.Parse(Encoding.UTF8.GetBytes(text), "a.json").Subject.Guest!;

        Assert.Contains("\"start\": \"0xb8000\"", text, StringComparison.Ordinal);
        Assert.Equal(
            (subject.Guest!.Sha256, 4096, 0x1000ul),
            (read.Sha256, read.Request.Cpus[1].StackSize, read.Request.Mmio[0].Size)
        );
        Assert.Equal(
            text,
            TraceWriter.Text(
                new TraceFile(
                    1,
                    subject with
                    {
                        Guest = read,
                    },
                    "aa",
                    Found.Trace(Found.Kinds("assertion"), "assertion")
                )
            )
        );
    }
}
