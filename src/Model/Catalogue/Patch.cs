using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Model.Catalogue;

/// <summary>
/// Logic that stands in for that of a platform or of a host-side scenario: a class that derives from it and overrides
/// some of its steps.
/// </summary>
/// <param name="Type">The class; its constructor takes what the constructor of the base takes.</param>
/// <param name="Identity">Tells patches apart by content, e.g. a hash of the source.</param>
public sealed record Patch(Type Type, string Identity)
{
    /// <summary>Makes the logic.</summary>
    /// <typeparam name="T">The base that the patch derives from.</typeparam>
    /// <param name="arguments">What the constructor of the base takes.</param>
    /// <exception cref="MissingMethodException">The patch has no such constructor.</exception>
    public T Make<T>(params object[] arguments)
    {
        try
        {
            return (T)
                Activator.CreateInstance(
                    Type,
                    BindingFlags.Instance | BindingFlags.Public,
                    binder: null,
                    arguments,
                    culture: null
                )!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
