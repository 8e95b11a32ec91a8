using Model.Systems;

namespace Model.Litmus;

/// <summary>A test is well-formed as far as can be told, but uses something that is not modelled.</summary>
/// <param name="message">What, and where.</param>
public sealed class UnsupportedLitmusException(string message) : InputException(message);
