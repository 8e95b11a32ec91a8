namespace Differential;

/// <summary>How the compiler builds a program for the checker.</summary>
internal enum Build
{
    Release,
    Debug,
}
