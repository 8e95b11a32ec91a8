using Model.Machine;
using Model.Platforms.Kvm;

namespace Model.Platforms.Kvm.Patches;

/// <summary>F7: the region gets a memslot and nothing emulates it.</summary>
/// <remarks>As hardware; but the device no longer sees each write.</remarks>
internal sealed class BackByMemslot(PlatformSetup setup, KvmOptions options) : KvmPlatform(setup, options)
{
    /// <inheritdoc/>
    protected override bool IsNative() => true;
}
