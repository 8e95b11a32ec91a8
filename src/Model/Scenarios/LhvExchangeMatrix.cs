namespace Model.Scenarios;

/// <summary>What <see cref="LhvExchange"/> must show on each platform, beside what the reports observed there.</summary>
internal static class LhvExchangeMatrix
{
    private const string Good = "good";
    private const string DuplicatesThenStops = "duplicates, then stops";
    private const string NotReported = "";

    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        Holds("hardware", Good),
        Holds("tcg", Good),
        Violates("kvm", DuplicatesThenStops, ["assertion", "invariant", "stuck"], ("region", "mmio-coalesced")),
        Violates("kvm", NotReported, ["assertion", "invariant", "stuck"], ("region", "mmio")),
        Violates("kvm", NotReported, ["assertion", "invariant", "stuck"], ("region", "readonly")),
        Holds("kvm", NotReported, ("region", "ram")),
        Violates("kvm-as-reported", NotReported, ["assertion", "invariant"]),
        Violates("vmware", DuplicatesThenStops, ["assertion", "invariant", "stuck"]),
        Holds("virtualbox", Good),
        Holds("hyper-v", Good),
        Violates("xen", NotReported, ["assertion", "invariant", "stuck"], ("region", "mmio")),
        Holds("xen", NotReported, ("region", "ram")),
        Violates("xen", NotReported, ["assertion", "invariant", "stuck"], ("region", "ram"), ("version", "4.10")),
        Holds("kvm", NotReported, ("address", "kernel"), ("guest", "64"), ("kernel", "6.0"), ("region", "ram")),
        Violates("kvm", NotReported, ["assertion", "invariant", "stuck"], ("address", "kernel"), ("guest", "64"), ("kernel", "5.19-regression"), ("region", "ram")),
        Violates("kvm", NotReported, ["assertion", "invariant", "stuck"], ("patch", "F1")),
        Violates("kvm", NotReported, ["assertion", "invariant", "stuck"], ("patch", "F2")),
        Holds("kvm", NotReported, ("patch", "F3")),
        Violates("kvm", NotReported, ["deadlock", "stuck"], ("patch", "F3"), ("pause", "on")),
        Violates("kvm", NotReported, ["stuck"], ("patch", "F3"), ("producer", "store")),
        Holds("kvm", NotReported, ("patch", "F4")),
        Holds("kvm", NotReported, ("patch", "F4"), ("pause", "on")),
        Holds("kvm", NotReported, ("patch", "F4"), ("region", "mmio-coalesced")),
        Holds("kvm", NotReported, ("patch", "F5")),
        Holds("kvm", NotReported, ("patch", "F6")),
        Holds("kvm", NotReported, ("patch", "F7")),
        Violates("kvm", NotReported, ["deadlock", "stuck"], ("patch", "F8")),
    ];

    private static MatrixRow Holds(string platform, string observed, params ReadOnlySpan<(string Name, string Value)> set) =>
        new(platform, Dictionary(set), observed, ExpectedVerdict.Holds);

    private static MatrixRow Violates(string platform, string observed, string[] kinds, params ReadOnlySpan<(string Name, string Value)> set) =>
        new(platform, Dictionary(set), observed, ExpectedVerdict.Violates(kinds));

    private static SortedDictionary<string, string> Dictionary(ReadOnlySpan<(string Name, string Value)> set)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in set)
        {
            values.Add(name, value);
        }

        return values;
    }
}
