using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Training.Gate;

/// <summary>
/// Requirements for promoting a new model automatically. Section <c>Recommender:Gate</c>; <c>Recommender:Sites:NAME:Gate</c> overrides it
/// for a site. All values except <see cref="MinArticles"/> are shares from 0 to 1.
/// </summary>
public sealed class GateOptions
{
    public const string Section = "Recommender:Gate";

    /// <summary>False: every model is promoted without checks. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Minimum number of articles for meaningful shares: a smaller site is only checked for losing all of them. 1 to 1,000,000, default 20.
    /// </summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Gate:MinArticles must be from 1 to 1000000")]
    public int MinArticles { get; set; } = 20;

    /// <summary>A fall of nDCG@10 on held-out links up to this value is accepted regardless of its interval. Default 0.01.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:NdcgFall must be from 0 to 1")]
    public double NdcgFall { get; set; } = 0.01;

    /// <summary>Minimum share of the live model's own held-out nDCG@10, and of its links that lead to candidates. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinOfLive must be from 0 to 1")]
    public double MinOfLive { get; set; } = 0.5;

    /// <summary>Maximum decrease in the number of articles compared with the live model. Default 0.3.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxFewer must be from 0 to 1")]
    public double MaxFewer { get; set; } = 0.3;

    /// <summary>Maximum share of the live model's articles that are gone or have a different text. Default 0.4.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxReplaced must be from 0 to 1")]
    public double MaxReplaced { get; set; } = 0.4;

    /// <summary>Maximum share of the live model's articles with a different date. Default 0.2.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxRedated must be from 0 to 1")]
    public double MaxRedated { get; set; } = 0.2;

    /// <summary>Maximum share of articles dated in the future. Default 0.1.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxFuture must be from 0 to 1")]
    public double MaxFuture { get; set; } = 0.1;

    /// <summary>Maximum share of articles with the same date. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxSameDate must be from 0 to 1")]
    public double MaxSameDate { get; set; } = 0.5;

    /// <summary>Minimum share of the links between unchanged articles that still exist. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinLinksKept must be from 0 to 1")]
    public double MinLinksKept { get; set; } = 0.5;

    /// <summary>Maximum share of empty blocks. Default 0.3.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxEmpty must be from 0 to 1")]
    public double MaxEmpty { get; set; } = 0.3;

    /// <summary>
    /// Maximum share of lists with near-duplicates in the top five. Default 0.5, and at most 0.15 more than the live model.
    /// </summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxNearDuplicates must be from 0 to 1")]
    public double MaxNearDuplicates { get; set; } = 0.5;

    /// <summary>Maximum share of listed articles that are gone. Default 0.02.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxDead must be from 0 to 1")]
    public double MaxDead { get; set; } = 0.02;

    /// <summary>Minimum share of the live model's coverage. Default 0.7.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinCoverage must be from 0 to 1")]
    public double MinCoverage { get; set; } = 0.7;

    /// <summary>Maximum share of the top five of a list that changed, averaged over all lists. Default 0.85.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxChanged must be from 0 to 1")]
    public double MaxChanged { get; set; } = 0.85;

    /// <summary>Maximum decrease in agreement with editors' pins and exclusions compared with the live model. Default 0.1.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxLessAgreement must be from 0 to 1")]
    public double MaxLessAgreement { get; set; } = 0.1;
}
