namespace Model.Platforms.Qemu;

/// <summary>How a modelled QEMU without hardware virtualisation is set up.</summary>
/// <param name="Version">The version.</param>
/// <param name="HasDevice">Whether a device is behind the region, rather than RAM.</param>
public sealed record TcgOptions(QemuVersion Version, bool HasDevice);
