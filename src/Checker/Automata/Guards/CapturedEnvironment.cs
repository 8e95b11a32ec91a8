using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Model.Steps;
using Model.Systems;

namespace Checker.Automata.Guards;

/// <summary>
/// The ordinary objects that a process body can reach when the model starts: its class instance, captured variables,
/// static fields, arrays, lists. They are constants of the model. This watches them, so that a body that changes one is
/// caught after the very step that did it.
/// </summary>
internal sealed class CapturedEnvironment
{
    private readonly HashSet<object> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly List<Watched> _watched = [];
    private readonly ReachedCode _code = new();

    // The field of the logic, or the static one, through which what is explored now was reached.
    private CodePlace? _through;

    /// <param name="body">The body of a process.</param>
    /// <param name="logic">Logic that it reaches through values; what a patch declares in it is watched too. May be
    /// <c>null</c>.</param>
    public CapturedEnvironment(Delegate body, object? logic = null)
    {
        var pending = new Queue<object>();
        Explore(body, pending);
        ExploreAll(pending);
        if (logic is not null)
        {
            _code.Add(logic.GetType());
        }

        foreach (
            var field in FieldsOf(logic?.GetType())
                .Where(field => field.DeclaringType!.Assembly != typeof(SystemModel).Assembly)
        )
        {
            _through = new CodePlace(logic!.GetType(), MethodNames.Inner(field.Name), IsWritten: true);
            Watch(logic, field, pending);
            ExploreAll(pending);
        }

        ExploreStatics(pending);
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
                throw new ModelException(
                    $"process {process} changes {watched.Description}, which the explored state does not hold; "
                        + "make it a shared object, or a local of the process"
                )
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

    private void ExploreStatics(Queue<object> pending)
    {
        while (_code.Follow() is { Count: > 0 } statics)
        {
            foreach (var field in statics)
            {
                _through = new CodePlace(field.DeclaringType!, MethodNames.Inner(field.Name), IsWritten: true);
                Watch(null, field, pending);
                ExploreAll(pending);
            }
        }
    }

    // A struct is a copy where a variable of its type holds it, and an object of its own, a box, where another variable
    // does.
    private void Reach(object? value, Type declared, Queue<object> pending)
    {
        if (value is null or MemberInfo)
        {
            return;
        }

        var type = value.GetType();
        _code.Add(type);
        if (
            (PlainTypes.IsPlain(type) || !PlainTypes.HoldsReferences(type))
            && (declared.IsValueType || !PlainTypes.IsMutableStruct(type))
        )
        {
            return;
        }

        if (declared.IsValueType)
        {
            foreach (var field in FieldsOf(type))
            {
                Reach(field.GetValue(value), field.FieldType, pending);
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
            foreach (var each in function.GetInvocationList())
            {
                _code.Add(each.Method);
                Reach(each.Target, typeof(object), pending);
            }

            return;
        }

        if (holder is Array array)
        {
            Watch(array);
            var item = array.GetType().GetElementType()!;
            if (!PlainTypes.IsPlain(item))
            {
                foreach (object? each in array)
                {
                    Reach(each, item, pending);
                }
            }

            return;
        }

        foreach (var field in FieldsOf(holder.GetType()))
        {
            Watch(holder, field, pending);
        }
    }

    private void Watch(Array array)
    {
        var item = array.GetType().GetElementType()!;
        if (!item.IsPointer && !item.IsFunctionPointer)
        {
            _watched.Add(
                (Watched)Activator.CreateInstance(typeof(WatchedArray<>).MakeGenericType(item), array, _through)!
            );
        }
    }

    private void Watch(object? holder, FieldInfo field, Queue<object> pending)
    {
        if (!field.IsInitOnly)
        {
            _watched.Add(new WatchedField(holder, field, _through));
        }

        Reach(field.GetValue(holder), field.FieldType, pending);
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (
                var field in level.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                {
                    yield return field;
                }
            }
        }
    }
}

/// <summary>A mutable place among the surroundings of a process, and its value when the model started.</summary>
internal abstract class Watched
{
    /// <summary>The place in the modeller's words.</summary>
    public abstract string Description { get; }

    /// <summary>The place in the code, or <c>null</c> when it has no name there.</summary>
    public virtual CodePlace? Place => null;

    /// <summary>Whether the place still holds what it held at the start.</summary>
    public abstract bool IsUnchanged();
}

/// <summary>The items of an array, also of the one inside a list or dictionary.</summary>
internal sealed class WatchedArray<T>(Array array, CodePlace? through) : Watched
{
    private static Func<T, T, bool>? _same;
    private readonly Array _initial = (Array)array.Clone();

    public override CodePlace? Place => through;

    public override string Description => $"an array of {MethodNames.Display(typeof(T))} that it shares with the model";

    // Runs after every local step, over tables that may be large.
    public override bool IsUnchanged()
    {
        var before = Items(_initial);
        var now = Items(array);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            return Bytes(before).SequenceEqual(Bytes(now));
        }

        _same ??= Likeness.Of<T>();
        for (int i = 0; i < before.Length; i++)
        {
            if (!_same(before[i], now[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static Span<T> Items(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static Span<byte> Bytes(Span<T> items) =>
        MemoryMarshal.CreateSpan(
            ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(items)),
            checked(items.Length * Unsafe.SizeOf<T>())
        );
}

/// <summary>A field that is not read-only, such as a captured variable; of an object, or static.</summary>
internal sealed class WatchedField(object? holder, FieldInfo place, CodePlace? through) : Watched
{
    private readonly object? _initial = place.GetValue(holder);
    private readonly Type _holderType = holder?.GetType() ?? place.DeclaringType!;

    public override string Description =>
        MethodNames.IsClosure(_holderType)
            ? $"the captured variable {place.Name}"
            : $"the {(place.IsStatic ? "static " : "")}field {MethodNames.Inner(place.Name)} of "
                + $"{MethodNames.Display(_holderType)}";

    public override CodePlace? Place =>
        through ?? new CodePlace(_holderType, MethodNames.Inner(place.Name), IsWritten: true);

    public override bool IsUnchanged() => Likeness.Same(place.FieldType, _initial, place.GetValue(holder));
}
