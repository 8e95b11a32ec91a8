using System.CommandLine;
using Checker.Caching;

namespace Checker.Cli;

/// <summary>The option that does without the results of earlier runs.</summary>
/// <param name="session">What commands work with.</param>
internal sealed class CacheOption(Session session)
{
    private readonly Option<bool> _noCache = new("--no-cache") { Description = "neither read nor write the cache" };

    /// <summary>The option.</summary>
    public Option Option => _noCache;

    /// <summary>The cache that is to be used.</summary>
    public ResultCache Cache(ParseResult parsed) =>
        parsed.GetValue(_noCache) ? ResultCache.None : ResultCache.OfUser(session.Environment);
}
