namespace Recommender.Service.Backup;

/// <summary>What a backup has become.</summary>
/// <param name="File">Its full path.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Models">By site the model in it; null where the site has none.</param>
public sealed record BackupReport(string File, long Bytes, IReadOnlyDictionary<string, string?> Models);
