using System.ComponentModel;

namespace Recommender.Service.Push;

/// <summary>One line of a bulk request.</summary>
public sealed record PushLine : PushInput
{
    [Description("true: the article is withdrawn; only its id is used.")]
    public bool? Withdrawn { get; init; }
}
