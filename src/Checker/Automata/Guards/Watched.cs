using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>A mutable place among the surroundings of a process, and its value when the model started.</summary>
internal abstract class Watched
{
    /// <summary>The place in the modeller's words.</summary>
    public abstract string Description { get; }

    /// <summary>The place in the code, or <c>null</c> when it has no name there.</summary>
    public virtual CodePlace? Place => null;

    /// <summary>Whether the place still holds what it held at the start.</summary>
    public abstract bool IsUnchanged();
}
