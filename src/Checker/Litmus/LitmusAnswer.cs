using Model.Litmus;
using Model.Systems;

namespace Checker.Litmus;

/// <summary>What came of a file.</summary>
/// <typeparam name="TResult">What is made of a test.</typeparam>
/// <param name="File">The file.</param>
/// <param name="Result">The result; without meaning when there is a fault.</param>
/// <param name="Fault">Why there is no result, or <c>null</c>.</param>
internal sealed record LitmusAnswer<TResult>(string File, TResult? Result, InputException? Fault)
    where TResult : class
{
    /// <summary>Whether the test is well-formed but uses what is not modelled.</summary>
    public bool IsUnsupported => Fault is UnsupportedLitmusException;

    /// <summary>Whether the file is malformed.</summary>
    public bool IsBad => Fault is not null && !IsUnsupported;
}
