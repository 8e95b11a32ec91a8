namespace Model.Scenarios.XmhfLapic;

/// <summary>What the designs keep order with; each can be removed to see whether it is needed.</summary>
internal static class Part
{
    public const string InveptAtOpen = "INVEPT when the page is opened";
    public const string InveptAtClose = "INVEPT when the page is closed";
    public const string Closing = "unmapping when the page is closed";
    public const string CompareExchange = "the comparison of the compare-exchange";
    public const string Retry = "the retry after a failed compare-exchange";
    public const string LinkTest = "the test of the link before a conditional write";
    public const string LinkBreak = "breaking all links with a conditional write";
    public const string WriteOnMismatch = "the conditional write after a comparison that fails";
    public const string GlobalLock = "the global lock";
    public const string FirstPageLock = "the lock of page 0";
    public const string SecondPageLock = "the lock of page 1";
    public const string Stop = "stopping the other CPUs";
    public const string LockedInstruction = "the locked instruction on the mapping";

    public static IReadOnlyList<string> All { get; } =
    [
        InveptAtOpen,
        InveptAtClose,
        Closing,
        CompareExchange,
        Retry,
        LinkTest,
        LinkBreak,
        WriteOnMismatch,
        GlobalLock,
        FirstPageLock,
        SecondPageLock,
        Stop,
        LockedInstruction,
    ];
}
