namespace Model.Platforms;

/// <summary>Who runs.</summary>
/// <param name="Holder">0 when all run, else one more than the number of the only CPU that does.</param>
/// <param name="Inside">One bit for each CPU that is inside an access of several steps.</param>
public readonly record struct WorldState(int Holder, ulong Inside);
