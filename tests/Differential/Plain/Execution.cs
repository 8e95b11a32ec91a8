namespace Differential.Plain;

/// <summary>One run of a program: its processes as ordinary tasks, each of which stops at every operation.</summary>
public sealed class Execution
{
    [ThreadStatic]
    private static Execution? _current;

    private readonly (string Name, Func<Task> Body)[] _processes;
    private readonly Operation?[] _pending;
    private readonly Task[] _tasks;
    private int _running;

    /// <summary>Runs every process to its first operation.</summary>
    public Execution(IEnumerable<(string Name, Func<Task> Body)> processes)
    {
        _processes = [.. processes];
        _pending = new Operation?[_processes.Length];
        _tasks = new Task[_processes.Length];
        for (_running = 0; _running < _processes.Length; _running++)
        {
            _current = this;
            _tasks[_running] = _processes[_running].Body();
        }
    }

    /// <summary>The run that goes on in this thread.</summary>
    public static Execution Current => _current!;

    /// <summary>The name of the process that runs.</summary>
    public string Process => _processes[_running].Name;

    /// <summary>Whether every process has run to its end.</summary>
    public bool HasFinished => _tasks.All(task => task.IsCompletedSuccessfully);

    /// <summary>What the failed processes say, as the checker words it.</summary>
    public IEnumerable<string> Failures =>
        _tasks
            .Where(task => task.IsFaulted)
            .Select(task => task.Exception!.InnerException!)
            .Select(fault => fault is AssertionException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}");

    /// <summary>Where each process is.</summary>
    public string Places =>
        string.Join(
            " | ",
            _processes.Select(
                (process, i) => $"{process.Name}: {_pending[i]?.Text ?? (_tasks[i].IsFaulted ? "failed" : "finished")}"
            )
        );

    /// <summary>The steps that can be taken: none when a process has failed.</summary>
    public int StepCount => _tasks.Any(task => task.IsFaulted) ? 0 : _pending.Sum(operation => operation?.Count ?? 0);

    /// <summary>Takes the step of that number: those of the first process come first.</summary>
    public void Take(int step)
    {
        for (_running = 0; step >= (_pending[_running]?.Count ?? 0); _running++)
        {
            step -= _pending[_running]?.Count ?? 0;
        }

        var operation = _pending[_running]!;
        _pending[_running] = null;
        _current = this;
        operation.Take(step);
        if (_pending[_running] is null && !_tasks[_running].IsCompleted)
        {
            throw new InvalidOperationException($"process {Process} went on elsewhere");
        }
    }

    /// <summary>The running process stops at an operation.</summary>
    public void Wait(Operation operation) => _pending[_running] = operation;
}
