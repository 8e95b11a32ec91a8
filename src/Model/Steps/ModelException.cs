namespace Model.Steps;

/// <summary>The model breaks a rule that sound exploration needs. The message names the process, the place and the cure.</summary>
public class ModelException : Exception
{
    /// <summary>Creates the exception.</summary>
    public ModelException(string message)
        : base(message)
    {
    }
}
