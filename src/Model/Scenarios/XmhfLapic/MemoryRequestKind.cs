namespace Model.Scenarios.XmhfLapic;

/// <summary>What an emulator can ask of the memory.</summary>
internal enum MemoryRequestKind
{
    /// <summary>Please read; the answer is the data.</summary>
    Read,

    /// <summary>Please write; the answer is that it is written.</summary>
    Write,

    /// <summary>A real locked CMPXCHG on the page.</summary>
    CompareExchange,

    /// <summary>Please read and remember that I did.</summary>
    ReadLinked,

    /// <summary>Please write if nobody has written since my linked read.</summary>
    WriteConditional,

    /// <summary>The real locked instruction on a mapping of all its pages.</summary>
    Execute,
}
