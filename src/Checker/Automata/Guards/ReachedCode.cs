using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Model.Steps;

namespace Checker.Automata.Guards;

/// <summary>
/// The code of a model that its bodies may run, and the static fields that this code names. It follows calls inside the
/// assemblies that know <see cref="Model"/>, patches among them; a virtual call may end in every type that this code or
/// an object of the model makes known.
/// </summary>
internal sealed class ReachedCode
{
    private static readonly ConcurrentDictionary<Assembly, bool> _isModel = new();

    private readonly HashSet<MethodBase> _methods = [];
    private readonly HashSet<Type> _types = [];
    private readonly HashSet<FieldInfo> _statics = [];
    private readonly HashSet<(Module, int)> _named = [];
    private readonly Queue<MethodBase> _pending = new();

    /// <summary>Methods and types so far: grows with what is added.</summary>
    public int Size => _methods.Count + _types.Count;

    /// <summary>
    /// Whether the code may read a field of an instance: code elsewhere than in the model's assemblies is not followed.
    /// </summary>
    public bool MayName(FieldInfo field) =>
        !IsModel(field.Module.Assembly) || _named.Contains((field.Module, field.MetadataToken));

    /// <summary>Says that a method may be run.</summary>
    public void Add(MethodBase method)
    {
        if (method.DeclaringType is { } type && IsModel(type.Assembly) && _methods.Add(method))
        {
            _pending.Enqueue(method);
        }
    }

    /// <summary>Says that there are instances of a type: each of its virtual methods may be run.</summary>
    public void Add(Type type)
    {
        for (
            var level = type;
            level is not null && IsModel(level.Assembly) && _types.Add(level);
            level = level.BaseType
        )
        {
            foreach (
                var method in level.GetMethods(
                    BindingFlags.Instance
                        | BindingFlags.Static
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            {
                if (method.IsVirtual)
                {
                    Add(method);
                }
            }
        }
    }

    /// <summary>The static fields that are newly met, in a fixed order.</summary>
    public IReadOnlyList<FieldInfo> Follow()
    {
        var met = new List<FieldInfo>();
        while (_pending.TryDequeue(out var method))
        {
            foreach (var member in CodeReferences.In(method))
            {
                switch (member)
                {
                    case Type type:
                        Add(type);
                        break;
                    case MethodBase called:
                        Add(called);
                        AddTypes(called);
                        break;
                    case FieldInfo { IsStatic: true, IsLiteral: false } field
                        when IsOfModel(field) && _statics.Add(field):
                        met.Add(field);
                        break;
                    case FieldInfo { IsStatic: false } field:
                        _named.Add((field.Module, field.MetadataToken));
                        break;
                }
            }
        }

        return met;
    }

    // What is made, and what is passed as a type argument: the state machine of an async method is.
    private void AddTypes(MethodBase called)
    {
        if (called is ConstructorInfo)
        {
            Add(called.DeclaringType!);
        }

        foreach (
            var argument in (Type[])
                [
                    .. called.IsGenericMethod ? called.GetGenericArguments() : [],
                    .. called.DeclaringType?.GetGenericArguments() ?? [],
                ]
        )
        {
            Add(argument);
        }
    }

    // Compilers keep lambdas, and tools that measure coverage keep counts, in types of their own.
    private static bool IsOfModel(FieldInfo field) =>
        field.DeclaringType is { ContainsGenericParameters: false } type
        && IsModel(type.Assembly)
        && field.FieldType != typeof(StatementProbe)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && !field.Name.StartsWith("<>", StringComparison.Ordinal);

    private static bool IsModel(Assembly assembly) =>
        _isModel.GetOrAdd(
            assembly,
            static assembly =>
                assembly != typeof(ReachedCode).Assembly
                && assembly
                    .GetReferencedAssemblies()
                    .Any(reference => reference.Name == typeof(Step).Assembly.GetName().Name)
        );
}
