using Model.Systems;

namespace Model.Scenarios.Variants;

/// <summary>Host code as a model: what its threads share, and its routines as steps, which a patch may override.</summary>
public abstract class HostLogic
{
    /// <summary>Adds the processes and the properties.</summary>
    internal abstract void AddTo(SystemModel model);
}
