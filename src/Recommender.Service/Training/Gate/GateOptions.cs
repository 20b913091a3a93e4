using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Training.Gate;

/// <summary>
/// What a new model may be like to go live by itself. Section <c>Recommender:Gate</c>; what <c>Recommender:Sites:NAME:Gate</c> says goes before
/// it. All but <see cref="MinArticles"/> are shares from 0 to 1.
/// </summary>
public sealed class GateOptions
{
    public const string Section = "Recommender:Gate";

    /// <summary>False: every model goes live, whatever was found of it. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Of fewer articles shares say nothing: then a model is only refused where it has none left. 1 to 1,000,000, default 20.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Recommender:Gate:MinArticles must be from 1 to 1000000")]
    public int MinArticles { get; set; } = 20;

    /// <summary>nDCG@10 on held-out links may fall by so much without a look at its interval. Default 0.01.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:NdcgFall must be from 0 to 1")]
    public double NdcgFall { get; set; } = 0.01;

    /// <summary>Least share that is left of the live model's own held-out nDCG@10, and of its links that lead to candidates. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinOfLive must be from 0 to 1")]
    public double MinOfLive { get; set; } = 0.5;

    /// <summary>Articles fewer than the live model had. Default 0.3.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxFewer must be from 0 to 1")]
    public double MaxFewer { get; set; } = 0.3;

    /// <summary>Articles of the live model that are gone or have another text. Default 0.4.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxReplaced must be from 0 to 1")]
    public double MaxReplaced { get; set; } = 0.4;

    /// <summary>Articles of the live model that have another date. Default 0.2.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxRedated must be from 0 to 1")]
    public double MaxRedated { get; set; } = 0.2;

    /// <summary>Articles dated in the future. Default 0.1.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxFuture must be from 0 to 1")]
    public double MaxFuture { get; set; } = 0.1;

    /// <summary>Articles of one and the same date. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxSameDate must be from 0 to 1")]
    public double MaxSameDate { get; set; } = 0.5;

    /// <summary>Least share of the links between unchanged articles that are still there. Default 0.5.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinLinksKept must be from 0 to 1")]
    public double MinLinksKept { get; set; } = 0.5;

    /// <summary>Blocks without any article. Default 0.3.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxEmpty must be from 0 to 1")]
    public double MaxEmpty { get; set; } = 0.3;

    /// <summary>Lists whose first five tell one story twice. Default 0.5; and not 0.15 more than the live model.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxNearDuplicates must be from 0 to 1")]
    public double MaxNearDuplicates { get; set; } = 0.5;

    /// <summary>Listed articles that are gone. Default 0.02.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxDead must be from 0 to 1")]
    public double MaxDead { get; set; } = 0.02;

    /// <summary>Least share of the live model's coverage. Default 0.7.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MinCoverage must be from 0 to 1")]
    public double MinCoverage { get; set; } = 0.7;

    /// <summary>Share of the first five of a list that changed, on the mean of all lists. Default 0.85.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxChanged must be from 0 to 1")]
    public double MaxChanged { get; set; } = 0.85;

    /// <summary>Editors' pins and exclusions that the model agrees with: so much less than the live model's. Default 0.1.</summary>
    [Range(0d, 1d, ErrorMessage = "Recommender:Gate:MaxLessAgreement must be from 0 to 1")]
    public double MaxLessAgreement { get; set; } = 0.1;
}
