namespace Model.Steps;

/// <summary>An object that a step has changed.</summary>
/// <param name="Target">The object.</param>
/// <param name="Before">Its state before the step.</param>
/// <param name="After">Its state after the step.</param>
internal readonly record struct ObjectChange(SharedObject Target, object Before, object After)
{
    /// <summary>The change as a trace shows it.</summary>
    public ShownChange Shown => new(Target.Name, Target.FormatState(Before), Target.FormatState(After));
}
