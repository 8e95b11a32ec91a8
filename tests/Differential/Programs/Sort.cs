namespace Differential.Programs;

/// <summary>What a piece of a program is.</summary>
internal enum Sort
{
    Program,
    Statements,
    Statement,
    Number,
    Truth,
}
