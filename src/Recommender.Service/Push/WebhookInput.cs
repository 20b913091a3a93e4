using System.ComponentModel;

namespace Recommender.Service.Push;

/// <summary>What a webhook tells.</summary>
public sealed record WebhookInput
{
    [Description("publish, update or withdraw.")]
    public string? Event { get; init; }

    [Description("The article; of one that is withdrawn its id is enough.")]
    public PushInput? Article { get; init; }
}
