using Checker.Exploration;

namespace Checker.Properties;

/// <summary>A property of a model, whichever explorations it is judged in.</summary>
/// <param name="Kind">How it fails where it does.</param>
/// <param name="Name">Its name.</param>
internal sealed record NamedProperty(ViolationKind Kind, string Name);
