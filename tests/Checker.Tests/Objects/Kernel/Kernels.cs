using Model.Steps;
using Model.Systems;

namespace Checker.Tests.Objects.Kernel;

/// <summary>Short ways to explore small models of kernel code.</summary>
internal static class Kernels
{
    /// <summary>Processes named a, b, c ... in the given order.</summary>
    public static SystemModel Of(params ReadOnlySpan<Func<Step>> bodies)
    {
        var model = new SystemModel("kernel");
        for (int i = 0; i < bodies.Length; i++)
        {
            model.Process(((char)('a' + i)).ToString(), bodies[i]);
        }

        return model;
    }

    /// <summary>
    /// The violations as <c>kind: property</c>, in ordinal order; one text <c>holds</c> when there are none.
    /// </summary>
    public static string[] Judge(SystemModel model)
    {
        var result = Explore.Model(model).Exhaustively();
        Assert.True(result.Exhaustive);
        return result.Violations.Count == 0
            ? [result.Verdict.ToString().ToLowerInvariant()]
            :
            [
                .. result
                    .Violations.Select(violation =>
                        $"{violation.Kind.ToString().ToLowerInvariant()}: {violation.Property}"
                    )
                    .Order(StringComparer.Ordinal),
            ];
    }

    /// <inheritdoc cref="Judge(SystemModel)"/>
    public static string[] Judge(params ReadOnlySpan<Func<Step>> bodies) => Judge(Of(bodies));
}
