global using SiteBlockOptions = Recommender.Service.Configuration.SiteSettings<Recommender.Service.Blocks.BlockOptions>;

using System.ComponentModel.DataAnnotations;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>
/// The content of related blocks. Section <c>Recommender:Block</c>; <c>Recommender:Sites:NAME:Block</c> takes precedence.
/// </summary>
public sealed class BlockOptions
{
    public const string Section = "Recommender:Block";

    /// <summary>Number of days over which "most read" is counted.</summary>
    public const int MostReadDays = 7;

    /// <summary>Maximum number of articles that a request may ask for.</summary>
    public const int MaxLimit = PinRule.MaxSlot;

    /// <summary>Number of articles in a block if the request does not specify it. 1 to 50, default 5.</summary>
    [Range(1, MaxLimit, ErrorMessage = "Recommender:Block:DefaultLimit must be from 1 to 50")]
    public int DefaultLimit { get; set; } = 5;

    /// <summary>Whether a block with too few articles is filled if the request does not say. Default false.</summary>
    public bool FillByDefault { get; set; }

    /// <summary>The arrangement of a block if the page does not say. Default: a grid.</summary>
    [EnumDataType(typeof(BlockLayout), ErrorMessage = "Recommender:Block:Layout must be grid, list or compact")]
    public BlockLayout Layout { get; set; }

    /// <summary>
    /// The heading of blocks if neither a rule nor the page gives one, at most 200 characters. Default: "Related articles" in the page's
    /// language.
    /// </summary>
    [StringLength(FieldErrors.MaxName, ErrorMessage = "Recommender:Block:Heading may have at most 200 characters")]
    public string? Heading { get; set; }

    /// <summary>Width of a block on the site's pages, in CSS pixels, for the desk's preview. 200 to 2000, default 600.</summary>
    [Range(200, 2000, ErrorMessage = "Recommender:Block:PageWidth must be from 200 to 2000")]
    public int PageWidth { get; set; } = 600;

    /// <summary>
    /// Whether articles in other languages than the page's may appear. Default false. Ignored if either language is unknown.
    /// </summary>
    public bool OtherLanguages { get; set; }

    /// <summary>Whether articles that the page's text already links to may appear. Default false.</summary>
    public bool AlreadyLinked { get; set; }

    /// <summary>
    /// Minimum score of a shown article; fallback articles, the newest of the page's section, fill the slots. 0 (off, the default) to 1.
    /// </summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Block:MinimumScore must be from 0 to 1")]
    public double MinimumScore { get; set; }

    /// <summary>Maximum number of articles of one running story, if others score well enough. 0: no limit. Default 3.</summary>
    [Range(0, MaxLimit, ErrorMessage = "Recommender:Block:MaxPerStory must be from 0 to 50")]
    public int MaxPerStory { get; set; } = 3;

    /// <summary>Maximum number of articles of one section, if others score well enough. 0 (the default): no limit.</summary>
    [Range(0, MaxLimit, ErrorMessage = "Recommender:Block:MaxPerSection must be from 0 to 50")]
    public int MaxPerSection { get; set; }

    /// <summary>
    /// Age in days at which an article counts half as much in the order of a block; the shown score is unchanged. Undated articles come
    /// last. 0 (the default): age does not count.
    /// </summary>
    [Range(0d, 100_000d, ErrorMessage = "Recommender:Block:HalfLifeDays must be from 0 to 100000")]
    public double HalfLifeDays { get; set; }

    /// <summary>Articles older than this number of days, and undated ones, do not appear. 0 (the default): no limit.</summary>
    [Range(0d, 100_000d, ErrorMessage = "Recommender:Block:MaxAgeDays must be from 0 to 100000")]
    public double MaxAgeDays { get; set; }

    /// <summary>Sections, in any case, whose articles do not age: the half-life and maximum age do not apply to them.</summary>
    public IList<string> EvergreenSections { get; } = [];

    /// <summary>
    /// What fills a block if its request allows it, and what an unknown article's block contains. Default: the newest articles.
    /// </summary>
    [EnumDataType(typeof(FallbackOrder), ErrorMessage = "Recommender:Block:Fallback must be newest, mostRead or editorsPicks")]
    public FallbackOrder Fallback { get; set; }

    /// <summary>The site's time zone, from its <see cref="TimeZoneOptions"/>.</summary>
    public TimeZoneInfo TimeZone { get; internal set; } = TimeZoneInfo.Utc;
}
