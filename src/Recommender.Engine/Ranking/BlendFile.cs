using System.Globalization;

namespace Recommender.Engine.Ranking;

/// <summary>The learned rankings of a model folder: subfolders default/ and site/, and blend.txt with their weights.</summary>
internal static class BlendFile
{
    public static void Save(string folder, RankingBlend blend)
    {
        SaveOne(blend.Default, Path.Combine(folder, "default"));
        SaveOne(blend.Site, Path.Combine(folder, "site"));
        File.WriteAllText(
            Path.Combine(folder, "blend.txt"),
            string.Create(CultureInfo.InvariantCulture, $"{blend.DefaultWeight:R}\t{blend.SiteWeight:R}\t{blend.UnlearnedWeight:R}\n"));
    }

    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static RankingBlend Load(string folder)
    {
        var file = Path.Combine(folder, "blend.txt");
        try
        {
            var weights = Array.ConvertAll(File.ReadAllText(file).Split('\t'), text => float.Parse(text, CultureInfo.InvariantCulture));
            return new RankingBlend(
                LearnedRanker.Load(Path.Combine(folder, "default")),
                weights[0], LearnedRanker.Load(Path.Combine(folder, "site")), weights[1], weights[2]);
        }
        catch (Exception e) when (e is IOException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{file} is damaged or missing: {e.Message}", e);
        }
    }

    private static void SaveOne(LearnedRanker? ranker, string folder)
    {
        if (ranker is not null)
        {
            ranker.Save(Directory.CreateDirectory(folder).FullName);
        }
    }
}
