using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Checker.Automata.Frames;

/// <summary>
/// Where a MoveNext method can keep a value: a field of the state machine, a local, or a part of one that is a struct.
/// </summary>
internal sealed class Place
{
    private readonly FieldInfo? _field;
    private readonly Place? _whole;
    private readonly List<Place> _parts = [];

    /// <param name="type">The type of what it holds.</param>
    /// <param name="field">The field; <c>null</c> for a local.</param>
    /// <param name="whole">The struct that it is a part of.</param>
    /// <param name="all">All places of the method, to which this and its parts are added.</param>
    /// <param name="firstBit">The first bit that no other place has; moved on by as many as this has.</param>
    public Place(Type type, FieldInfo? field, Place? whole, List<Place> all, ref int firstBit)
    {
        _field = field;
        _whole = whole;
        Number = all.Count;
        all.Add(this);
        int from = firstBit;
        if (HasParts(type))
        {
            foreach (var part in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            {
                _parts.Add(new Place(part.FieldType, part, this, all, ref firstBit));
            }
        }

        firstBit += firstBit == from ? 1 : 0;
        Bits = ((BigInteger.One << (firstBit - from)) - 1) << from;
    }

    /// <summary>Its position among all places of the method.</summary>
    public int Number { get; }

    /// <summary>One bit, or those of all its parts.</summary>
    public BigInteger Bits { get; }

    /// <summary>The field or local that it is, or is a part of.</summary>
    public Place Root => _whole?.Root ?? this;

    /// <summary>A part; <c>null</c> when parts of this are not told apart.</summary>
    public Place? Part(string name) => _parts.Find(part => part._field!.Name == name);

    /// <summary>The largest parts of which every bit is live.</summary>
    public IEnumerable<LiveValue> Live(BigInteger live) =>
        (live & Bits).IsZero ? []
        : (live & Bits) == Bits ? [new LiveValue([.. Path()])]
        : _parts.SelectMany(part => part.Live(live));

    private IEnumerable<FieldInfo> Path() => [.. _whole?.Path() ?? [], _field!];

    // Of the runtime's own structs only tuples let others at their fields. Where fields share memory, or there is more
    // of it than the fields say, a part tells too little.
    private static bool HasParts(Type type) =>
        type is { IsValueType: true, IsPrimitive: false, IsEnum: false, IsByRefLike: false, IsExplicitLayout: false }
        && (type.Assembly != typeof(object).Assembly || typeof(ITuple).IsAssignableFrom(type))
        && type.StructLayoutAttribute is null or { Size: 0 }
        && !type.IsDefined(typeof(InlineArrayAttribute), inherit: false);
}
