using System.Globalization;
using Recommender.Service.Articles;

namespace Recommender.Service.Models;

/// <summary>
/// The state of a model's articles at training time: by key, a sketch of the text and the date. A later run compares it to detect changes.
/// </summary>
public sealed class TrainedArticles
{
    public const string FileName = "articles.txt";
    private const string Undated = "-";
    private readonly Dictionary<string, TrainedArticle> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TrainedArticle> ByKey => _byKey;

    public void Add(Article article) =>
        _byKey[article.Key] = new TrainedArticle(TextSketch.Of(article.Title, article.Text), article.Published);

    public void Remove(string key) => _byKey.Remove(key);

    /// <summary>One line per article: key, sketch, date.</summary>
    public void Save(string file) => File.WriteAllLines(
        file, _byKey.Select(entry => $"{entry.Key} {entry.Value.Sketch} "
            + (entry.Value.Published?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? Undated)));

    /// <exception cref="InvalidDataException">A line is not valid.</exception>
    public static TrainedArticles Load(string file)
    {
        var articles = new TrainedArticles();
        foreach (var line in File.ReadLines(file))
        {
            var parts = line.Split(' ');
            if (parts.Length != 3 || parts[1].Length != TextSketch.Length)
            {
                throw new InvalidDataException($"{file} is damaged");
            }

            articles._byKey[parts[0]] = new TrainedArticle(parts[1], parts[2] == Undated ? null
                : new DateTimeOffset(DateTime.ParseExact(parts[2], "s", CultureInfo.InvariantCulture), TimeSpan.Zero));
        }

        return articles;
    }
}
