global using SiteBlockOptions = Recommender.Service.Configuration.SiteSettings<Recommender.Service.Blocks.BlockOptions>;

using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Blocks;

/// <summary>
/// What a related block may hold. Section <c>Recommender:Block</c>; what <c>Recommender:Sites:NAME:Block</c> says goes before it.
/// </summary>
public sealed class BlockOptions
{
    public const string Section = "Recommender:Block";

    /// <summary>Days over which "most read" is counted.</summary>
    public const int MostReadDays = 7;

    /// <summary>The longest block that can be asked for.</summary>
    public const int MaxLimit = 50;

    /// <summary>Articles in a block where the request does not say. 1 to 50, default 5.</summary>
    [Range(1, MaxLimit, ErrorMessage = "Recommender:Block:DefaultLimit must be from 1 to 50")]
    public int DefaultLimit { get; set; } = 5;

    /// <summary>Whether articles in another language than the page's may appear. Default false. Ignored where either language is unknown.</summary>
    public bool OtherLanguages { get; set; }

    /// <summary>Whether articles that the page's text links to anyway may appear. Default false.</summary>
    public bool AlreadyLinked { get; set; }

    /// <summary>Score below which an article is not shown; the newest of the page's section, marked fallback, fill its place. 0 (off, the default) to 1.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Block:MinimumScore must be from 0 to 1")]
    public double MinimumScore { get; set; }

    /// <summary>At most so many of one running story, where others score well enough. 0: no such bound. Default 3.</summary>
    [Range(0, MaxLimit, ErrorMessage = "Recommender:Block:MaxPerStory must be from 0 to 50")]
    public int MaxPerStory { get; set; } = 3;

    /// <summary>At most so many of one section, where others score well enough. 0 (the default): no such bound.</summary>
    [Range(0, MaxLimit, ErrorMessage = "Recommender:Block:MaxPerSection must be from 0 to 50")]
    public int MaxPerSection { get; set; }

    /// <summary>Age in days at which an article counts half as much when a block is sorted; the score that is shown stays. An undated one comes last. 0 (the default): age does not count.</summary>
    [Range(0d, 100_000d, ErrorMessage = "Recommender:Block:HalfLifeDays must be from 0 to 100000")]
    public double HalfLifeDays { get; set; }

    /// <summary>Articles older than so many days, and undated ones, do not appear. 0 (the default): all may.</summary>
    [Range(0d, 100_000d, ErrorMessage = "Recommender:Block:MaxAgeDays must be from 0 to 100000")]
    public double MaxAgeDays { get; set; }

    /// <summary>Sections, in any case, whose articles do not age: half-life and greatest age leave them alone.</summary>
    public IList<string> EvergreenSections { get; } = [];

    /// <summary>What a block is filled up from where its request asks for that, and what stands under an unknown article. Default: the newest.</summary>
    [EnumDataType(typeof(FallbackOrder), ErrorMessage = "Recommender:Block:Fallback must be newest, mostRead or editorsPicks")]
    public FallbackOrder Fallback { get; set; }

    /// <summary>The site's time zone, from its <see cref="TimeZoneOptions"/>.</summary>
    public TimeZoneInfo TimeZone { get; internal set; } = TimeZoneInfo.Utc;
}
