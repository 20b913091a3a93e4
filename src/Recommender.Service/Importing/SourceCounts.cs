using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>Counts what an import finds in one source.</summary>
internal sealed class SourceCounts
{
    /// <summary>A text below this is one line rather than an article.</summary>
    private const int OneLine = 120;

    private const int SharedTitles = 3;

    private readonly ReasonCounts _doubts = new();
    private readonly Dictionary<string, (int Count, string? Example)> _titles = new(StringComparer.Ordinal);

    public int Read { get; set; }

    public int New { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Withdrawn { get; set; }

    public ReasonCounts LeftOut { get; } = new();

    /// <summary>Articles whose content was looked at, of which <see cref="Doubts"/> speak.</summary>
    public int Articles { get; private set; }

    /// <summary>Looks at an article for what is usually wrong with a source.</summary>
    public void Look(Article article)
    {
        Articles++;
        var example = article.Url ?? article.SourceId;
        Doubt(article.Url is null, SourceDoubts.NoAddress, article.SourceId);
        Doubt(article.Published is null, SourceDoubts.NoDate, example);
        Doubt(article.Image is null, SourceDoubts.NoPicture, example);
        Doubt(article.Text.Length == 0, SourceDoubts.NoText, example);
        Doubt(article.Text.Length is > 0 and < OneLine, SourceDoubts.OneLine, example);
        var (count, first) = _titles.GetValueOrDefault(article.Title);
        _titles[article.Title] = (count + 1, first ?? example);
    }

    /// <summary>What looks wrong, with numbers.</summary>
    public IReadOnlyList<ReasonCount> Doubts()
    {
        var shared = _titles.Values.Where(title => title.Count >= SharedTitles).ToList();
        var titles = shared.Count == 0 ? []
            : new[] { new ReasonCount(SourceDoubts.OneTitle, shared.Sum(title => title.Count), SecretUrls.Hide(shared[0].Example ?? "")) };
        return [.. _doubts.ToList().Concat(titles)];
    }

    private void Doubt(bool isSo, string what, string? example)
    {
        if (isSo)
        {
            _doubts.Add(what, example);
        }
    }
}
