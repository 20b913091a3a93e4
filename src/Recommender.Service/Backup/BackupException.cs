using Recommender.Service.Web;

namespace Recommender.Service.Backup;

/// <summary>A backup cannot be made or restored; the message says why and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(MessageLine.Of(message), inner);
