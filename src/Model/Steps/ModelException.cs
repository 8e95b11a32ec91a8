namespace Model.Steps;

/// <summary>
/// The model breaks a rule that sound exploration needs. The message names the process, the place and the cure.
/// </summary>
public class ModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelException(string message)
        : base(message) { }

    /// <summary>The code that breaks the rule, where it is known.</summary>
    internal CodePlace? Place { get; init; }

    /// <summary>The statement of a patch that ran last before the rule was broken, where one did.</summary>
    internal ReachedStatement? Reached { get; set; }
}
