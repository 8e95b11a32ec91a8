namespace Model.Steps;

/// <summary>
/// Vouches that instances never change after construction and are compared by value, so that a process may hold one
/// across an await although the type's fields alone do not show it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public sealed class ValueAttribute : Attribute;
