using Checker.Automata;
using Checker.Automata.Guards;
using Model.Steps;
using Model.Systems;

namespace Checker.Properties;

/// <summary>
/// The objects that a model's code could change, though it may never have: what an operation that some process came to may write, what
/// a guest's code could store to, and what the code of a body names.
/// </summary>
/// <param name="composition">What was explored.</param>
/// <param name="model">The model of that.</param>
internal sealed class ChangeableObjects(Composition composition, SystemModel model)
{
    private readonly Lazy<NamedObjects> _named = new(() => new NamedObjects(model));

    /// <summary>Whether an object is among them.</summary>
    public bool Contain(SharedObject target) => MayBeWritten(target) || (model.CouldChange?.Invoke(target) ?? _named.Value.Contain(target));

    private bool MayBeWritten(SharedObject target)
    {
        foreach (var process in composition.Processes)
        {
            for (int local = 0; local < process.Count; local++)
            {
                if (process[local].Pending?.Footprint.Any(access => access.Mode == AccessMode.Write && ReferenceEquals(access.Target, target)) == true)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
