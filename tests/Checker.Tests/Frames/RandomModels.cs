using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Checker.Tests.Frames;

/// <summary>The random models, compiled once for all tests.</summary>
public sealed class RandomModels
{
    public const int Count = 100;
    private const int FirstSeed = 450;

    public RandomModels()
    {
        string[] sources = [.. Enumerable.Range(FirstSeed, Count).Select(seed => RandomSource.Of((ulong)seed))];
        Optimised = CompiledModels.Load("RandomOptimised", OptimizationLevel.Release, fromMemory: false, sources);
        Unoptimised = CompiledModels.Load("RandomUnoptimised", OptimizationLevel.Debug, fromMemory: false, sources);
        InMemory = CompiledModels.Load("RandomInMemory", OptimizationLevel.Release, fromMemory: true, sources);
    }

    /// <summary>The classes that build the models.</summary>
    public static IEnumerable<string> Programs => Enumerable.Range(FirstSeed, Count).Select(seed => $"Program{seed}");

    public Assembly Optimised { get; }

    public Assembly Unoptimised { get; }

    public Assembly InMemory { get; }
}
