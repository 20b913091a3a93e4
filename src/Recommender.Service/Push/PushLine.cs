using System.ComponentModel;

namespace Recommender.Service.Push;

/// <summary>A line of many.</summary>
public sealed record PushLine : PushInput
{
    [Description("true: the article is withdrawn; besides it only its id counts.")]
    public bool? Withdrawn { get; init; }
}
