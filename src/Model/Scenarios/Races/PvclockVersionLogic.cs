using Model.Catalogue;
using Model.Objects;
using Model.Scenarios.Variants;
using Model.Steps;
using Model.Systems;

namespace Model.Scenarios.Races;

/// <summary>The host that updates a clock page, and the guest that reads it.</summary>
public class PvclockVersionLogic : HostLogic
{
    private static readonly ExpectedVerdict _torn = ExpectedVerdict.Violates("assertion");

    /// <summary>
    /// The host updates a guest's pvclock page while the guest reads it: a version that is odd meanwhile tells the
    /// guest to read again.
    /// </summary>
    public static VariantScenario Scenario { get; } =
        new(
            "pvclock-version",
            "the host updates a clock page while the guest reads it: does the guest ever use a mixture? (KVM, pvclock "
                + "version protocol)",
            typeof(PvclockVersionLogic),
            Parameter.Number("updates", "times that the host updates the page", 2, 1, 4)
        )
        {
            Variants =
            [
                new(
                    "odd-while-updating",
                    "the version is odd before the first field is written and even after the last",
                    Evidence.ReadInSource,
                    "kvm_setup_guest_pvclock, pvclock_read_begin, pvclock_read_retry; Linux 6.19",
                    "",
                    ExpectedVerdict.Holds
                ),
                new(
                    "bumped-after",
                    "the version changes only after the fields",
                    Evidence.Hypothesis,
                    "the protocol without its odd version",
                    "",
                    _torn
                ),
                new(
                    "bumped-before",
                    "the version changes only before the fields",
                    Evidence.Hypothesis,
                    "the protocol without its odd version",
                    "",
                    _torn
                ),
            ],
            Removals =
            [
                new(
                    "odd-while-updating",
                    "first-write-barrier",
                    _torn,
                    "the compiler may write a field before the odd version"
                ),
                new(
                    "odd-while-updating",
                    "second-write-barrier",
                    _torn,
                    "the compiler may write the last field after the even version"
                ),
                new("odd-while-updating", "first-read-barrier", _torn, "the guest may read a field before the version"),
                new(
                    "odd-while-updating",
                    "second-read-barrier",
                    _torn,
                    "the guest may compare the version before it has read the last field"
                ),
                new("odd-while-updating", "odd-check", _torn, "a version that is odd at both reads reveals nothing"),
            ],
        };

    private readonly int _updates;
    private readonly bool _marksBefore;
    private readonly bool _marksAfter;
    private readonly ulong _step;
    private readonly bool _firstWrite;
    private readonly bool _secondWrite;
    private readonly bool _firstRead;
    private readonly bool _secondRead;
    private readonly bool _checksOdd;

    /// <summary>Makes the code of a variant.</summary>
    /// <param name="setup">The variant and its settings.</param>
    public PvclockVersionLogic(VariantSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _updates = setup.Settings.Number("updates");
        _marksBefore = setup.Variant != "bumped-after";
        _marksAfter = setup.Variant != "bumped-before";
        _step = _marksBefore && _marksAfter ? 1UL : 2UL;
        _firstWrite = setup.Has("first-write-barrier");
        _secondWrite = setup.Has("second-write-barrier");
        _firstRead = setup.Has("first-read-barrier");
        _secondRead = setup.Has("second-read-barrier");
        _checksOdd = setup.Has("odd-check");
        Version = new Word("version", size: 4);
        Timestamp = new Word("tsc_timestamp");
        SystemTime = new Word("system_time");
    }

    /// <summary>The version: odd during an update.</summary>
    protected Word Version { get; }

    /// <summary>The first field, here the number of the update.</summary>
    protected Word Timestamp { get; }

    /// <summary>The second field, likewise.</summary>
    protected Word SystemTime { get; }

    internal override void AddTo(SystemModel model) =>
        model.Process("host", Update).Process("guest", Read).Goal("finished(guest)");

    /// <summary>The host writes the page.</summary>
    [Overridable("kvm_setup_guest_pvclock", "updates version, first field and second field, several times")]
    protected virtual async Step Update()
    {
        ulong current = 0;
        for (int update = 1; update <= _updates; update++)
        {
            if (!_firstWrite)
            {
                await Timestamp.Store((ulong)update).In("kvm_setup_guest_pvclock");
            }

            if (_marksBefore)
            {
                current += _step;
                await Version.Store(current).In("kvm_setup_guest_pvclock");
            }

            if (_firstWrite)
            {
                await Timestamp.Store((ulong)update).In("kvm_setup_guest_pvclock");
            }

            if (_secondWrite)
            {
                await SystemTime.Store((ulong)update).In("kvm_setup_guest_pvclock");
            }

            if (_marksAfter)
            {
                current += _step;
                await Version.Store(current).In("kvm_setup_guest_pvclock");
            }

            if (!_secondWrite)
            {
                await SystemTime.Store((ulong)update).In("kvm_setup_guest_pvclock");
            }
        }
    }

    /// <summary>The guest reads the page until it trusts what it has read.</summary>
    [Overridable(
        "pvclock_clocksource_read",
        "reads version, fields and version until they belong together, then uses them"
    )]
    protected virtual async Step Read()
    {
        while (true)
        {
            ulong early = _firstRead ? 0 : await Timestamp.Load().In("pvclock_clocksource_read");
            ulong before = await Version.Load().In("pvclock_read_begin");
            ulong first = _firstRead ? await Timestamp.Load().In("pvclock_clocksource_read") : early;
            ulong second = _secondRead ? await SystemTime.Load().In("pvclock_clocksource_read") : 0;
            ulong after = await Version.Load().In("pvclock_read_retry");
            second = _secondRead ? second : await SystemTime.Load().In("pvclock_clocksource_read");
            if (before == after && (!_checksOdd || before % 2 == 0))
            {
                Use(first, second);
                return;
            }
        }
    }

    /// <summary>The guest uses what it has read.</summary>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second.</param>
    protected static void Use(ulong first, ulong second) =>
        Claim.That(first == second, "the guest uses the fields of one update");
}
