using Model.Catalogue;
using Model.Scenarios.Variants;

namespace Model.Scenarios.Races;

/// <summary>
/// The host updates a guest's pvclock page while the guest reads it: a version that is odd meanwhile tells the guest to
/// read again.
/// </summary>
public sealed class PvclockVersion : VariantScenario
{
    private static readonly ExpectedVerdict _torn = ExpectedVerdict.Violates("assertion");

    /// <inheritdoc/>
    public override string Name => "pvclock-version";

    /// <inheritdoc/>
    public override string Summary =>
        "the host updates a clock page while the guest reads it: does the guest ever use a mixture? (KVM, pvclock "
        + "version protocol)";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [Parameter.Number("updates", "times that the host updates the page", 2, 1, 4)];

    /// <inheritdoc/>
    internal override IReadOnlyList<Variant> Variants { get; } =
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
    ];

    /// <inheritdoc/>
    internal override IReadOnlyList<Removal> Removals { get; } =
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
        new("odd-while-updating", "odd-check", _torn, "a version that is odd at both looks tells of nothing"),
    ];

    /// <inheritdoc/>
    internal override Type Logic => typeof(PvclockVersionLogic);
}
