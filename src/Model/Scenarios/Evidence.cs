namespace Model.Scenarios;

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
