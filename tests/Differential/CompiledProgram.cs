namespace Differential;

/// <summary>A program in one build: a class whose instances share nothing.</summary>
internal sealed record CompiledProgram(Type Class)
{
    /// <summary>The program, with its objects in their initial states.</summary>
    public TSubject Create<TSubject>() => (TSubject)Activator.CreateInstance(Class)!;
}
