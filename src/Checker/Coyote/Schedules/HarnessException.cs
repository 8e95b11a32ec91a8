namespace Checker.Coyote.Schedules;

/// <summary>
/// Coyote reported what no schedule of a model can show: the way in which models are put to it is at fault.
/// </summary>
/// <param name="message">What Coyote said.</param>
internal sealed class HarnessException(string message)
    : Exception($"Coyote reports what is no violation of the model: {message}");
