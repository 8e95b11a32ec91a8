using Model.Catalogue;
using static Model.Catalogue.MatrixRows;

namespace Model.Scenarios.XmhfLapic;

/// <summary>What <see cref="XmhfLapicScenario"/> must show of each design.</summary>
internal static class XmhfLapicMatrix
{
    private const string AsItIs = "works; XMHF traps the boot CPU only";
    private const string GivenUp = "MOV forms boot some guests; given up before any locked form but BTS, BTR, BTC";

    private static readonly string[] _lostUpdate = ["invariant"];
    private static readonly string[] _locked =
    [
        "lapic",
        "ram",
        "ram-8",
        "ring-forward",
        "ring-reverse",
        "ring-both",
        "ring-neighbours",
    ];

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Holds("stepping", AsItIs, ("test", "lapic"), ("trapped", "first")),
        Violates("stepping", "", ["assertion", "invariant"], ("test", "lapic")),
        Holds("stepping", "", ("state", "per-cpu"), ("test", "lapic")),
        Violates("stepping", "", ["assertion"], ("ept", "shared"), ("state", "per-cpu"), ("test", "lapic")),
        Violates("stepping", "", ["assertion", "invariant"], ("ept", "shared"), ("test", "lapic")),
        Holds("stepping", "", ("test", "ring-reverse")),
        Holds("stepping", AsItIs, ("test", "mov"), ("trapped", "first")),
        Holds("emulated", GivenUp, ("test", "mov")),
        Violates("emulated", "", ["deadlock", "stuck"], ("checks", "as-written"), ("test", "mov")),
        Violates("emulated", "", ["assertion"], ("checks", "none"), ("test", "mov")),
        .. Tests("emulated", holding: ["ring-both"], _lostUpdate),
        .. Tests("compare-exchange", holding: ["ram", "ram-8", "ring-both"], _lostUpdate),
        Holds("compare-exchange", "", ("test", "ram"), ("trapped", "first")),
        Holds("compare-exchange", "", ("test", "ram-8"), ("trapped", "first")),
        Violates("compare-exchange", "", _lostUpdate, ("test", "ring-forward"), ("trapped", "first")),
        .. Tests("load-linked", holding: _locked, []),
        Violates("load-linked", "", _lostUpdate, ("test", "ram"), ("trapped", "first")),
        Violates("load-linked", "", _lostUpdate, ("test", "ring-forward"), ("trapped", "first")),
        .. Tests("global-lock", holding: _locked, []),
        Violates("global-lock", "", _lostUpdate, ("test", "ram"), ("trapped", "first")),
        Violates("global-lock", "", _lostUpdate, ("test", "ring-forward"), ("trapped", "first")),
        Violates("page-locks", "", ["deadlock", "stuck"], ("test", "ring-both")),
        .. Tests("page-locks", holding: _locked, [], ("order", "physical")),
        Violates("page-locks", "", _lostUpdate, ("order", "physical"), ("test", "ram"), ("trapped", "first")),
        .. Tests(
            "mapping",
            holding: ["lapic", "ram", "ram-8", "ring-forward", "ring-both", "ring-neighbours"],
            _lostUpdate
        ),
        .. Tests("mapping", holding: _locked, [], ("frames", "any")),
        Holds("mapping", "", ("test", "ram"), ("trapped", "first")),
        Holds("mapping", "", ("test", "ring-forward"), ("trapped", "first")),
        Violates("mapping", "", _lostUpdate, ("test", "ring-reverse"), ("trapped", "first")),
        Holds("mapping", "", ("frames", "any"), ("test", "ring-reverse"), ("trapped", "first")),
        .. Tests("stop-the-world", holding: _locked, []),
        Holds("stop-the-world", "", ("test", "ram"), ("trapped", "first")),
        Holds("stop-the-world", "", ("test", "ring-reverse"), ("trapped", "first")),
    ];

    private static IEnumerable<MatrixRow> Tests(
        string design,
        string[] holding,
        string[] kinds,
        params (string Name, string Value)[] set
    ) =>
        _locked.Select(test =>
            holding.Contains(test)
                ? Holds(design, "", [.. set, ("test", test)])
                : Violates(design, "", kinds, [.. set, ("test", test)])
        );
}
