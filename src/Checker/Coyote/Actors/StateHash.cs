using Checker.Coyote.Executions;

namespace Checker.Coyote.Actors;

/// <summary>
/// What Q-learning learns about: a hash of where a process stands. It influences which schedules are tried, never what
/// is judged.
/// </summary>
internal static class StateHash
{
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>
    /// A hash (FNV-1a) of the operation before a process and of the states of the objects that it may touch; the same
    /// in every run.
    /// </summary>
    public static int Of(PlainExecution execution, int process)
    {
        if (execution.Processes[process].Pending is not { } operation)
        {
            return 1;
        }

        uint hash = Add(Basis, operation.ToString());
        hash = Add(hash, operation.Source?.Routine ?? "");
        foreach (var access in operation.Footprint)
        {
            hash = Add(hash, access.Target.FormatState(execution.StateOf(access.Target)));
        }

        return (int)hash;
    }

    private static uint Add(uint hash, string text)
    {
        foreach (char character in text)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        return hash;
    }
}
