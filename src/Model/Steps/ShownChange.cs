namespace Model.Steps;

/// <summary>What a step has changed, as a trace shows it.</summary>
/// <param name="Name">An object, or a place within objects, in the words of the model.</param>
/// <param name="Before">Its value before the step.</param>
/// <param name="After">Its value after the step.</param>
internal readonly record struct ShownChange(string Name, string Before, string After);
