using System.ComponentModel;

namespace Recommender.Service.Push;

/// <summary>The content of a webhook request.</summary>
public sealed record WebhookInput
{
    [Description("publish, update or withdraw.")]
    public string? Event { get; init; }

    [Description("The article; for a withdrawal its id is enough.")]
    public PushInput? Article { get; init; }
}
