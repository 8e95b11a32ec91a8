namespace Checker.Tests.Scenarios;

/// <summary>The platforms of the scenario, grouped by what they do to an exchange with the cell.</summary>
internal static class LhvExchangeSetups
{
    /// <summary>The exchange appears as one step.</summary>
    public static IReadOnlyList<(string Platform, string Settings)> Atomic { get; } =
    [
        ("hardware", ""),
        ("tcg", ""),
        ("tcg", "qemu=7.2"),
        ("tcg", "region=ram"),
        ("virtualbox", ""),
        ("hyper-v", ""),
        ("xen", "region=ram"),
        ("kvm", "region=ram"),
        ("kvm", "region=ram kernel=5.10"),
        ("kvm", "region=ram pause=on"),
        ("kvm", "region=ram patch=F1"),
        ("kvm", "region=ram patch=F2"),
        ("kvm", "region=ram guest=64 address=kernel kernel=6.0"),
        ("kvm", "patch=F3"),
        ("kvm", "patch=F4"),
        ("kvm", "patch=F3 pause=on"),
        ("kvm", "patch=F4 pause=between-exits"),
        ("kvm", "patch=F4 update=on"),
        ("kvm", "patch=F4 region=mmio-coalesced"),
        ("kvm", "patch=F5"),
        ("kvm", "patch=F5 region=mmio-coalesced"),
        ("kvm", "patch=F6"),
        ("kvm", "patch=F6 region=mmio-coalesced"),
        ("kvm", "patch=F7"),
    ];

    /// <summary>The exchange is a read step, then a write step, with nothing held in between.</summary>
    public static IReadOnlyList<(string Platform, string Settings)> Split { get; } =
    [
        ("vmware", ""),
        ("hyper-v", "version=2008"),
        ("xen", "region=mmio"),
        ("xen", "region=ram version=4.10"),
        ("kvm", "region=mmio"),
        ("kvm", "region=mmio kernel=5.10"),
        ("kvm", "region=mmio pause=on"),
        ("kvm", "region=mmio patch=F1"),
        ("kvm", "region=mmio patch=F2"),
        ("kvm", "region=mmio-coalesced"),
        ("kvm", "region=mmio-coalesced ring=1"),
        ("kvm", "region=readonly"),
        ("kvm", "region=ram guest=64 address=kernel kernel=5.19-regression"),
    ];

    /// <summary>
    /// Everything that can be chosen about a platform; for KVM every region with every patch, and a pause with those
    /// patches that it can meet in the middle of an instruction.
    /// </summary>
    public static IEnumerable<(string Platform, string Settings)> All()
    {
        foreach (string platform in new[] { "hardware", "tcg", "kvm-as-reported", "vmware", "virtualbox", "hyper-v" })
        {
            yield return (platform, "");
        }

        yield return ("hyper-v", "version=2008");
        yield return ("tcg", "qemu=7.2");
        yield return ("tcg", "region=ram");

        foreach (string region in new[] { "mmio", "ram" })
        {
            yield return ("xen", $"region={region} version=4.10");
            yield return ("xen", $"region={region} version=4.11");
        }

        foreach (string kernel in new[] { "5.10", "5.19-regression", "6.0", "6.19" })
        {
            yield return ("kvm", $"region=ram guest=64 address=kernel kernel={kernel}");
        }

        foreach (string region in new[] { "mmio", "mmio-coalesced", "readonly", "ram" })
        {
            foreach (string patch in new[] { "none", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8" })
            {
                yield return ("kvm", $"region={region} patch={patch} pause=off");
                if (patch is "none" or "F3" or "F4" or "F5" or "F6")
                {
                    yield return ("kvm", $"region={region} patch={patch} pause=between-exits");
                }
            }
        }
    }
}
