using Model.Steps;

namespace Model.Systems;

/// <summary>A process of a model.</summary>
/// <param name="Name">Unique within the model.</param>
/// <param name="Body">Its code.</param>
/// <param name="IsBackground">Whether it only serves the others and need not finish.</param>
public sealed record ProcessDefinition(string Name, Func<Step> Body, bool IsBackground);
