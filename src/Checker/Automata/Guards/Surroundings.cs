using System.Reflection;
using Model.Steps;
using Model.Systems;

namespace Checker.Automata.Guards;

/// <summary>
/// The ordinary objects that a process body can reach when the model starts: its class instance, captured variables, arrays, lists.
/// They are constants of the model. This watches them, so that a body that changes one is caught after the very step that did it.
/// </summary>
internal sealed class Surroundings
{
    private readonly HashSet<object> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly List<Watched> _watched = [];

    // The field of the logic through which what is explored now was reached.
    private CodePlace? _through;

    /// <param name="body">The body of a process.</param>
    /// <param name="logic">Logic that it reaches through values; what a patch declares in it is watched too. May be <c>null</c>.</param>
    public Surroundings(Delegate body, object? logic = null)
    {
        var pending = new Queue<object>();
        Reach(body.Target, pending);
        ExploreAll(pending);
        foreach (var field in FieldsOf(logic?.GetType()).Where(field => field.DeclaringType!.Assembly != typeof(SystemModel).Assembly))
        {
            _through = new CodePlace(logic!.GetType(), MethodNames.Inner(field.Name), IsWritten: true);
            Watch(logic, field, pending);
            ExploreAll(pending);
        }
    }

    /// <summary>Whether <paramref name="value"/> existed, within reach of the body, before any process ran.</summary>
    public bool Contain(object value) => _objects.Contains(value);

    /// <summary>Compares everything with how it was at the start.</summary>
    /// <exception cref="ModelException">Something has changed.</exception>
    public void RequireUnchanged(string process)
    {
        foreach (var watched in _watched)
        {
            if (!watched.IsUnchanged())
            {
                throw new ModelException($"process {process} changes {watched.Description}, which the explored state does not hold; "
                    + "make it a shared object, or a local of the process")
                {
                    Place = watched.Place,
                };
            }
        }
    }

    private void ExploreAll(Queue<object> pending)
    {
        while (pending.TryDequeue(out object? next))
        {
            Explore(next, pending);
        }
    }

    private void Reach(object? value, Queue<object> pending)
    {
        if (value is null || CapturedValues.IsPlain(value.GetType()) || value is Type or MemberInfo)
        {
            return;
        }

        if (value.GetType().IsValueType)
        {
            foreach (var field in FieldsOf(value.GetType()))
            {
                Reach(field.GetValue(value), pending);
            }
        }
        else if (_objects.Add(value) && value is not SharedObject)
        {
            pending.Enqueue(value);
        }
    }

    private void Explore(object holder, Queue<object> pending)
    {
        if (holder is Delegate function)
        {
            Reach(function.Target, pending);
            return;
        }

        if (holder is Array array)
        {
            _watched.Add(new WatchedArray(array, _through));
            if (!CapturedValues.IsPlain(array.GetType().GetElementType()!))
            {
                foreach (object? item in array)
                {
                    Reach(item, pending);
                }
            }

            return;
        }

        foreach (var field in FieldsOf(holder.GetType()))
        {
            Watch(holder, field, pending);
        }
    }

    private void Watch(object holder, FieldInfo field, Queue<object> pending)
    {
        if (!field.IsInitOnly)
        {
            _watched.Add(new WatchedField(holder, field, _through));
        }

        Reach(field.GetValue(holder), pending);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    yield return field;
                }
            }
        }
    }
}
