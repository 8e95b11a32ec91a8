namespace Model.Platforms.Qemu;

/// <summary>
/// The QEMU whose translated code is modelled; what differs is how an access that is not aligned is cut
/// (accel/tcg/cputlb.c).
/// </summary>
public enum QemuVersion
{
    /// <summary>
    /// 7.2, and up to 8.0: a store that is not aligned is single bytes (<c>store_helper_unaligned</c>), a load two
    /// aligned ones that together cover it (<c>load_helper</c>), each under the big lock for itself.
    /// </summary>
    V7_2,

    /// <summary>
    /// 8.1 and later: an access is cut at the border of a page only, and the big lock is held over all that lies in one
    /// page (<c>do_ld_mmio_beN</c>, <c>do_st_mmio_leN</c>).
    /// </summary>
    V8_1,
}

/// <summary>How a modelled QEMU without hardware virtualisation is set up.</summary>
/// <param name="Version">The version.</param>
/// <param name="HasDevice">Whether a device is behind the region, rather than RAM.</param>
public sealed record TcgOptions(QemuVersion Version, bool HasDevice);
