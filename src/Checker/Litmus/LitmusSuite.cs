using Model.Input;
using Model.Litmus;

namespace Checker.Litmus;

/// <summary>
/// Works through many tests side by side; the answers come in the order of the files, whatever the number of workers.
/// </summary>
internal static class LitmusSuite
{
    /// <summary>Reads, assembles and judges each test.</summary>
    /// <param name="files">The tests.</param>
    /// <param name="workers">Tests at a time.</param>
    /// <param name="judge">What to make of a test; called on several threads.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static IReadOnlyList<LitmusAnswer<TResult>> Answers<TResult>(
        IReadOnlyList<string> files,
        int workers,
        Func<LitmusProgram, TResult> judge,
        CancellationToken cancellation
    )
        where TResult : class
    {
        var answers = new LitmusAnswer<TResult>[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation };
        Parallel.For(0, files.Count, options, i => answers[i] = Answer(files[i], judge));
        return answers;
    }

    private static LitmusAnswer<TResult> Answer<TResult>(string file, Func<LitmusProgram, TResult> judge)
        where TResult : class
    {
        try
        {
            return new LitmusAnswer<TResult>(file, judge(new LitmusProgram(LitmusTest.Read(file))), null);
        }
        catch (InputException exception)
        {
            return new LitmusAnswer<TResult>(file, null, exception);
        }
    }
}
