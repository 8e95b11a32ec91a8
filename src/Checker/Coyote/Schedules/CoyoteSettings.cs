namespace Checker.Coyote.Schedules;

/// <summary>How many schedules Coyote tries, and which.</summary>
internal sealed record CoyoteSettings
{
    /// <summary>The greatest <see cref="Seed"/>.</summary>
    public const int LastSeed = 2047;

    /// <summary>The greatest number of <see cref="Schedules"/>.</summary>
    public const int MostSchedules = 1 << 20;

    /// <summary>How the next process is chosen.</summary>
    public Strategy Strategy { get; init; } = new("random", null, false);

    /// <summary>Decides every choice; 0 to <see cref="LastSeed"/>.</summary>
    /// <remarks>
    /// Coyote adds 1 to its seed for every schedule, so runs with neighbouring seeds would try the same schedules. Each
    /// seed here stands for 2^20 of Coyote's, below 2^31, beyond which its generator takes two seeds for the same.
    /// </remarks>
    public int Seed { get; init; } = 1;

    /// <summary>Schedules at most; 1 to <see cref="MostSchedules"/>.</summary>
    public int Schedules { get; init; } = 1000;

    /// <summary>Steps of a schedule at most.</summary>
    public int Length { get; init; } = 1000;

    /// <summary>
    /// Scheduling decisions for which a goal may be out of reach before Coyote suspects that it is so for good.
    /// </summary>
    public int Temperature { get; init; } = 1000;

    /// <summary>Whether the first finding ends the run. Otherwise the first of every property is looked for.</summary>
    public bool StopAtFirst { get; init; }

    /// <summary>
    /// Time without a scheduling decision after which Coyote takes a schedule to hang. That is never a violation:
    /// deadlocks are judged without a clock.
    /// </summary>
    public TimeSpan HangsAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The seed that Coyote gets for a schedule.</summary>
    /// <param name="schedule">Number of the schedule, counted from 0.</param>
    public uint CoyoteSeed(int schedule) => checked((uint)((Seed * MostSchedules) + schedule));
}
