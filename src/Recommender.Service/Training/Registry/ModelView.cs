using System.ComponentModel;
using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

/// <summary>A model in a list.</summary>
public sealed record ModelView
{
    public required string Version { get; init; }

    public required ModelStatus Status { get; init; }

    [Description("Why it failed or was refused.")]
    public string? Reason { get; init; }

    public required DateTimeOffset Created { get; init; }

    public DateTimeOffset? WentLive { get; init; }

    public DateTimeOffset? RetiredAt { get; init; }

    [Description("True if its folder exists, so that it can be promoted.")]
    public required bool OnDisk { get; init; }

    public int? Articles { get; init; }

    [Description("Publication date of its newest article.")]
    public DateTimeOffset? NewestPublished { get; init; }

    [Description("Held-out nDCG@10, if the site has enough links.")]
    public double? Ndcg { get; init; }

    public static ModelView Of(ModelRecord record, ModelManifest? manifest, bool onDisk) => new()
    {
        Version = record.Version, Status = record.Status, Reason = record.Reason, Created = record.Created, WentLive = record.WentLive,
        RetiredAt = record.RetiredAt,
        OnDisk = onDisk, Articles = manifest?.Articles, NewestPublished = manifest?.NewestPublished,
        Ndcg = manifest?.Figures.TryGetValue("heldOutNdcg", out var ndcg) == true ? ndcg : null,
    };
}
