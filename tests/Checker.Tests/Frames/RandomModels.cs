using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Checker.Tests.Frames;

/// <summary>The random models, compiled once for all tests.</summary>
public sealed class RandomModels
{
    public const int Count = 300;

    public RandomModels()
    {
        string[] sources = [.. Enumerable.Range(0, Count).Select(seed => RandomSource.Of((ulong)seed))];
        Optimised = CompiledModels.Load("RandomOptimised", OptimizationLevel.Release, fromMemory: false, sources);
        Unoptimised = CompiledModels.Load("RandomUnoptimised", OptimizationLevel.Debug, fromMemory: false, sources);
        InMemory = CompiledModels.Load("RandomInMemory", OptimizationLevel.Release, fromMemory: true, sources);
    }

    public Assembly Optimised { get; }

    public Assembly Unoptimised { get; }

    public Assembly InMemory { get; }
}
