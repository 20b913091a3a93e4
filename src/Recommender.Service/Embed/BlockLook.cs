using Recommender.Service.Blocks;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Embed;

/// <summary>How a page wants its block to look; a null value leaves the choice to the site's settings.</summary>
internal sealed record BlockLook(BlockLayout? Layout, string? Heading)
{
    public static readonly BlockLook OfSite = new(null, null);

    /// <summary>The input of a cached answer.</summary>
    public string Shape => this == OfSite ? "" : $"{Layout}:{Heading}";

    /// <summary>Reads the parameters <c>layout</c> and <c>heading</c>.</summary>
    public static BlockLook Read(string[]? layouts, string[]? headings, ParameterErrors errors)
    {
        var (layout, heading) = (errors.Single("layout", layouts), errors.Single("heading", headings)?.Trim());
        var known = EnumWords.Parse<BlockLayout>(layout);
        if (layout is not null && known is null)
        {
            errors.Add("layout", "must be grid, list or compact");
        }

        if (heading?.Length > FieldErrors.MaxName)
        {
            errors.Add("heading", $"may have at most {FieldErrors.MaxName} characters");
        }

        return new BlockLook(known, string.IsNullOrEmpty(heading) ? null : heading);
    }
}
