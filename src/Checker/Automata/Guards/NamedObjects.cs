using System.Collections;
using System.Reflection;
using Model.Steps;
using Model.Systems;

namespace Checker.Automata.Guards;

/// <summary>
/// The shared objects that the code of a model's processes names, whether or not it ever comes to use them: those in
/// captured variables and fields that this code reads.
/// </summary>
internal sealed class NamedObjects
{
    private readonly ReachedCode _code = new();
    private readonly HashSet<SharedObject> _named = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<object> _pending = new();
    private readonly List<FieldInfo> _statics = [];

    /// <param name="model">The model.</param>
    public NamedObjects(SystemModel model)
    {
        // What is found makes more code known, and that code names more.
        int before;
        do
        {
            before = _code.Size + _named.Count + _statics.Count;
            _seen.Clear();
            foreach (
                object root in model
                    .Processes.Select(process => (object)process.Body)
                    .Concat(model.Logic is { } logic ? [logic] : [])
            )
            {
                Reach(root);
            }

            _statics.AddRange(_code.Follow());
            foreach (var field in _statics)
            {
                Reach(field.GetValue(null));
            }

            while (_pending.TryDequeue(out object? holder))
            {
                Explore(holder);
            }
        } while (_code.Size + _named.Count + _statics.Count > before);
    }

    /// <summary>Whether the code names the object.</summary>
    public bool Contain(SharedObject target) => _named.Contains(target);

    private void Reach(object? value)
    {
        switch (value)
        {
            case null or string or MemberInfo or Pointer:
                break;
            case SharedObject target:
                _named.Add(target);
                break;
            case var _ when !PlainTypes.HoldsReferences(value.GetType()):
                break;
            case var _ when value.GetType().IsValueType || _seen.Add(value):
                _pending.Enqueue(value);
                break;
        }
    }

    private void Explore(object holder)
    {
        _code.Add(holder.GetType());
        if (holder is Delegate function)
        {
            foreach (var each in function.GetInvocationList())
            {
                _code.Add(each.Method);
                Reach(each.Target);
            }
        }
        else if (holder is Array array)
        {
            var item = array.GetType().GetElementType()!;
            foreach (
                object? each in item.IsPointer || !PlainTypes.HoldsReferences(item)
                    ? Array.Empty<object>()
                    : (IEnumerable)array
            )
            {
                Reach(each);
            }
        }
        else
        {
            foreach (var field in FieldsOf(holder.GetType()).Where(_code.MayName))
            {
                Reach(field.GetValue(holder));
            }
        }
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        const BindingFlags Own =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike && !field.FieldType.IsPrimitive)
                {
                    yield return field;
                }
            }
        }
    }
}
