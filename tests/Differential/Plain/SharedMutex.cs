namespace Differential.Plain;

/// <summary>A lock that is not reentrant and that only its holder may release.</summary>
public sealed class SharedMutex(string name)
{
    /// <summary>The process that holds it, or empty.</summary>
    public string Holder { get; private set; } = "";

    public Operation<int> Lock()
    {
        string process = Execution.Current.Process;
        return new Operation<int>(() =>
            Holder.Length > 0
                ? []
                :
                [
                    () =>
                    {
                        Holder = process;
                        return 0;
                    },
                ]
        )
        {
            Text = $"lock [{name}]",
        };
    }

    public Operation<bool> TryLock()
    {
        string process = Execution.Current.Process;
        return new Operation<bool>(() =>
            [
                () =>
                {
                    bool free = Holder.Length == 0;
                    Holder = free ? process : Holder;
                    return free;
                },
            ]
        )
        {
            Text = $"try lock [{name}]",
        };
    }

    public async Task Unlock()
    {
        Claim.That(await TryUnlock(), $"{name} is released only by its holder");
    }

    private Operation<bool> TryUnlock()
    {
        string process = Execution.Current.Process;
        return new Operation<bool>(() =>
            [
                () =>
                {
                    bool held = Holder == process;
                    Holder = held ? "" : Holder;
                    return held;
                },
            ]
        )
        {
            Text = $"unlock [{name}]",
        };
    }
}
