using System.Globalization;
using Model.Steps;

namespace Checker.Automata;

/// <summary>What kept a search from coming to its end, as far as that can be told.</summary>
/// <param name="Description">The process or object with the most values, and the local that has most of them; in words.</param>
/// <param name="Place">The local, or the code that runs without end; <c>null</c> when there is none.</param>
internal sealed record Growth(string Description, CodePlace? Place)
{
    /// <summary>What has the most values.</summary>
    public static Growth Of(Composition composition)
    {
        var process = composition.Processes.MaxBy(process => process.Count)!;
        var target = composition.Objects.MaxBy(target => target.Count);
        if (target?.Count > process.Count)
        {
            return new Growth(Text($"the object {target.Target.Name} has {target.Count:N0} states, more than anything else"), null);
        }

        var growing = process.Growing();
        return new Growth(
            Text($"process {process.Name} has {process.Count:N0} local states, more than anything else{(growing is null ? "" : $"; {growing.Description} has the most values")}"),
            growing?.Place);
    }

    /// <summary>What an exception names that stopped the search; <c>null</c> when it names nothing.</summary>
    public static Growth? In(Exception exception) => exception switch
    {
        UnboundedLocalsException { Growing: { } growing } => new Growth(growing.Description, growing.Place),
        _ => null,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
