using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>A site's rules, compiled at the first block that needs them and again when a schedule begins or ends.</summary>
internal sealed class RulesInForce(SiteRules rules, ArticleIndex articles)
{
    private readonly Lock _compiling = new();
    private volatile CompiledRules? _compiled;

    /// <param name="now">UTC.</param>
    /// <param name="zone">The site's time zone.</param>
    public CompiledRules At(DateTime now, TimeZoneInfo zone)
    {
        var compiled = _compiled;
        if (compiled is not null && compiled.HoldAt(now, zone))
        {
            return compiled;
        }

        // One compiles and the others wait, which is faster than all compiling.
        lock (_compiling)
        {
            compiled = _compiled;
            if (compiled is null || !compiled.HoldAt(now, zone))
            {
                _compiled = compiled = new CompiledRules(rules, articles, now, zone);
            }
        }

        return compiled;
    }
}
