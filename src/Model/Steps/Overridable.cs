using System.Reflection;

namespace Model.Steps;

/// <summary>Marks a virtual step that a patch may override, and names the routine it stands for.</summary>
/// <param name="routine">The routine of the hypervisor or of user space, e.g. <c>emulator_cmpxchg_emulated</c>.</param>
/// <param name="summary">What the step does, in one line.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OverridableAttribute(string routine, string summary) : Attribute
{
    /// <summary>The routine of the hypervisor or of user space.</summary>
    public string Routine => routine;

    /// <summary>What the step does, in one line.</summary>
    public string Summary => summary;
}

/// <summary>A step that a patch may override.</summary>
/// <param name="Method">The method as the base declares it.</param>
/// <param name="Routine">The routine it stands for.</param>
/// <param name="Summary">What it does, in one line.</param>
public sealed record OverridableStep(MethodInfo Method, string Routine, string Summary)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// The steps of some logic that a patch may override, in the order of the code, what the class itself declares
    /// first.
    /// </summary>
    /// <param name="logic">A class of a platform or of a host-side scenario.</param>
    public static IReadOnlyList<OverridableStep> Of(Type logic)
    {
        ArgumentNullException.ThrowIfNull(logic);
        var steps = new List<OverridableStep>();
        var known = new HashSet<MethodInfo>();
        for (var type = logic; type is not null; type = type.BaseType)
        {
            foreach (
                var method in type.GetMethods(Declared | BindingFlags.DeclaredOnly)
                    .OrderBy(method => method.MetadataToken)
            )
            {
                // Known even when it may not be overridden: then what it overrides may not be either.
                if (
                    known.Add(method.GetBaseDefinition())
                    && !method.IsFinal
                    && method.GetCustomAttribute<OverridableAttribute>() is { } mark
                )
                {
                    steps.Add(new OverridableStep(method, mark.Routine, mark.Summary));
                }
            }
        }

        return steps;
    }
}
