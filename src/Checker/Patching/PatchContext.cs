using System.Reflection;
using System.Runtime.Loader;

namespace Checker.Patching;

/// <summary>Where the code of one patch lives, apart from all other code. Goes away when nothing of it is used any more.</summary>
internal sealed class PatchContext(string name) : AssemblyLoadContext(name, isCollectible: true)
{
    // Everything that a patch refers to is the checker's own copy.
    protected override Assembly? Load(AssemblyName assemblyName) => null;
}
