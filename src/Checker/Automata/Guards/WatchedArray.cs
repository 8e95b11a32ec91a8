using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>The items of an array, also of the one inside a list or dictionary.</summary>
internal sealed class WatchedArray(Array array, CodePlace? through) : Watched
{
    private readonly Array _initial = (Array)array.Clone();

    public override CodePlace? Place => through;

    public override string Description => $"an array of {MethodNames.Display(array.GetType().GetElementType()!)} that it shares with the model";

    public override bool IsUnchanged()
    {
        var now = array.GetEnumerator();
        foreach (object? before in _initial)
        {
            now.MoveNext();
            bool same = before is ValueType or string ? Equals(before, now.Current) : ReferenceEquals(before, now.Current);
            if (!same)
            {
                return false;
            }
        }

        return true;
    }
}
