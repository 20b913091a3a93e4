namespace Recommender.Service.Backup;

/// <summary>The result of a backup.</summary>
/// <param name="File">Full path of the backup.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Models">The model of each site in it; null if the site has none.</param>
public sealed record BackupReport(string File, long Bytes, IReadOnlyDictionary<string, string?> Models);
