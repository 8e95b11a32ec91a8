namespace Checker.Automata.Guards;

/// <summary>
/// Notices a body that runs on and on without reaching an operation. Such a body cannot be interrupted, so exploration
/// runs on a thread of its own and the one who waits for it gives up.
/// </summary>
internal sealed class BodyWatch
{
    private volatile string? _running;
    private long _since;

    /// <summary>
    /// Says that code of <paramref name="process"/> starts to run; dispose the result when it is back.
    /// </summary>
    public Entry Enter(string process)
    {
        Volatile.Write(ref _since, Environment.TickCount64);
        _running = process;
        return new Entry(this);
    }

    /// <summary>
    /// The process whose body has been running for longer than <paramref name="limit"/>, or <c>null</c>.
    /// </summary>
    public string? Overdue(TimeSpan limit)
    {
        string? process = _running;
        return process is not null && Environment.TickCount64 - Volatile.Read(ref _since) > limit.TotalMilliseconds
            ? process
            : null;
    }

    /// <summary>A stretch of running user code.</summary>
    public readonly struct Entry(BodyWatch watch) : IDisposable
    {
        /// <summary>The code is back.</summary>
        public void Dispose() => watch._running = null;
    }
}
