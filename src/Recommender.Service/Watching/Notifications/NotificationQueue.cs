using System.Threading.Channels;

namespace Recommender.Service.Watching.Notifications;

/// <param name="Webhook">Whom it is for.</param>
/// <param name="Channel">What waits.</param>
internal sealed record NotificationQueue(WebhookOptions Webhook, Channel<Notification> Channel);
