namespace Recommender.Service.Backup;

/// <param name="Length">Length in bytes.</param>
/// <param name="Hash">SHA-256 in hexadecimal.</param>
public sealed record BackedUpFile(long Length, string Hash);
