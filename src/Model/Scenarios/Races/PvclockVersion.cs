using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>The host updates a guest's pvclock page while the guest reads it: a version that is odd meanwhile tells the guest to read again.</summary>
public sealed class PvclockVersion : VariantScenario
{
    private static readonly ExpectedVerdict _torn = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "pvclock-version";

    /// <inheritdoc/>
    public override string Summary => "the host updates a clock page while the guest reads it: does the guest ever use a mixture? (KVM, pvclock version protocol)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [Parameter.Number("updates", "times that the host updates the page", 2, 1, 4)];

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
    [
        new("odd-while-updating", "the version is odd before the first field is written and even after the last", Evidence.ReadInSource,
            "kvm_setup_guest_pvclock, pvclock_read_begin, pvclock_read_retry; Linux 6.19", "", ExpectedVerdict.Holds),
        new("bumped-after", "the version changes only after the fields", Evidence.Hypothesis, "the protocol without its odd version", "", _torn),
        new("bumped-before", "the version changes only before the fields", Evidence.Hypothesis, "the protocol without its odd version", "", _torn),
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
    [
        new("odd-while-updating", "first-write-barrier", _torn, "the compiler may write a field before the odd version"),
        new("odd-while-updating", "second-write-barrier", _torn, "the compiler may write the last field after the even version"),
        new("odd-while-updating", "first-read-barrier", _torn, "the guest may read a field before the version"),
        new("odd-while-updating", "second-read-barrier", _torn, "the guest may compare the version before it has read the last field"),
        new("odd-while-updating", "odd-check", _torn, "a version that is odd at both looks tells of nothing"),
    ];

    /// <inheritdoc/>
    internal override SystemModel Build(string variant, Settings settings, Parts parts)
    {
        int updates = settings.Number("updates");
        bool marksBefore = variant != "bumped-after";
        bool marksAfter = variant != "bumped-before";
        ulong step = marksBefore && marksAfter ? 1UL : 2UL;
        bool firstWrite = parts.Has("first-write-barrier");
        bool secondWrite = parts.Has("second-write-barrier");
        bool firstRead = parts.Has("first-read-barrier");
        bool secondRead = parts.Has("second-read-barrier");
        bool checksOdd = parts.Has("odd-check");
        var version = new Word("version", size: 4);
        var timestamp = new Word("tsc_timestamp");
        var system = new Word("system_time");

        // Without a barrier the two stores beside it change places: x86 keeps the order of stores, a compiler need not.
        async Step Update()
        {
            ulong current = 0;
            for (int update = 1; update <= updates; update++)
            {
                if (!firstWrite)
                {
                    await timestamp.Store((ulong)update).In("kvm_setup_guest_pvclock");
                }

                if (marksBefore)
                {
                    current += step;
                    await version.Store(current).In("kvm_setup_guest_pvclock");
                }

                if (firstWrite)
                {
                    await timestamp.Store((ulong)update).In("kvm_setup_guest_pvclock");
                }

                if (secondWrite)
                {
                    await system.Store((ulong)update).In("kvm_setup_guest_pvclock");
                }

                if (marksAfter)
                {
                    current += step;
                    await version.Store(current).In("kvm_setup_guest_pvclock");
                }

                if (!secondWrite)
                {
                    await system.Store((ulong)update).In("kvm_setup_guest_pvclock");
                }
            }
        }

        async Step Read()
        {
            while (true)
            {
                ulong early = firstRead ? 0 : await timestamp.Load().In("pvclock_clocksource_read");
                ulong before = await version.Load().In("pvclock_read_begin");
                ulong first = firstRead ? await timestamp.Load().In("pvclock_clocksource_read") : early;
                ulong second = secondRead ? await system.Load().In("pvclock_clocksource_read") : 0;
                ulong after = await version.Load().In("pvclock_read_retry");
                second = secondRead ? second : await system.Load().In("pvclock_clocksource_read");
                if (before == after && (!checksOdd || before % 2 == 0))
                {
                    Claim.That(first == second, "the guest uses the fields of one update");
                    return;
                }
            }
        }

        return new SystemModel(Name).Process("host", Update).Process("guest", Read).Goal("finished(guest)");
    }
}
