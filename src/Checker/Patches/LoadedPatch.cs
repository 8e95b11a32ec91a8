using System.Reflection;
using Checker.Automata;
using Model.Catalogue;
using Model.Input;
using Model.Steps;

namespace Checker.Patches;

/// <summary>A patch whose code can run.</summary>
internal sealed class LoadedPatch
{
    private readonly StatementProbe _probe;
    private readonly PlaceFinder _places;
    private readonly Type _type;

    public LoadedPatch(
        PatchSource source,
        Type type,
        Type logic,
        StatementProbe probe,
        IReadOnlyList<PatchStatement> statements
    )
    {
        File = source.File;
        Logic = logic;
        Statements = statements;
        _places = new PlaceFinder(source, type.Assembly);
        _probe = probe;
        _type = type;
    }

    /// <summary>The file that it is from.</summary>
    public PatchFile File { get; }

    /// <summary>The name of its class.</summary>
    public string Name => _type.Name;

    /// <summary>The logic that it stands in for.</summary>
    public Type Logic { get; }

    /// <summary>Its statements in the order of the file.</summary>
    public IReadOnlyList<PatchStatement> Statements { get; }

    /// <summary>The steps that it overrides, in the order of the base.</summary>
    public IReadOnlyList<OverridableStep> Overridden =>
        [.. OverridableStep.Of(Logic).Where(step => Override(step) is not null)];

    /// <summary>The statements that no run has reached so far, in the order of the file.</summary>
    public IReadOnlyList<PatchStatement> Unreached => [.. Statements.Where((_, number) => !_probe.IsReached(number))];

    /// <summary>
    /// Whether no statement of a step has been reached so far. One without statements counts as reached.
    /// </summary>
    public bool IsUnreached(OverridableStep step)
    {
        var own = Statements.Where(statement => statement.Member == step.Method.Name).ToList();
        return own.Count > 0 && own.All(Unreached.Contains);
    }

    /// <summary>A platform or variant with this patch in place of its own logic.</summary>
    public PlatformDescription On(PlatformDescription platform) =>
        platform with
        {
            Patch = new Patch(_type, File.Sha256),
        };

    /// <summary>The fault of a model as a line about the patch file.</summary>
    public InputException Fault(ModelException exception)
    {
        var (line, column) = PlaceOf(exception.Place, exception.Reached) ?? (null, null);
        int hint = exception.Message.LastIndexOf("; ", StringComparison.Ordinal);
        return new InputException(
            hint < 0 ? exception.Message : exception.Message[..hint],
            hint < 0 ? "" : exception.Message[(hint + 2)..]
        )
        {
            File = File.Path,
            Line = line,
            Column = column,
        };
    }

    /// <summary>
    /// What stopped an exploration with this patch, with the place in the patch file where it is known.
    /// </summary>
    public string Describe(string stoppedBy, Growth? growth)
    {
        string text =
            growth is null || stoppedBy.Contains(growth.Description, StringComparison.Ordinal)
                ? stoppedBy
                : $"{stoppedBy}; {growth.Description}";
        return PlaceOf(growth?.Place, null) is (int line, _)
            ? FormattableString.Invariant($"{text} ({File.Name}:{line})")
            : text;
    }

    private (int? Line, int? Column)? PlaceOf(CodePlace? place, ReachedStatement? reached)
    {
        if (place is not null && _places.Find(place) is var (line, column))
        {
            return (line, column);
        }

        return reached?.Probe == _probe ? (Statements[reached.Number].Line, Statements[reached.Number].Column) : null;
    }

    private MethodInfo? Override(OverridableStep step)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return _type
            .GetMethods(All)
            .FirstOrDefault(method =>
                method.DeclaringType!.Assembly == _type.Assembly
                && method.GetBaseDefinition() == step.Method.GetBaseDefinition()
            );
    }
}
