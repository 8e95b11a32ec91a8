namespace Model.Catalogue;

/// <summary>What a user is told about a platform.</summary>
/// <param name="Name">As <c>--on</c> takes it.</param>
/// <param name="Summary">How it treats a guest's memory accesses, in one line.</param>
/// <param name="Evidence">How sure that is.</param>
/// <param name="Sources">Where it is from: routines and versions.</param>
/// <param name="Parameters">What can be set about it.</param>
public sealed record PlatformDescription(
    string Name,
    string Summary,
    Evidence Evidence,
    string Sources,
    IReadOnlyList<Parameter> Parameters
)
{
    /// <summary>
    /// Which versions the evidence is about; empty where <see cref="Sources"/> says all there is to say.
    /// </summary>
    public string Versions { get; init; } = "";

    /// <summary>The class whose steps a patch may override, or <c>null</c> when there is nothing to patch.</summary>
    public Type? Logic { get; init; }

    /// <summary>
    /// What the constructor of <see cref="Logic"/> takes after the setup that every platform is given.
    /// </summary>
    internal Func<Settings, object[]> Options { get; init; } = _ => [];

    /// <summary>The patches that come with it, by the words of its parameter <c>patch</c>.</summary>
    internal IReadOnlyDictionary<string, Type> Patches { get; init; } = new Dictionary<string, Type>();

    /// <summary>What stands in for <see cref="Logic"/>, or <c>null</c> for the logic as it is.</summary>
    public Patch? Patch { get; init; }
}

/// <summary>How sure it is that a platform behaves as modelled.</summary>
public enum Evidence
{
    /// <summary>The modelled steps were read in the platform's source.</summary>
    ReadInSource,

    /// <summary>Somebody reported the behaviour.</summary>
    Reported,

    /// <summary>A guess that fits what was observed.</summary>
    Hypothesis,
}
