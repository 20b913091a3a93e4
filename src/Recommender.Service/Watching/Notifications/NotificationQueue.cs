using System.Threading.Channels;

namespace Recommender.Service.Watching.Notifications;

/// <param name="Webhook">The receiver.</param>
/// <param name="Channel">Waiting notifications.</param>
internal sealed record NotificationQueue(WebhookOptions Webhook, Channel<Notification> Channel);
