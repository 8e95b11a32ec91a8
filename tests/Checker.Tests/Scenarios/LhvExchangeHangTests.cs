using Checker.Exploration;
using Checker.Traces;

namespace Checker.Tests.Scenarios;

/// <summary>
/// The hang of the reports explained: one exchange reads the empty cell, CPU 0 puts the token there, the exchange
/// writes its 0 over it. CPU 0 then waits for ever in its loop on the flag, which only the winner of a token would
/// clear.
/// </summary>
public sealed class LhvExchangeHangTests
{
    private const string Token = "0x12345678";

    /// <summary>The first state out of which there is no way to the end.</summary>
    [Theory]
    [InlineData("vmware", "", "0", "", "free")]
    [InlineData("xen", "region=mmio", "0", "", "free")]
    // QEMU is about to write the 0 and holds its lock, so that nobody can read the token any more.
    [InlineData("kvm", "region=mmio", Token, "", "held by cpu1")]
    // Reads of a read-only memslot do not wait for QEMU. Both consumers have read 0 and will write it after the token.
    [InlineData("kvm", "region=readonly", "0", "", "held by cpu0")]
    // Both writes are still in the ring, the 0 behind the token; QEMU takes both out before it reads again.
    [InlineData("kvm", "region=mmio-coalesced", "0", "[0xb8000 <- 0x12345678, 0xb8000 <- 0]", "free")]
    public void The_way_into_the_hang_overwrites_the_token(
        string platform,
        string settings,
        string cell,
        string ring,
        string bigLock
    )
    {
        var trace = Hang(platform, settings);
        var last = LastValues(trace);

        Assert.Equal("1", last["flag"]);
        Assert.Equal(cell, last.GetValueOrDefault("cell", "0"));
        Assert.Equal(ring, last.GetValueOrDefault("ring", ""));
        Assert.Equal(bigLock, last.GetValueOrDefault("bql", "free"));
    }

    [Theory]
    [InlineData("vmware", "")]
    [InlineData("xen", "region=mmio")]
    [InlineData("kvm", "region=mmio")]
    [InlineData("kvm", "region=readonly")]
    [InlineData("kvm", "region=mmio-coalesced")]
    public void The_hang_needs_no_duplicate_and_shows_the_wait_loop(string platform, string settings)
    {
        var trace = Hang(platform, settings);

        Assert.DoesNotContain(
            trace.Steps.SelectMany(step => step.Changes),
            change => change.Target.StartsWith("count", StringComparison.Ordinal)
        );
        Assert.Equal(("cpu0", ProcessActivity.Looping), (trace.Endings[0].Process, trace.Endings[0].Activity));
        Assert.Equal(
            ["load [flag] -> 1 (0x10005b mov eax,[flag]); 0x100060 test eax,eax; 0x100062 jne relax; 0x100059 pause"],
            trace.Endings[0].Details
        );
        foreach (var consumer in trace.Endings.Where(ending => ending.Process is "cpu1" or "cpu2"))
        {
            Assert.Equal(ProcessActivity.Looping, consumer.Activity);
            Assert.Contains(
                consumer.Details,
                detail => detail.StartsWith("load [cell] -> 0 ", StringComparison.Ordinal)
            );
            Assert.DoesNotContain(consumer.Details, detail => detail.Contains(Token, StringComparison.Ordinal));
        }
    }

    /// <summary>
    /// From everywhere one can get to the end or to the hang's own state: there is no third way to stop.
    /// </summary>
    [Theory]
    [InlineData("vmware", "")]
    [InlineData("xen", "region=mmio")]
    [InlineData("kvm", "region=mmio")]
    [InlineData("kvm", "region=readonly")]
    [InlineData("kvm", "region=mmio-coalesced")]
    [InlineData("kvm", "region=mmio-coalesced ring=1")]
    public void There_is_no_other_hang(string platform, string settings)
    {
        const string EndOrHang = "finished(cpu0) || flag == 1 && cell == 0 && at(cpu0, wait)";
        var result = Explore.Model(LhvExchangeRuns.Build(platform, settings).Goal(EndOrHang)).Exhaustively();

        Assert.Equal(
            ["finished(cpu0)"],
            result
                .Violations.Where(violation => violation.Kind == ViolationKind.Stuck)
                .Select(violation => violation.Property)
        );
    }

    private static Trace Hang(string platform, string settings) =>
        LhvExchangeRuns
            .Explore(platform, $"{settings} experiments=1")
            .Violations.Single(violation => violation.Kind == ViolationKind.Stuck)
            .Trace;

    private static Dictionary<string, string> LastValues(Trace trace)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in trace.Steps.SelectMany(step => step.Changes))
        {
            values[change.Target] = change.After;
        }

        return values;
    }
}
