namespace Model.Platforms.Kvm;

/// <summary>The kernel whose emulator is modelled; what differs is the compare-exchange on guest RAM.</summary>
public enum KvmKernel
{
    /// <summary>5.10: compare-exchange on a kernel mapping of the page (<c>kvm_vcpu_map</c>).</summary>
    V5_10,

    /// <summary>
    /// Between 1c2361f667f3 and its fix 33fbe6befa62: the error check looks at the guest's linear address, so an exchange at a kernel
    /// address of a 64-bit guest becomes a plain write.
    /// </summary>
    V5_19_Regression,

    /// <summary>6.0: compare-exchange on the user-space address (<c>__try_cmpxchg_user</c>).</summary>
    V6_0,

    /// <summary>6.19: as 6.0 in everything that is modelled.</summary>
    V6_19,
}
